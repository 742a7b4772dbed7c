package org.tokentwin.conformance.cases.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CERTIFICATE_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE_EXPONENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_TYPE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_BUFFER_TOO_SMALL;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.TokenKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.CryptokiFunction;

/** C_GetAttributeValue's own convention: each attribute of the template has a length, and an answer of its own. */
@ExtendWith(ConformanceExtension.class)
class AttributeBufferCases {
    private static final long ROOMY = 1024;

    @ConformanceCase(
            id = "ATTRIBUTE-001",
            section = "5.7 C_GetAttributeValue",
            requirement = "A null value asks for the length, which is then exactly enough")
    void nullValue_tellsTheLength(TokenUnderTest token) throws PKCS11Exception {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment asked = memory.attribute(CKA_MODULUS, RawMemory.NULL, 0);
            long session = token.openReadOnlyUser();
            long key = TokenKeys.rsa(token, session);
            assertOk(() -> get(token, session, key, asked, 1));
            long told = RawMemory.lengthOf(asked);
            assertThat(told).isPositive();
            MemorySegment filled = memory.attribute(CKA_MODULUS, memory.block(told), told);

            assertOk(() -> get(token, session, key, filled, 1));
            assertThat(RawMemory.lengthOf(filled)).isEqualTo(told);
        }
    }

    @ConformanceCase(
            id = "ATTRIBUTE-002",
            section = "5.7 C_GetAttributeValue",
            requirement = "A buffer that is too short returns CKR_BUFFER_TOO_SMALL and the length -1")
    void shortValue_isTooSmall(TokenUnderTest token) throws PKCS11Exception {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment attribute = memory.attribute(CKA_MODULUS, memory.block(1), 1);
            long session = token.openReadOnlyUser();
            long key = TokenKeys.rsa(token, session);

            assertReturns(CKR_BUFFER_TOO_SMALL, () -> get(token, session, key, attribute, 1));
            assertThat(RawMemory.lengthOf(attribute)).isEqualTo(RawMemory.UNAVAILABLE);
        }
    }

    @ConformanceCase(
            id = "ATTRIBUTE-003",
            section = "5.7 C_GetAttributeValue",
            requirement = "A sensitive attribute has the length -1, and the others of the template are filled")
    void sensitiveAttribute_spoilsNoOther(TokenUnderTest token) throws PKCS11Exception {
        assertOthersFilled(token, CKA_PRIVATE_EXPONENT, CKR_ATTRIBUTE_SENSITIVE);
    }

    @ConformanceCase(
            id = "ATTRIBUTE-004",
            section = "5.7 C_GetAttributeValue",
            requirement =
                    "An attribute that the object has not has the length -1, and the others of the template are filled")
    void unknownAttribute_spoilsNoOther(TokenUnderTest token) throws PKCS11Exception {
        assertOthersFilled(token, CKA_CERTIFICATE_TYPE, CKR_ATTRIBUTE_TYPE_INVALID);
    }

    @ConformanceCase(
            id = "ATTRIBUTE-005",
            section = "5.7 C_GetAttributeValue",
            requirement = "Not even the length of a sensitive attribute is told")
    void sensitiveAttribute_hasNoLength(TokenUnderTest token) throws PKCS11Exception {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment attribute = memory.attribute(CKA_PRIVATE_EXPONENT, RawMemory.NULL, 0);
            long session = token.openReadOnlyUser();
            long key = TokenKeys.sensitiveRsa(token, session);

            assertReturns(CKR_ATTRIBUTE_SENSITIVE, () -> get(token, session, key, attribute, 1));
            assertThat(RawMemory.lengthOf(attribute)).isEqualTo(RawMemory.UNAVAILABLE);
        }
    }

    @ConformanceCase(
            id = "ATTRIBUTE-006",
            section = "5.7 C_GetAttributeValue",
            requirement = "A CK_ULONG attribute has the length of a CK_ULONG")
    void number_hasItsLength(TokenUnderTest token) throws PKCS11Exception {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment attribute = memory.attribute(CKA_CLASS, memory.block(ROOMY), ROOMY);
            long session = token.openReadOnlyUser();
            long key = TokenKeys.rsa(token, session);

            assertOk(() -> get(token, session, key, attribute, 1));
            assertThat(RawMemory.lengthOf(attribute)).isEqualTo(RawMemory.ULONG_BYTES);
        }
    }

    private static void assertOthersFilled(TokenUnderTest token, long refused, long expected) throws PKCS11Exception {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment place = memory.block(ROOMY);
            MemorySegment template = memory.attributes(
                    memory.attribute(CKA_CLASS, memory.block(ROOMY), ROOMY),
                    memory.attribute(refused, memory.block(ROOMY), ROOMY),
                    memory.attribute(CKA_MODULUS, place, ROOMY));
            long session = token.openReadOnlyUser();
            long key = TokenKeys.sensitiveRsa(token, session);
            byte[] modulus = (byte[]) Objects.requireNonNull(Attributes.read(token, session, key, CKA_MODULUS));

            assertReturns(expected, () -> get(token, session, key, template, 3));
            assertThat(RawMemory.lengthOf(RawMemory.attributeAt(template, 0))).isEqualTo(RawMemory.ULONG_BYTES);
            assertThat(RawMemory.lengthOf(RawMemory.attributeAt(template, 1))).isEqualTo(RawMemory.UNAVAILABLE);
            assertThat(RawMemory.lengthOf(RawMemory.attributeAt(template, 2))).isEqualTo(modulus.length);
            assertThat(place.asSlice(0, modulus.length).toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(modulus);
        }
    }

    private static void get(TokenUnderTest token, long session, long object, MemorySegment template, long count)
            throws PKCS11Exception {
        token.raw().call(CryptokiFunction.C_GetAttributeValue, session, object, template, count);
    }
}
