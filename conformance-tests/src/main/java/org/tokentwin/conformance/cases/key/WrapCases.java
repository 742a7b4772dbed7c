package org.tokentwin.conformance.cases.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsExactly;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ALWAYS_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LOCAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_NEVER_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_UNWRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_WRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_UNWRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_WRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_BUFFER_TOO_SMALL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ENCRYPTED_DATA_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ENCRYPTED_DATA_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_FUNCTION_NOT_PERMITTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_UNEXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_PARAM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_UNWRAPPING_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_WRAPPED_KEY_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_WRAPPED_KEY_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_WRAPPING_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_WRAPPING_KEY_TYPE_INCONSISTENT;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.KeyWrapping;
import org.tokentwin.conformance.cases.reference.PrivateKeys;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SecretCipher;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Wrapping and unwrapping of keys, against the JDK, and what must keep a key from leaving the token. */
@ExtendWith(ConformanceExtension.class)
class WrapCases {
    private static final byte[] VALUE = "this is 24 bytes of key.".getBytes(StandardCharsets.US_ASCII);
    private static final long NEVER_GIVEN = 0x7FFF_1234;
    private static final byte[] ANY_WRAPPED = new byte[32];

    /** A rule for one mechanism. */
    record Row(int rule, KeyWrapping wrapping, String text) implements CaseRow {
        @Override
        public String id() {
            return "WRAP-%d%02d".formatted(rule, wrapping.number());
        }

        @Override
        public String requirement() {
            return wrapping.mechanismName() + " " + text;
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(wrapping.type());
        }
    }

    @ConformanceCases(section = "5.14 C_WrapKey", rows = "wrappings", effect = Effect.SESSION_OBJECTS)
    void wrappedKey_isUnwrappedByTheJdk(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long wrapping = wrappingKey(token, session, row.wrapping());
        long key = target(token, session, bool(CKA_SENSITIVE, true), bool(CKA_EXTRACTABLE, true));
        byte[] wrapped = token.p11().C_WrapKey(session, row.wrapping().mechanism(), wrapping, key, true);

        assertThat(row.wrapping().unwrapped(wrapped)).isEqualTo(VALUE);
    }

    @ConformanceCases(section = "5.14 C_UnwrapKey", rows = "unwrappings", effect = Effect.SESSION_OBJECTS)
    void keyThatTheJdkWrapped_isUnwrapped(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long key = unwrap(token, session, row.wrapping(), row.wrapping().wrapped(VALUE));

        assertThat(SecretKeys.value(token, session, key)).isEqualTo(VALUE);
        assertThat(Attributes.read(token, session, key, CKA_LOCAL)).isEqualTo(false);
        assertThat(Attributes.read(token, session, key, CKA_ALWAYS_SENSITIVE)).isEqualTo(false);
        assertThat(Attributes.read(token, session, key, CKA_NEVER_EXTRACTABLE)).isEqualTo(false);
    }

    @ConformanceCases(section = "5.1.6 CKR_KEY_UNEXTRACTABLE", rows = "unextractable", effect = Effect.SESSION_OBJECTS)
    void unextractableKey_isNotWrapped(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long wrapping = wrappingKey(token, session, row.wrapping());
        long key = target(token, session, bool(CKA_SENSITIVE, true), bool(CKA_EXTRACTABLE, false));

        assertReturns(
                CKR_KEY_UNEXTRACTABLE,
                () -> token.p11().C_WrapKey(session, row.wrapping().mechanism(), wrapping, key, true));
    }

    @ConformanceCases(
            section = "5.1.6 CKR_KEY_FUNCTION_NOT_PERMITTED",
            rows = "notForWrapping",
            effect = Effect.SESSION_OBJECTS)
    void keyWithoutTheUse_wrapsNothing(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long wrapping = wrappingKey(token, session, row.wrapping(), bool(CKA_WRAP, false), bool(CKA_ENCRYPT, true));
        long key = target(token, session);

        assertReturns(
                CKR_KEY_FUNCTION_NOT_PERMITTED,
                () -> token.p11().C_WrapKey(session, row.wrapping().mechanism(), wrapping, key, true));
    }

