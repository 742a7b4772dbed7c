package org.tokentwin.conformance.cases.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_COPYABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DESTROYABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODIFIABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ACTION_PROHIBITED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_TYPE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_VALUE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_INFORMATION_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OBJECT_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCONSISTENT;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_VERSION;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.DataObjects;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.CryptokiFunction;

/** What keeps an object from being changed, copied or destroyed. */
@ExtendWith(ConformanceExtension.class)
class ObjectRuleCases {
    private static final byte[] FALSE = {0};
    private static final byte[] FIRST = "first".getBytes(StandardCharsets.UTF_8);
    private static final long NEVER_GIVEN = 0x7FFF_1234;
    private static final byte[] VALUE = {1, 2, 3};
    private static final CK_ATTRIBUTE[] OTHER_LABEL = {string(CKA_LABEL, "other")};

    @ConformanceCase(
            id = "OBJECT-020",
            section = "5.7 C_GetObjectSize",
            requirement = "An object has a size that is not 0, where the token tells sizes",
            effect = Effect.SESSION_OBJECTS)
    void size_isTold(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        long object = data(token, session);
        long seen = Returns.of(() -> token.p11().C_GetObjectSize(session, object));
        NotApplicable.unless(
                seen != CKR_FUNCTION_NOT_SUPPORTED && seen != CKR_INFORMATION_SENSITIVE, "the token tells no sizes");

        assertThat(token.p11().C_GetObjectSize(session, object)).isNotZero();
    }

    @ConformanceCase(
            id = "OBJECT-021",
            section = "5.7 C_DestroyObject",
            requirement = "A read-only session does not destroy a token object: CKR_SESSION_READ_ONLY",
            effect = Effect.TOKEN_OBJECTS)
    void tokenObject_isNotDestroyedReadOnly(TokenUnderTest token) throws PKCS11Exception {
        long object = data(token, token.openReadWriteUser(), bool(CKA_TOKEN, true));
        long readOnly = token.openReadOnly();

        assertReturns(CKR_SESSION_READ_ONLY, () -> token.p11().C_DestroyObject(readOnly, object));
        assertThat(label(token, readOnly, object)).isEqualTo("first");
    }

    @ConformanceCase(
            id = "OBJECT-022",
            section = "5.7 C_SetAttributeValue",
            requirement = "A read-only session does not change a token object: CKR_SESSION_READ_ONLY",
            effect = Effect.TOKEN_OBJECTS)
    void tokenObject_isNotChangedReadOnly(TokenUnderTest token) throws PKCS11Exception {
        long object = data(token, token.openReadWriteUser(), bool(CKA_TOKEN, true));
        long readOnly = token.openReadOnly();

        assertReturns(
                CKR_SESSION_READ_ONLY,
                () -> token.p11().C_SetAttributeValue(readOnly, object, OTHER_LABEL.clone(), true));
        assertThat(label(token, readOnly, object)).isEqualTo("first");
    }

    @ConformanceCase(
            id = "OBJECT-023",
            section = "5.7 C_CopyObject",
            requirement = "A read-only session does not copy an object to the token: CKR_SESSION_READ_ONLY",
            effect = Effect.TOKEN_OBJECTS)
    void object_isNotCopiedToTheTokenReadOnly(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long object = data(token, session);
        CK_ATTRIBUTE[] toToken = {bool(CKA_TOKEN, true)};

        assertReturns(CKR_SESSION_READ_ONLY, () -> token.p11().C_CopyObject(session, object, toToken, true));
    }

    @ConformanceCase(
            id = "OBJECT-024",
            section = "4.4 CKA_MODIFIABLE",
            requirement = "An object whose CKA_MODIFIABLE is false keeps its label",
            effect = Effect.SESSION_OBJECTS)
    void objectThatIsNotModifiable_isNotChanged(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        long object = data(token, session, bool(CKA_MODIFIABLE, false));
        NotApplicable.unless(
                Boolean.FALSE.equals(Attributes.read(token, session, object, CKA_MODIFIABLE)),
                "the token does not keep the attribute");

        assertReturnsOneOf(
                () -> token.p11().C_SetAttributeValue(session, object, OTHER_LABEL.clone(), true),
                CKR_ACTION_PROHIBITED,
                CKR_ATTRIBUTE_READ_ONLY);
        assertThat(label(token, session, object)).isEqualTo("first");
    }

