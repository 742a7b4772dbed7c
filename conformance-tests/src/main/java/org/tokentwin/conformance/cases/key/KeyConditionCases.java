package org.tokentwin.conformance.cases.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.tokentwin.conformance.Returns.assertReturnsOneOfOrDoesNothing;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ALLOWED_MECHANISMS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CHECK_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TRUSTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE_LEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_WRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_WRAP_WITH_TRUSTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_WRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_ECB;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA_1_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_SECRET_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ACTION_PROHIBITED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_TYPE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_VALUE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_FUNCTION_NOT_PERMITTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_NOT_WRAPPABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCONSISTENT;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SecretCipher;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Conditions that a key carries: who may trust it, which mechanisms may use it, and the value by which it is known. */
@ExtendWith(ConformanceExtension.class)
class KeyConditionCases {
    private static final byte[] VALUE = "this is a key that has 32 bytes.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MESSAGE = {1, 2, 3};
    private static final int CHECK_BYTES = 3;
    private static final long[] REFUSALS = {
        CKR_ATTRIBUTE_READ_ONLY,
        CKR_ATTRIBUTE_VALUE_INVALID,
        CKR_ATTRIBUTE_TYPE_INVALID,
        CKR_TEMPLATE_INCONSISTENT,
        CKR_ACTION_PROHIBITED
    };

    @ConformanceCase(
            id = "KEYLIFE-401",
            section = "4.10 CKO_SECRET_KEY",
            requirement = "The user makes no secret key that is trusted",
            effect = Effect.SESSION_OBJECTS)
    void user_makesNoTrustedSecretKey(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        SecretKeys.onToken(token, session, CKK_AES, VALUE, bool(CKA_WRAP, true)); // without the attribute it is made

        CK_ATTRIBUTE[] trusted = SecretKeys.readable(CKK_AES, bytes(CKA_VALUE, VALUE), bool(CKA_TRUSTED, true));
        assertTrustRefused(token, session, () -> token.p11().C_CreateObject(session, trusted, true));
    }

    @ConformanceCase(
            id = "KEYLIFE-402",
            section = "4.8 CKO_PUBLIC_KEY",
            requirement = "The user makes no public key that is trusted, nor one trusted that was not",
            effect = Effect.SESSION_OBJECTS)
    void user_trustsNoPublicKey(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        CK_ATTRIBUTE[] trusted = {bool(CKA_TRUSTED, true)};

        assertTrustRefused(token, session, () -> {
            token.p11().C_SetAttributeValue(session, key, trusted, true);
            return key;
        });
    }

    @ConformanceCase(
            id = "KEYLIFE-403",
            section = "4.10 CKO_SECRET_KEY",
            requirement = "A key with CKA_WRAP_WITH_TRUSTED is wrapped by no key that is not trusted",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_CBC_PAD)
    void keyForTrusted_isNotWrapped(TokenUnderTest token) throws PKCS11Exception {
        token.requireFlag(CKM_AES_CBC_PAD, CKF_WRAP);
        long session = token.openReadOnlyUser();
        long wrapping = SecretKeys.onToken(token, session, CKK_AES, VALUE, bool(CKA_WRAP, true));
        long secret = forTrusted(token, session);

        assertReturns(
                CKR_KEY_NOT_WRAPPABLE,
                () -> token.p11().C_WrapKey(session, SecretCipher.AES_CBC_PAD.mechanism(), wrapping, secret, true));
    }

    @ConformanceCase(
            id = "KEYLIFE-404",
            section = "4.10 CKO_SECRET_KEY",
            requirement = "CKA_WRAP_WITH_TRUSTED cannot be taken away, and a copy keeps it",
            effect = Effect.SESSION_OBJECTS)
    void keyForTrusted_staysSo(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long secret = forTrusted(token, session);
        CK_ATTRIBUTE[] withAny = {bool(CKA_WRAP_WITH_TRUSTED, false)};

        assertReturnsOneOf(() -> token.p11().C_SetAttributeValue(session, secret, withAny, true), REFUSALS.clone());
        assertReturnsOneOf(() -> token.p11().C_CopyObject(session, secret, withAny, true), REFUSALS.clone());
        assertThat(Attributes.read(token, session, secret, CKA_WRAP_WITH_TRUSTED))
                .isEqualTo(true);
    }