    @ConformanceCases(
            section = "5.1.6 CKR_WRAPPING_KEY_HANDLE_INVALID",
            rows = "withoutWrappingKey",
            effect = Effect.SESSION_OBJECTS)
    void wrappingKeyNeverGiven_isRefused(TokenUnderTest token, Row row) throws Exception {
        requireWrap(token, row.wrapping());
        long session = token.openReadOnlyUser();
        long key = target(token, session);

        assertReturnsOneOf(
                () -> token.p11().C_WrapKey(session, row.wrapping().mechanism(), NEVER_GIVEN, key, true),
                CKR_WRAPPING_KEY_HANDLE_INVALID,
                CKR_KEY_HANDLE_INVALID);
    }

    @ConformanceCases(section = "5.1.6 CKR_KEY_HANDLE_INVALID", rows = "withoutKey", effect = Effect.SESSION_OBJECTS)
    void keyNeverGiven_isNotWrapped(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long wrapping = wrappingKey(token, session, row.wrapping());

        assertReturns(
                CKR_KEY_HANDLE_INVALID,
                () -> token.p11().C_WrapKey(session, row.wrapping().mechanism(), wrapping, NEVER_GIVEN, true));
    }

    @ConformanceCases(
            section = "5.1.6 CKR_WRAPPING_KEY_TYPE_INCONSISTENT",
            rows = "withOtherType",
            effect = Effect.SESSION_OBJECTS)
    void wrappingKeyOfAnotherType_isRefused(TokenUnderTest token, Row row) throws Exception {
        requireWrap(token, row.wrapping());
        long session = token.openReadOnlyUser();
        long generic = target(token, session, bool(CKA_WRAP, true));
        long key = target(token, session);

        assertReturnsOneOf(
                () -> token.p11().C_WrapKey(session, row.wrapping().mechanism(), generic, key, true),
                CKR_WRAPPING_KEY_TYPE_INCONSISTENT,
                CKR_WRAPPING_KEY_HANDLE_INVALID,
                CKR_KEY_FUNCTION_NOT_PERMITTED);
    }

    @ConformanceCases(
            section = "5.1.6 CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT",
            rows = "unwrappingWithOtherType",
            effect = Effect.SESSION_OBJECTS)
    void unwrappingKeyOfAnotherType_isRefused(TokenUnderTest token, Row row) throws Exception {
        token.requireFlag(row.wrapping().type(), CKF_UNWRAP);
        long session = token.openReadOnlyUser();
        long generic = target(token, session, bool(CKA_UNWRAP, true));
        byte[] wrapped = row.wrapping().wrapped(VALUE);
        CK_ATTRIBUTE[] template = SecretKeys.readable(CKK_GENERIC_SECRET);

        assertReturnsOneOf(
                () -> token.p11().C_UnwrapKey(session, row.wrapping().mechanism(), generic, wrapped, template, true),
                CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT,
                CKR_UNWRAPPING_KEY_HANDLE_INVALID,
                CKR_KEY_FUNCTION_NOT_PERMITTED);
    }

    @ConformanceCases(section = "5.1.6 CKR_WRAPPED_KEY_INVALID", rows = "changed", effect = Effect.SESSION_OBJECTS)
    void changedWrappedKey_isRefused(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        byte[] wrapped = row.wrapping().wrapped(VALUE);
        wrapped[wrapped.length - 1] ^= 1;

        assertReturnsOneOf(
                () -> unwrap(token, session, row.wrapping(), wrapped),
                CKR_WRAPPED_KEY_INVALID,
                CKR_ENCRYPTED_DATA_INVALID);
    }

    @ConformanceCases(section = "5.1.6 CKR_WRAPPED_KEY_LEN_RANGE", rows = "cut", effect = Effect.SESSION_OBJECTS)
    void cutWrappedKey_isRefused(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        byte[] wrapped = row.wrapping().wrapped(VALUE);

        assertReturnsOneOf(
                () -> unwrap(token, session, row.wrapping(), Arrays.copyOf(wrapped, wrapped.length - 1)),
                CKR_WRAPPED_KEY_LEN_RANGE,
                CKR_WRAPPED_KEY_INVALID,
                CKR_ENCRYPTED_DATA_LEN_RANGE);
    }