    @ConformanceCase(
            id = "OBJECT-025",
            section = "4.4 CKA_COPYABLE",
            requirement = "An object whose CKA_COPYABLE is false is not copied: CKR_ACTION_PROHIBITED",
            effect = Effect.SESSION_OBJECTS)
    void objectThatIsNotCopyable_isNotCopied(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        requireVersion240(token);
        long object = restricted(token, session, CKA_COPYABLE);

        assertReturns(
                CKR_ACTION_PROHIBITED, () -> token.p11().C_CopyObject(session, object, OTHER_LABEL.clone(), true));
    }

    @ConformanceCase(
            id = "OBJECT-026",
            section = "4.4 CKA_DESTROYABLE",
            requirement = "An object whose CKA_DESTROYABLE is false is not destroyed: CKR_ACTION_PROHIBITED",
            effect = Effect.SESSION_OBJECTS)
    void objectThatIsNotDestroyable_isNotDestroyed(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        requireVersion240(token);
        long object = restricted(token, session, CKA_DESTROYABLE);

        assertReturns(CKR_ACTION_PROHIBITED, () -> token.p11().C_DestroyObject(session, object));
        assertThat(label(token, session, object)).isEqualTo("first");
    }

    @ConformanceCase(
            id = "OBJECT-027",
            section = "5.7",
            requirement = "A handle that was never given is CKR_OBJECT_HANDLE_INVALID to copy, change and measure",
            effect = Effect.SESSION_OBJECTS)
    void handleNeverGiven_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();