    @ConformanceCase(
            id = "KEYLIFE-411",
            section = "4.7",
            requirement = "A key does what CKA_ALLOWED_MECHANISMS lists",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_SHA256_HMAC, CKM_SHA_1_HMAC})
    void listedMechanism_isDone(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = allowing(token, session, CKM_SHA256_HMAC);

        assertThat(token.sign(session, mechanism(CKM_SHA256_HMAC), key, MESSAGE.clone()))
                .hasSize(32);
    }

    @ConformanceCase(
            id = "KEYLIFE-412",
            section = "4.7",
            requirement = "A key does nothing that CKA_ALLOWED_MECHANISMS does not list",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_SHA256_HMAC, CKM_SHA_1_HMAC})
    void otherMechanism_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = allowing(token, session, CKM_SHA256_HMAC);

        assertReturnsOneOf(
                () -> token.p11().C_SignInit(session, mechanism(CKM_SHA_1_HMAC), key, true),
                CKR_MECHANISM_INVALID,
                CKR_KEY_FUNCTION_NOT_PERMITTED);
    }

    @ConformanceCase(
            id = "KEYLIFE-421",
            section = "4.10.2 CKA_CHECK_VALUE",
            requirement = "CKA_CHECK_VALUE of a block cipher's key is the beginning of a block of zeros, encrypted",
            effect = Effect.SESSION_OBJECTS)
    void checkValueOfAes_isOfABlockOfZeros(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        byte[] value = SecretCipher.AES_ECB.keyValue();
        long key = SecretKeys.onToken(token, session, CKK_AES, value);

        assertThat(checkValue(token, session, key)).isEqualTo(checkValueOfAes());
    }

    @ConformanceCase(
            id = "KEYLIFE-422",
            section = "4.10.2 CKA_CHECK_VALUE",
            requirement = "CKA_CHECK_VALUE of a key that the token made is that of its value",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_AES_KEY_GEN, CKM_AES_ECB})
    void checkValueOfGeneratedKey_isOfABlockOfZeros(TokenUnderTest token) throws Exception {
        token.requireFlag(CKM_AES_ECB, CKF_ENCRYPT);
        long session = token.openReadOnlyUser();
        long key = SecretKeys.generated(
                token, session, mechanism(CKM_AES_KEY_GEN), ulong(CKA_VALUE_LEN, 32), bool(CKA_ENCRYPT, true));
        byte[] told = checkValue(token, session, key);
        token.p11().C_EncryptInit(session, mechanism(CKM_AES_ECB), key, true);

        assertThat(told)
                .isEqualTo(Arrays.copyOf(
                        token.p11().C_Encrypt(session, new byte[SecretCipher.AES_ECB.blockBytes()]), CHECK_BYTES));
    }

    @ConformanceCase(
            id = "KEYLIFE-423",
            section = "4.10.2 CKA_CHECK_VALUE",
            requirement = "A key with another key's CKA_CHECK_VALUE is not made",
            effect = Effect.SESSION_OBJECTS)
    void wrongCheckValue_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        byte[] value = SecretCipher.AES_ECB.keyValue();
        byte[] wrong = checkValueOfAes();
        wrong[0] ^= 1;
        checkValue(token, session, SecretKeys.onToken(token, session, CKK_AES, value)); // the token knows it

        assertReturns(
                CKR_ATTRIBUTE_VALUE_INVALID,
                () -> token.p11()
                        .C_CreateObject(
                                session,
                                SecretKeys.readable(CKK_AES, bytes(CKA_VALUE, value), bytes(CKA_CHECK_VALUE, wrong)),
                                true));
    }

    @ConformanceCase(
            id = "KEYLIFE-424",
            section = "4.6.2 CKA_CHECK_VALUE",
            requirement = "CKA_CHECK_VALUE of a certificate is the beginning of its SHA-1")
    void checkValueOfCertificate_isOfItsHash(TokenUnderTest token) throws Exception {
        long session = token.openReadOnly();
        long[] found = token.find(session, ulong(CKA_CLASS, CKO_CERTIFICATE));
        NotApplicable.unless(found.length > 0, "the token shows no certificate");
        byte[] value = (byte[]) Objects.requireNonNull(Attributes.read(token, session, found[0], CKA_VALUE));

        assertThat(checkValue(token, session, found[0]))
                .isEqualTo(Arrays.copyOf(MessageDigest.getInstance("SHA-1").digest(value), CHECK_BYTES));
    }

    private static byte[] checkValueOfAes() throws GeneralSecurityException {
        return Arrays.copyOf(SecretCipher.AES_ECB.encrypted(new byte[SecretCipher.AES_ECB.blockBytes()]), CHECK_BYTES);
    }

    /** A module may have no check values, and an object an empty one. */
    private static byte[] checkValue(TokenUnderTest token, long session, long object) {
        byte[] told = (byte[]) Preparation.of("the token tells no CKA_CHECK_VALUE", () -> {
            Object value = Attributes.read(token, session, object, CKA_CHECK_VALUE);
            return value == null ? new byte[0] : value;
        });
        NotApplicable.unless(told.length > 0, "CKA_CHECK_VALUE is empty");
        return told;
    }

    private static long forTrusted(TokenUnderTest token, long session) throws PKCS11Exception {
        long secret = SecretKeys.onToken(token, session, CKK_GENERIC_SECRET, VALUE, bool(CKA_WRAP_WITH_TRUSTED, true));
        NotApplicable.unless(
                isTrue(token, session, secret, CKA_WRAP_WITH_TRUSTED),
                "the token makes no key with CKA_WRAP_WITH_TRUSTED");
        return secret;
    }

    /** Without the wrapper, which knows no list of mechanisms. */
    private static long allowing(TokenUnderTest token, long session, long mechanism) {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment template = memory.attributes(
                    memory.attribute(CKA_CLASS, CKO_SECRET_KEY),
                    memory.attribute(CKA_KEY_TYPE, CKK_GENERIC_SECRET),
                    memory.attribute(CKA_VALUE, VALUE),
                    memory.attribute(CKA_TOKEN, false),
                    memory.attribute(CKA_SIGN, true),
                    memory.attribute(CKA_ALLOWED_MECHANISMS, mechanism));
            MemorySegment handle = memory.block();
            Preparation.run(
                    "the token takes no secret key with CKA_ALLOWED_MECHANISMS",
                    () -> token.raw().call(CryptokiFunction.C_CreateObject, session, template, 6L, handle));
            return RawMemory.ulongAt(handle);
        }
    }

    /** A module that takes the attribute and does not keep it does no harm. */
    private static void assertTrustRefused(TokenUnderTest token, long session, Preparation.Step<Long> step) {
        AtomicLong key = new AtomicLong();

        assertReturnsOneOfOrDoesNothing(() -> key.set(step.run()), REFUSALS.clone());
        assertThat(isTrue(token, session, key.get(), CKA_TRUSTED)).isFalse();
    }

    /** An attribute that the object does not have is not true. */
    private static boolean isTrue(TokenUnderTest token, long session, long object, long type) {
        try {
            return Boolean.TRUE.equals(Attributes.read(token, session, object, type));
        } catch (PKCS11Exception e) {
            return false;
        }
    }
}
