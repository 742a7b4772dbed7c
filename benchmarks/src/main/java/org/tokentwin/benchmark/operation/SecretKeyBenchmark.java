package org.tokentwin.benchmark.operation;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PUBLIC_EXPONENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE_LEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_GENERIC_SECRET_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_SECRET_KEY;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import javax.crypto.Cipher;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokentwin.benchmark.token.NotMeasuredException;
import org.tokentwin.benchmark.token.Template;

/** Secret keys as session objects. A key that is made is destroyed, so that the session does not fill. */
public class SecretKeyBenchmark extends Sampled {
    private static final long AES_BYTES = 32;
    private static final byte[] KIBIBYTE = new byte[1024];
    private static final CK_MECHANISM CBC = Template.mechanism(CKM_AES_CBC, new byte[16]);
    private static final CK_MECHANISM HMAC = Template.mechanism(CKM_SHA256_HMAC);
    private static final CK_MECHANISM PKCS = Template.mechanism(CKM_RSA_PKCS);

    /** An AES key of 256 bits. */
    @State(Scope.Thread)
    public static class Aes {
        Login.UserSession own;
        long key;

        @Setup
        public void generate(Login.UserSession session) {
            own = session;
            key = Trial.of(() -> generateAes(session));
        }
    }

    /** A generic secret of 32 bytes. */
    @State(Scope.Thread)
    public static class Secret {
        Login.UserSession own;
        long key;

        @Setup
        public void generate(Login.UserSession session) {
            own = session;
            CK_ATTRIBUTE[] template = inSession(CKK_GENERIC_SECRET)
                    .with(CKA_VALUE_LEN, AES_BYTES)
                    .with(CKA_SIGN, true)
                    .toArray();
            key = Trial.of(() -> session.p11.C_GenerateKey(
                    session.session, Template.mechanism(CKM_GENERIC_SECRET_KEY_GEN), template, true));
        }
    }

    /** An AES key that was wrapped outside of the token for its RSA key, which unwraps it. */
    @State(Scope.Thread)
    public static class Wrapped {
        KeyHandle.Rsa rsa;
        byte[] wrapped;

        @Setup
        public void wrap(KeyHandle.Rsa key) throws PKCS11Exception, GeneralSecurityException {
            rsa = key;
            CK_ATTRIBUTE[] numbers = Template.query(CKA_MODULUS, CKA_PUBLIC_EXPONENT);
            rsa.own.p11.C_GetAttributeValue(rsa.own.session, rsa.key, numbers, true);
            if (numbers[0].pValue == null || numbers[1].pValue == null) {
                throw new NotMeasuredException("the private key does not tell its modulus and public exponent");
            }
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(number(numbers[0]), number(numbers[1]))));
            wrapped = cipher.doFinal(new byte[(int) AES_BYTES]);
            Trial.of(() -> unwrapAndDestroy(rsa, wrapped));
        }

        private static BigInteger number(CK_ATTRIBUTE attribute) {
            return new BigInteger(1, (byte[]) attribute.pValue);
        }
    }

    @Benchmark
    public byte[] aesCbc(Aes aes) throws PKCS11Exception {
        aes.own.p11.C_EncryptInit(aes.own.session, CBC, aes.key, true);
        return aes.own.p11.C_Encrypt(aes.own.session, KIBIBYTE);
    }

    @Benchmark
    public byte[] hmacSha256(Secret secret) throws PKCS11Exception {
        return KeyHandle.sign(secret.own, HMAC, secret.key, KIBIBYTE);
    }

    @Benchmark
    public void generateAndDestroy(Aes aes) throws PKCS11Exception {
        aes.own.p11.C_DestroyObject(aes.own.session, generateAes(aes.own));
    }

    @Benchmark
    public long unwrap(Wrapped wrapped) throws PKCS11Exception {
        return unwrapAndDestroy(wrapped.rsa, wrapped.wrapped);
    }

    private static long generateAes(Login.UserSession own) throws PKCS11Exception {
        CK_ATTRIBUTE[] template = inSession(CKK_AES)
                .with(CKA_VALUE_LEN, AES_BYTES)
                .with(CKA_ENCRYPT, true)
                .with(CKA_DECRYPT, true)
                .toArray();
        return own.p11.C_GenerateKey(own.session, Template.mechanism(CKM_AES_KEY_GEN), template, true);
    }

    private static long unwrapAndDestroy(KeyHandle.Rsa rsa, byte[] wrapped) throws PKCS11Exception {
        CK_ATTRIBUTE[] template = inSession(CKK_AES).with(CKA_ENCRYPT, true).toArray();
        long key = rsa.own.p11.C_UnwrapKey(rsa.own.session, PKCS, rsa.key, wrapped, template, true);
        rsa.own.p11.C_DestroyObject(rsa.own.session, key);
        return key;
    }

    private static Template inSession(long keyType) {
        return Template.ofClass(CKO_SECRET_KEY).with(CKA_KEY_TYPE, keyType).with(CKA_TOKEN, false);
    }
}