    @ConformanceCases(
            section = "5.1.6 CKR_KEY_FUNCTION_NOT_PERMITTED",
            rows = "notForUnwrapping",
            effect = Effect.SESSION_OBJECTS)
    void keyWithoutTheUse_unwrapsNothing(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long unwrapping =
                unwrappingKey(token, session, row.wrapping(), bool(CKA_UNWRAP, false), bool(CKA_DECRYPT, true));
        byte[] wrapped = row.wrapping().wrapped(VALUE);

        assertReturns(
                CKR_KEY_FUNCTION_NOT_PERMITTED,
                () -> token.p11()
                        .C_UnwrapKey(
                                session,
                                row.wrapping().mechanism(),
                                unwrapping,
                                wrapped,
                                SecretKeys.readable(CKK_GENERIC_SECRET),
                                true));
    }

    @ConformanceCases(
            section = "5.1.6 CKR_UNWRAPPING_KEY_HANDLE_INVALID",
            rows = "withoutUnwrappingKey",
            effect = Effect.SESSION_OBJECTS)
    void unwrappingKeyNeverGiven_isRefused(TokenUnderTest token, Row row) throws Exception {
        token.requireFlag(row.wrapping().type(), CKF_UNWRAP);
        long session = token.openReadOnlyUser();

        assertReturnsOneOf(
                () -> token.p11()
                        .C_UnwrapKey(
                                session,
                                row.wrapping().mechanism(),
                                NEVER_GIVEN,
                                ANY_WRAPPED.clone(),
                                SecretKeys.readable(CKK_GENERIC_SECRET),
                                true),
                CKR_UNWRAPPING_KEY_HANDLE_INVALID,
                CKR_KEY_HANDLE_INVALID);
    }

