package org.tokentwin.conformance.cases.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ALWAYS_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_GEN_MECHANISM;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LOCAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_NEVER_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE_LEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_VALUE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_INDIGESTIBLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_SIZE_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCOMPLETE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCONSISTENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;

/** Secret keys that the token makes, and what a digest takes of one. */
@ExtendWith(ConformanceExtension.class)
class SecretKeyCases {
    private static final byte[] VALUE = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);
    private static final long BYTES = 16;

    @ConformanceCase(
            id = "SECRETKEY-001",
            section = "5.14 C_GenerateKey",
            requirement = "Two generated keys differ",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_KEY_GEN)
    void generatedKeys_differ(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        CK_ATTRIBUTE[] readable = {ulong(CKA_VALUE_LEN, BYTES), bool(CKA_SENSITIVE, false), bool(CKA_EXTRACTABLE, true)
        };
        long one = SecretKeys.generated(token, session, mechanism(CKM_AES_KEY_GEN), readable);
        long other = SecretKeys.generated(token, session, mechanism(CKM_AES_KEY_GEN), readable);
        NotApplicable.unless(
                Boolean.FALSE.equals(Attributes.read(token, session, one, CKA_SENSITIVE)),
                "every key of the token is sensitive");

        assertThat(SecretKeys.value(token, session, one))
                .hasSize((int) BYTES)
                .isNotEqualTo(SecretKeys.value(token, session, other));
    }

    @ConformanceCase(
            id = "SECRETKEY-002",
            section = "4.10 CKO_SECRET_KEY",
            requirement = "A generated key is local, always sensitive, never extractable, and of the length asked for",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_KEY_GEN)
    void generatedKey_hasItsHistory(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = aesKey(token, session);

        assertThat(Attributes.read(token, session, key, CKA_LOCAL)).isEqualTo(true);
        assertThat(Attributes.read(token, session, key, CKA_ALWAYS_SENSITIVE)).isEqualTo(true);
        assertThat(Attributes.read(token, session, key, CKA_NEVER_EXTRACTABLE)).isEqualTo(true);
        assertThat(Attributes.read(token, session, key, CKA_VALUE_LEN)).isEqualTo(BYTES);
        assertThat(Attributes.read(token, session, key, CKA_KEY_GEN_MECHANISM)).isEqualTo(CKM_AES_KEY_GEN);
    }

    @ConformanceCase(
            id = "SECRETKEY-003",
            section = "4.10 CKO_SECRET_KEY",
            requirement = "The value of a sensitive key is never told",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_KEY_GEN)
    void sensitiveValue_isNotTold(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = aesKey(token, session);

        assertReturns(CKR_ATTRIBUTE_SENSITIVE, () -> Attributes.read(token, session, key, CKA_VALUE));
    }

    @ConformanceCase(
            id = "SECRETKEY-004",
            section = "4.10 CKO_SECRET_KEY",
            requirement = "A key that was brought in is neither local nor always sensitive nor never extractable",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_KEY_GEN)
    void importedKey_hasNoHistory(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        CK_ATTRIBUTE[] safe = {bool(CKA_SENSITIVE, true), bool(CKA_EXTRACTABLE, false)};
        long key = SecretKeys.onToken(token, session, CKK_AES, VALUE, safe);

        assertThat(Attributes.read(token, session, key, CKA_LOCAL)).isEqualTo(false);
        assertThat(Attributes.read(token, session, key, CKA_ALWAYS_SENSITIVE)).isEqualTo(false);
        assertThat(Attributes.read(token, session, key, CKA_NEVER_EXTRACTABLE)).isEqualTo(false);
    }

    @ConformanceCase(
            id = "SECRETKEY-005",
            section = "4.10 CKO_SECRET_KEY",
            requirement = "CKA_SENSITIVE of a secret key cannot be taken away, nor CKA_EXTRACTABLE given",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_KEY_GEN)
    void sensitiveKey_staysSo(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long key = aesKey(token, session);
        CK_ATTRIBUTE[] readable = {bool(CKA_SENSITIVE, false)};
        CK_ATTRIBUTE[] extractable = {bool(CKA_EXTRACTABLE, true)};

        assertReturnsOneOf(
                () -> token.p11().C_SetAttributeValue(session, key, readable, true), CKR_ATTRIBUTE_READ_ONLY);
        assertReturnsOneOf(
                () -> token.p11().C_SetAttributeValue(session, key, extractable, true), CKR_ATTRIBUTE_READ_ONLY);
        assertThat(Attributes.read(token, session, key, CKA_SENSITIVE)).isEqualTo(true);
        assertThat(Attributes.read(token, session, key, CKA_EXTRACTABLE)).isEqualTo(false);
    }

    @ConformanceCase(
            id = "SECRETKEY-006",
            section = "5.7 C_CopyObject",
            requirement = "A copy of a sensitive secret key is no less sensitive, and not extractable",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_KEY_GEN)
    void copyOfSensitiveKey_isNoWayOut(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long key = aesKey(token, session);
        CK_ATTRIBUTE[] readable = {bool(CKA_SENSITIVE, false)};
        CK_ATTRIBUTE[] extractable = {bool(CKA_EXTRACTABLE, true)};

        assertReturnsOneOf(
                () -> token.p11().C_CopyObject(session, key, readable, true),
                CKR_ATTRIBUTE_READ_ONLY,
                CKR_TEMPLATE_INCONSISTENT);
        assertReturnsOneOf(
                () -> token.p11().C_CopyObject(session, key, extractable, true),
                CKR_ATTRIBUTE_READ_ONLY,
                CKR_TEMPLATE_INCONSISTENT);
    }

    @ConformanceCase(
            id = "SECRETKEY-007",
            section = "5.14 C_GenerateKey",
            requirement = "A template without CKA_VALUE_LEN returns CKR_TEMPLATE_INCOMPLETE",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_KEY_GEN)
    void templateWithoutLength_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();

        assertReturns(CKR_TEMPLATE_INCOMPLETE, () -> SecretKeys.generated(token, session, mechanism(CKM_AES_KEY_GEN)));
    }

    @ConformanceCase(
            id = "SECRETKEY-008",
            section = "5.14 C_GenerateKey",
            requirement = "An AES key of 17 bytes is refused",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_KEY_GEN)
    void keyOf17Bytes_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();

        assertReturnsOneOf(
                () -> SecretKeys.generated(token, session, mechanism(CKM_AES_KEY_GEN), ulong(CKA_VALUE_LEN, BYTES + 1)),
                CKR_KEY_SIZE_RANGE,
                CKR_ATTRIBUTE_VALUE_INVALID,
                CKR_TEMPLATE_INCONSISTENT);
    }

    @ConformanceCase(
            id = "SECRETKEY-009",
            section = "5.14 C_GenerateKey",
            requirement = "A mechanism that generates no key returns CKR_MECHANISM_INVALID",
            effect = Effect.SESSION_OBJECTS)
    void mechanismOfAnotherKind_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();

        assertReturnsOneOf(
                () -> SecretKeys.generated(token, session, mechanism(CKM_SHA256), ulong(CKA_VALUE_LEN, BYTES)),
                CKR_MECHANISM_INVALID);
    }

    @ConformanceCase(
            id = "SECRETKEY-010",
            section = "5.14 C_GenerateKey",
            requirement = "A private key is not made without a login",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_KEY_GEN)
    void privateKeyWithoutLogin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();

        assertReturns(CKR_USER_NOT_LOGGED_IN, () -> aesKey(token, session));
    }

    @ConformanceCase(
            id = "SECRETKEY-011",
            section = "5.14 C_GenerateKey",
            requirement = "A read-only session makes no key on the token",
            effect = Effect.TOKEN_OBJECTS,
            mechanisms = CKM_AES_KEY_GEN)
    void tokenKeyInReadOnlySession_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();

        assertReturns(
                CKR_SESSION_READ_ONLY,
                () -> SecretKeys.generated(
                        token,
                        session,
                        mechanism(CKM_AES_KEY_GEN),
                        ulong(CKA_VALUE_LEN, BYTES),
                        bool(CKA_TOKEN, true)));
    }

    @ConformanceCase(
            id = "SECRETKEY-012",
            section = "5.10 C_DigestKey",
            requirement = "The digest of a key is that of its value, between parts of a message",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256)
    void digestOfKey_isThatOfItsValue(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = SecretKeys.onToken(token, session, CKK_GENERIC_SECRET, VALUE);
        token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);
        token.p11().C_DigestUpdate(session, new byte[] {1});
        long seen = Returns.of(() -> token.p11().C_DigestKey(session, key));
        NotApplicable.unless(
                seen != CKR_FUNCTION_NOT_SUPPORTED && seen != CKR_KEY_INDIGESTIBLE, "the token digests no key");
        assertThat(Returns.name(seen)).isEqualTo("CKR_OK");
        token.p11().C_DigestUpdate(session, new byte[] {2});
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((byte) 1);
        digest.update(VALUE);
        digest.update((byte) 2);

        assertThat(token.p11().C_DigestFinal(session)).isEqualTo(digest.digest());
    }

    @ConformanceCase(
            id = "SECRETKEY-013",
            section = "5.10 C_DigestKey",
            requirement = "A key handle that never was returns CKR_KEY_HANDLE_INVALID",
            mechanisms = CKM_SHA256)
    void digestOfNoKey_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);

        assertReturnsOneOf(() -> token.p11().C_DigestKey(session, 0x7FFF_1234), CKR_KEY_HANDLE_INVALID);
    }

    @ConformanceCase(
            id = "SECRETKEY-014",
            section = "5.10 C_DigestKey",
            requirement = "A private key is indigestible",
            mechanisms = CKM_SHA256)
    void digestOfPrivateKey_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session);
        token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);

        assertReturnsOneOf(() -> token.p11().C_DigestKey(session, key), CKR_KEY_INDIGESTIBLE, CKR_KEY_HANDLE_INVALID);
    }

    @ConformanceCase(
            id = "SECRETKEY-015",
            section = "5.10 C_DigestKey",
            requirement = "Without C_DigestInit a key is not digested: CKR_OPERATION_NOT_INITIALIZED",
            effect = Effect.SESSION_OBJECTS)
    void digestOfKeyWithoutOperation_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = SecretKeys.onToken(token, session, CKK_GENERIC_SECRET, VALUE);

        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> token.p11().C_DigestKey(session, key));
    }

    private static long aesKey(TokenUnderTest token, long session) throws PKCS11Exception {
        return SecretKeys.generated(token, session, mechanism(CKM_AES_KEY_GEN), ulong(CKA_VALUE_LEN, BYTES));
    }
}