        assertReturns(
                CKR_OBJECT_HANDLE_INVALID,
                () -> token.p11().C_CopyObject(session, NEVER_GIVEN, OTHER_LABEL.clone(), true));
        assertReturns(
                CKR_OBJECT_HANDLE_INVALID,
                () -> token.p11().C_SetAttributeValue(session, NEVER_GIVEN, OTHER_LABEL.clone(), true));
        assertReturnsOneOf(() -> token.p11().C_GetObjectSize(session, NEVER_GIVEN), CKR_OBJECT_HANDLE_INVALID);
    }

    @ConformanceCase(
            id = "OBJECT-028",
            section = "5.7 C_CopyObject",
            requirement = "A copy takes the label of the template, and the original keeps its own",
            effect = Effect.SESSION_OBJECTS)
    void copy_takesTheTemplate(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        long object = data(token, session);
        long copy = token.p11().C_CopyObject(session, object, OTHER_LABEL.clone(), true);

        assertThat(label(token, session, copy)).isEqualTo("other");
        assertThat(label(token, session, object)).isEqualTo("first");
        assertThat(Attributes.read(token, session, copy, CKA_VALUE)).isEqualTo(VALUE);
    }

    @ConformanceCase(
            id = "OBJECT-029",
            section = "5.7 C_CopyObject",
            requirement = "A session object is copied to the token, and outlives its session there",
            effect = Effect.TOKEN_OBJECTS)
    void copyOnTheToken_outlivesTheSession(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long object = data(token, session);
        CK_ATTRIBUTE[] toToken = {bool(CKA_TOKEN, true), string(CKA_LABEL, "kept")};
        token.p11().C_CopyObject(session, object, toToken, true);
        token.p11().C_CloseSession(session);
        long later = token.openReadOnlyUser();

        assertThat(token.find(later, string(CKA_LABEL, "kept"))).hasSize(1);
        assertThat(token.find(later, string(CKA_LABEL, "first"))).isEmpty();
    }

    @ConformanceCase(
            id = "OBJECT-030",
            section = "4.2",
            requirement =
                    "A session object is seen by the application's other sessions, and none of them is needed for it",
            effect = Effect.SESSION_OBJECTS)
    void sessionObject_isTheApplications(TokenUnderTest token) throws PKCS11Exception {
        long one = token.openReadOnly();
        long other = token.openReadOnly();
        long object = data(token, one);

        assertThat(label(token, other, object)).isEqualTo("first");
        token.p11().C_CloseSession(other);
        assertThat(label(token, one, object)).isEqualTo("first");
    }

    @ConformanceCase(
            id = "OBJECT-032",
            section = "5",
            requirement = "C_SetAttributeValue that is refused for its second attribute has not changed the first",
            effect = Effect.SESSION_OBJECTS)
    void refusedChange_changesNothing(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long object = DataObjects.onToken(token, session, bool(CKA_TOKEN, false), string(CKA_LABEL, "before"));
        CK_ATTRIBUTE[] both = {string(CKA_LABEL, "after"), ulong(CKA_CLASS, CKO_CERTIFICATE)};
        long seen = Returns.of(() -> token.p11().C_SetAttributeValue(session, object, both, true));
        NotApplicable.unless(seen != CKR_OK, "the token refuses no other CKA_CLASS");

        assertThat((char[]) Attributes.read(token, session, object, CKA_LABEL)).containsExactly("before".toCharArray());
    }

    @ConformanceCase(
            id = "OBJECT-031",
            section = "5.7 C_SetAttributeValue",
            requirement = "An attribute that the class does not have, or a value of the wrong length, is not set",
            effect = Effect.SESSION_OBJECTS)
    void foreignAttribute_isNotSet(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        long object = data(token, session);
        CK_ATTRIBUTE[] foreign = {bytes(CKA_MODULUS, VALUE)};
        CK_ATTRIBUTE[] broken = {bytes(CKA_PRIVATE, VALUE)};

        assertReturnsOneOf(
                () -> token.p11().C_SetAttributeValue(session, object, foreign, true),
                CKR_ATTRIBUTE_TYPE_INVALID,
                CKR_ATTRIBUTE_READ_ONLY,
                CKR_TEMPLATE_INCONSISTENT);
        assertReturnsOneOf(
                () -> token.p11().C_SetAttributeValue(session, object, broken, true),
                CKR_ATTRIBUTE_VALUE_INVALID,
                CKR_ATTRIBUTE_READ_ONLY,
                CKR_TEMPLATE_INCONSISTENT);
    }

    private static long data(TokenUnderTest token, long session, CK_ATTRIBUTE... more) {
        List<CK_ATTRIBUTE> attributes = new ArrayList<>(List.of(string(CKA_LABEL, "first"), bytes(CKA_VALUE, VALUE)));
        attributes.addAll(List.of(more));
        return DataObjects.onToken(token, session, attributes.toArray(new CK_ATTRIBUTE[0]));
    }

    /** Earlier versions know neither the attributes nor the return value. */
    private static void requireVersion240(TokenUnderTest token) throws PKCS11Exception {
        CK_VERSION version = token.p11().C_GetInfo().cryptokiVersion;
        NotApplicable.unless(version.major > 2 || version.minor >= 40, "the attribute is of version 2.40");
    }

    /**
     * A data object with one of its permissions taken away. The wrapper does not know all of the attributes: the call goes to the module
     * directly.
     */
    private static long restricted(TokenUnderTest token, long session, long permission) {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment template = memory.attributes(
                    memory.attribute(CKA_CLASS, memory.ulong(CKO_DATA), RawMemory.ULONG_BYTES),
                    memory.attribute(CKA_PRIVATE, memory.bytes(FALSE), 1),
                    memory.attribute(CKA_LABEL, memory.bytes(FIRST), FIRST.length),
                    memory.attribute(CKA_VALUE, memory.bytes(VALUE), VALUE.length),
                    memory.attribute(permission, memory.bytes(FALSE), 1));
            MemorySegment handle = memory.block();
            MemorySegment read = memory.bytes(new byte[] {1});
            Preparation.run("the token does not know the attribute", () -> {
                token.raw().call(CryptokiFunction.C_CreateObject, session, template, 5L, handle);
                MemorySegment asked = memory.attribute(permission, read, 1);
                token.raw().call(CryptokiFunction.C_GetAttributeValue, session, RawMemory.ulongAt(handle), asked, 1L);
            });
            NotApplicable.unless(read.get(ValueLayout.JAVA_BYTE, 0) == 0, "the token does not keep the attribute");
            return RawMemory.ulongAt(handle);
        }
    }

    private static String label(TokenUnderTest token, long session, long object) throws PKCS11Exception {
        return String.valueOf((char[]) Objects.requireNonNull(Attributes.read(token, session, object, CKA_LABEL)));
    }
}