    @ConformanceCase(
            id = "WRAP-001",
            section = "5.14 C_WrapKey",
            requirement = "A mechanism that wraps no key returns CKR_MECHANISM_INVALID",
            effect = Effect.SESSION_OBJECTS)
    void mechanismThatDoesNotWrap_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session);

        assertReturnsOneOf(
                () -> token.p11().C_WrapKey(session, mechanism(CKM_SHA256), key, key, true), CKR_MECHANISM_INVALID);
        assertReturnsOneOf(
                () -> token.p11()
                        .C_UnwrapKey(
                                session,
                                mechanism(CKM_SHA256),
                                key,
                                ANY_WRAPPED.clone(),
                                SecretKeys.readable(CKK_GENERIC_SECRET),
                                true),
                CKR_MECHANISM_INVALID);
    }

    @ConformanceCase(
            id = "WRAP-002",
            section = "4.9 CKO_PRIVATE_KEY",
            requirement = "The token's own key, which cannot be extracted, is wrapped by no mechanism",
            effect = Effect.SESSION_OBJECTS)
    void keyOfTheToken_isNotWrapped(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session);
        NotApplicable.unless(
                Boolean.FALSE.equals(Attributes.read(token, session, key, CKA_EXTRACTABLE)),
                "the token's key may be extracted");
        long rsa = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic(), bool(CKA_WRAP, true));

        for (KeyWrapping wrapping : KeyWrapping.values()) {
            long wrappingKey = wrapping.isRsa() ? rsa : key;
            assertThat(Returns.of(() -> token.p11().C_WrapKey(session, wrapping.mechanism(), wrappingKey, key, true)))
                    .as(wrapping.mechanismName())
                    .isNotEqualTo(CKR_OK);
        }
    }

    @ConformanceCases(section = "5.1.6 CKR_MECHANISM_PARAM_INVALID", rows = "shortIvs", effect = Effect.SESSION_OBJECTS)
    void shortIv_isRefused(TokenUnderTest token, Row row) throws Exception {
        assertRefused(token, row.wrapping(), new byte[3]);
    }

    /** A parameter that wraps no key and unwraps none. */
    private static void assertRefused(TokenUnderTest token, KeyWrapping by, byte[] parameter) throws Exception {
        long session = token.openReadOnlyUser();
        CK_MECHANISM faulty = mechanism(by.type(), parameter);
        long wrapping = wrappingKey(token, session, by);
        long unwrapping = unwrappingKey(token, session, by);
        long key = target(token, session);
        byte[] wrapped = by.wrapped(VALUE);
        CK_ATTRIBUTE[] template = SecretKeys.readable(CKK_GENERIC_SECRET);

        assertReturns(CKR_MECHANISM_PARAM_INVALID, () -> token.p11().C_WrapKey(session, faulty, wrapping, key, true));
        assertReturns(
                CKR_MECHANISM_PARAM_INVALID,
                () -> token.p11().C_UnwrapKey(session, faulty, unwrapping, wrapped, template, true));
    }

    @ConformanceCases(section = "5.2", rows = "shortBuffers", effect = Effect.SESSION_OBJECTS)
    void shortBuffer_isTooSmall(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long wrapping = wrappingKey(token, session, row.wrapping());
        long key = target(token, session);
        int actual = token.p11().C_WrapKey(session, row.wrapping().mechanism(), wrapping, key, true).length;
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment faultless = memory.mechanism(row.wrapping().type());
            if (row.wrapping() == KeyWrapping.AES_CBC_PAD) {
                byte[] iv = new byte[SecretCipher.AES_CBC_PAD.blockBytes()];
                faultless = memory.mechanism(row.wrapping().type(), memory.bytes(iv), iv.length);
            }
            Object[] call = {session, faultless, wrapping, key, memory.block(actual), memory.ulong(actual - 1)};

            assertReturnsExactly(CKR_BUFFER_TOO_SMALL, () -> token.raw().call(CryptokiFunction.C_WrapKey, call));
            assertThat(RawMemory.ulongAt((MemorySegment) call[call.length - 1])).isGreaterThanOrEqualTo(actual);
        }
    }

    @ConformanceCases(
            section = "5.1.6 CKR_MECHANISM_PARAM_INVALID",
            rows = "oddTemporaryKeys",
            effect = Effect.SESSION_OBJECTS)
    void temporaryKeyOfNoAesLength_isRefused(TokenUnderTest token, Row row) throws Exception {
        assertRefused(token, row.wrapping(), KeyWrapping.rsaAes(100));
    }

    @ConformanceCases(section = "5.14 C_UnwrapKey", rows = "privateKeys", effect = Effect.SESSION_OBJECTS)
    void privateKeyThatTheJdkWrapped_signs(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long unwrapping = unwrappingKey(token, session, row.wrapping());
        KeyPair pair = SoftwareKeys.rsaPair();
        byte[] wrapped = row.wrapping().wrapped(pair.getPrivate().getEncoded());
        CK_ATTRIBUTE[] template = {
            ulong(CKA_CLASS, CKO_PRIVATE_KEY),
            ulong(CKA_KEY_TYPE, CKK_RSA),
            bool(CKA_TOKEN, false),
            bool(CKA_PRIVATE, true),
            bool(CKA_SIGN, true)
        };
        long key = token.p11().C_UnwrapKey(session, row.wrapping().mechanism(), unwrapping, wrapped, template, true);
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(pair.getPublic());
        verifier.update(VALUE);

        assertThat(verifier.verify(token.sign(session, mechanism(CKM_SHA256_RSA_PKCS), key, VALUE.clone())))
                .isTrue();
    }

    static List<Row> privateKeys() {
        return rows(
                16, "unwraps an RSA private key, which signs", wrapping -> wrapping == KeyWrapping.RSA_AES_KEY_WRAP);
    }

    static List<Row> oddTemporaryKeys() {
        return rows(
                15,
                "with a temporary AES key of 100 bits returns CKR_MECHANISM_PARAM_INVALID",
                wrapping -> wrapping == KeyWrapping.RSA_AES_KEY_WRAP);
    }

    static List<Row> wrappings() {
        return rows(1, "wraps a key so that the JDK unwraps its value", any -> true);
    }

    static List<Row> unwrappings() {
        return rows(2, "unwraps what the JDK wrapped; the key is not local, nor was it ever sensitive", any -> true);
    }

    static List<Row> unextractable() {
        return rows(3, "does not wrap a key that cannot be extracted", any -> true);
    }

    static List<Row> notForWrapping() {
        return rows(4, "does not wrap with a key whose CKA_WRAP is false", any -> true);
    }

    static List<Row> withoutWrappingKey() {
        return rows(5, "refuses a wrapping key that never was", any -> true);
    }

    static List<Row> withoutKey() {
        return rows(6, "refuses a key to wrap that never was", any -> true);
    }

    static List<Row> withOtherType() {
        return rows(7, "refuses to wrap with a generic secret", any -> true);
    }

    static List<Row> changed() {
        return rows(8, "refuses a wrapped key that was changed", KeyWrapping::noticesChange);
    }

    static List<Row> cut() {
        return rows(9, "refuses a wrapped key that lacks its last byte", any -> true);
    }

    static List<Row> notForUnwrapping() {
        return rows(10, "does not unwrap with a key whose CKA_UNWRAP is false", any -> true);
    }

    static List<Row> withoutUnwrappingKey() {
        return rows(11, "refuses an unwrapping key that never was", any -> true);
    }

    static List<Row> unwrappingWithOtherType() {
        return rows(14, "refuses to unwrap with a generic secret", any -> true);
    }

    static List<Row> shortIvs() {
        return rows(
                12,
                "with an initialisation vector of 3 bytes returns CKR_MECHANISM_PARAM_INVALID",
                wrapping -> wrapping == KeyWrapping.AES_CBC_PAD);
    }

    static List<Row> shortBuffers() {
        return rows(
                13,
                "with a buffer that is one too short returns CKR_BUFFER_TOO_SMALL and the length that is needed",
                wrapping -> wrapping != KeyWrapping.RSA_PKCS_OAEP && wrapping != KeyWrapping.RSA_AES_KEY_WRAP);
    }

    private static List<Row> rows(int rule, String text, Predicate<KeyWrapping> taken) {
        return Stream.of(KeyWrapping.values())
                .filter(taken)
                .map(wrapping -> new Row(rule, wrapping, text))
                .toList();
    }

    private static void requireWrap(TokenUnderTest token, KeyWrapping wrapping) throws PKCS11Exception {
        token.requireFlag(wrapping.type(), CKF_WRAP);
    }

    private static long wrappingKey(TokenUnderTest token, long session, KeyWrapping wrapping, CK_ATTRIBUTE... instead)
            throws PKCS11Exception {
        requireWrap(token, wrapping);
        CK_ATTRIBUTE[] uses = instead.length == 0 ? new CK_ATTRIBUTE[] {bool(CKA_WRAP, true)} : instead;
        return wrapping.isRsa()
                ? PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic(), uses)
                : SecretKeys.onToken(token, session, CKK_AES, wrapping.wrappingValue(), uses);
    }

    private static long unwrappingKey(TokenUnderTest token, long session, KeyWrapping wrapping, CK_ATTRIBUTE... instead)
            throws PKCS11Exception {
        token.requireFlag(wrapping.type(), CKF_UNWRAP);
        CK_ATTRIBUTE[] uses = instead.length == 0 ? new CK_ATTRIBUTE[] {bool(CKA_UNWRAP, true)} : instead;
        return wrapping.isRsa()
                ? PrivateKeys.onToken(token, session, uses)
                : SecretKeys.onToken(token, session, CKK_AES, wrapping.wrappingValue(), uses);
    }

    private static long unwrap(TokenUnderTest token, long session, KeyWrapping wrapping, byte[] wrapped)
            throws PKCS11Exception {
        long unwrapping = unwrappingKey(token, session, wrapping);
        return token.p11()
                .C_UnwrapKey(
                        session,
                        wrapping.mechanism(),
                        unwrapping,
                        wrapped,
                        SecretKeys.readable(CKK_GENERIC_SECRET),
                        true);
    }

    /** The key that is wrapped. */
    private static long target(TokenUnderTest token, long session, CK_ATTRIBUTE... instead) throws PKCS11Exception {
        return SecretKeys.onToken(token, session, CKK_GENERIC_SECRET, VALUE, instead);
    }
}
