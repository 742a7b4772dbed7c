package org.tokentwin.conformance.cases.general;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Returns.assertReturnsOneOfOrDoesNothing;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_UNWRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ARGUMENTS_BAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_VALUE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCONSISTENT;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SecretCipher;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Attributes that say a length and point nowhere: refused in every template, and nothing is made. */
@ExtendWith(ConformanceExtension.class)
class NullValueCases {
    private static final long LENGTH = 5;

    /** A call with the attribute in its template, beside what that needs. */
    private interface Call {
        void with(MemorySegment attribute) throws PKCS11Exception;
    }

    /** What a case makes ready, so that the attribute is all that is wrong. */
    private interface Preparing {
        Call call(Application application) throws Exception;
    }

    /** A session without the wrapper, which gives no null value a length. */
    private record Application(TokenUnderTest token, long session, RawMemory memory) {
        void call(CryptokiFunction function, Object... arguments) throws PKCS11Exception {
            Object[] all = new Object[arguments.length + 1];
            all[0] = session;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            token.raw().call(function, all);
        }
    }

    /** A function that takes a template. */
    record Row(int number, CryptokiFunction function, String template, List<Long> mechanisms, Preparing preparing)
            implements CaseRow {
        @Override
        public String id() {
            return "NULLVALUE-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return function + " refuses a null value of " + LENGTH + " bytes in the " + template;
        }
    }

    @ConformanceCases(section = "4.1.1", rows = "rows", effect = Effect.SESSION_OBJECTS)
    void nullValueWithALength_isRefused(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadWriteUser();
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            Call call = row.preparing().call(new Application(token, session, memory));
            int before = token.find(session).length;

            AtomicBoolean taken = new AtomicBoolean(); // as an empty value, which does no harm

            assertReturnsOneOfOrDoesNothing(
                    () -> {
                        call.with(memory.attribute(Cka.CKA_ID, RawMemory.NULL, LENGTH));
                        taken.set(true);
                    },
                    CKR_ATTRIBUTE_VALUE_INVALID,
                    CKR_ARGUMENTS_BAD,
                    CKR_TEMPLATE_INCONSISTENT);
            if (!taken.get()) {
                token.assertNothingLeft(session, before);
            }
        }
    }

    static List<Row> rows() {
        return List.of(
                row(1, CryptokiFunction.C_CreateObject, NullValueCases::create),
                row(2, CryptokiFunction.C_CopyObject, NullValueCases::copy),
                row(3, CryptokiFunction.C_SetAttributeValue, NullValueCases::change),
                row(4, CryptokiFunction.C_FindObjectsInit, NullValueCases::search),
                row(5, CryptokiFunction.C_GenerateKey, NullValueCases::generate, Ckm.CKM_AES_KEY_GEN),
                new Row(
                        6,
                        CryptokiFunction.C_GenerateKeyPair,
                        "public key's template",
                        List.of(Ckm.CKM_EC_KEY_PAIR_GEN),
                        application -> pair(application, true)),
                new Row(
                        7,
                        CryptokiFunction.C_GenerateKeyPair,
                        "private key's template",
                        List.of(Ckm.CKM_EC_KEY_PAIR_GEN),
                        application -> pair(application, false)),
                row(8, CryptokiFunction.C_UnwrapKey, NullValueCases::unwrap, Ckm.CKM_AES_CBC_PAD));
    }

    private static Row row(int number, CryptokiFunction function, Preparing preparing, Long... mechanisms) {
        return new Row(number, function, "template", List.of(mechanisms), preparing);
    }

    private static Call create(Application application) {
        RawMemory memory = application.memory();
        return attribute -> application.call(
                CryptokiFunction.C_CreateObject,
                memory.attributes(
                        memory.attribute(Cka.CKA_CLASS, Cko.CKO_PUBLIC_KEY),
                        memory.attribute(Cka.CKA_KEY_TYPE, Ckk.CKK_RSA),
                        memory.attribute(
                                Cka.CKA_MODULUS,
                                BigIntegers.asUnsignedByteArray(
                                        SoftwareKeys.rsaPublic().getModulus())),
                        memory.attribute(Cka.CKA_PUBLIC_EXPONENT, new byte[] {1, 0, 1}),
                        attribute),
                5L,
                memory.block());
    }

    private static Call copy(Application application) {
        long key = publicKey(application);
        return attribute -> application.call(
                CryptokiFunction.C_CopyObject,
                key,
                attribute,
                1L,
                application.memory().block());
    }

    private static Call change(Application application) {
        long key = publicKey(application);
        return attribute -> application.call(CryptokiFunction.C_SetAttributeValue, key, attribute, 1L);
    }

    private static Call search(Application application) {
        return attribute -> application.call(CryptokiFunction.C_FindObjectsInit, attribute, 1L);
    }

    private static Call generate(Application application) {
        RawMemory memory = application.memory();
        return attribute -> application.call(
                CryptokiFunction.C_GenerateKey,
                memory.mechanism(Ckm.CKM_AES_KEY_GEN),
                memory.attributes(
                        memory.attribute(Cka.CKA_TOKEN, false), memory.attribute(Cka.CKA_VALUE_LEN, 32L), attribute),
                3L,
                memory.block());
    }

    private static Call pair(Application application, boolean inPublicTemplate) {
        RawMemory memory = application.memory();
        return attribute -> {
            MemorySegment open = memory.attributes(
                    memory.attribute(Cka.CKA_TOKEN, false),
                    memory.attribute(Cka.CKA_EC_PARAMS, KeyPairs.parameters(EcCurve.P256)),
                    attribute);
            MemorySegment secret = memory.attributes(
                    memory.attribute(Cka.CKA_TOKEN, false), memory.attribute(Cka.CKA_PRIVATE, true), attribute);
            application.call(
                    CryptokiFunction.C_GenerateKeyPair,
                    memory.mechanism(Ckm.CKM_EC_KEY_PAIR_GEN),
                    open,
                    inPublicTemplate ? 3L : 2L,
                    secret,
                    inPublicTemplate ? 2L : 3L,
                    memory.block(),
                    memory.block());
        };
    }

    private static Call unwrap(Application application) throws Exception {
        RawMemory memory = application.memory();
        SecretCipher cipher = SecretCipher.AES_CBC_PAD;
        application.token().requireFlag(cipher.type(), CKF_UNWRAP);
        long unwrapping = SecretKeys.onToken(
                application.token(), application.session(), Ckk.CKK_AES, cipher.keyValue(), bool(Cka.CKA_UNWRAP, true));
        byte[] wrapped = cipher.encrypted(new byte[32]);
        byte[] iv = cipher.iv();
        return attribute -> application.call(
                CryptokiFunction.C_UnwrapKey,
                memory.mechanism(cipher.type(), memory.bytes(iv), iv.length),
                unwrapping,
                memory.bytes(wrapped),
                (long) wrapped.length,
                memory.attributes(
                        memory.attribute(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY),
                        memory.attribute(Cka.CKA_KEY_TYPE, Ckk.CKK_GENERIC_SECRET),
                        memory.attribute(Cka.CKA_TOKEN, false),
                        attribute),
                4L,
                memory.block());
    }

    private static long publicKey(Application application) {
        return PublicKeys.onToken(application.token(), application.session(), SoftwareKeys.rsaPublic());
    }
}
