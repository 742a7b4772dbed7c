package org.tokentwin.benchmark.operation;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PUBLIC_EXPONENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import javax.crypto.Cipher;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokentwin.benchmark.token.NotMeasuredException;
import org.tokentwin.benchmark.token.Template;

/** Decryption with the private key, and verification with the public one as a session object. */
public class PublicKeyBenchmark extends Sampled {
    private static final byte[] DATA = new byte[32];
    private static final CK_MECHANISM PKCS = Template.mechanism(CKM_RSA_PKCS);

    /** A ciphertext of 256 bytes for the token's RSA key, made outside of the token. */
    @State(Scope.Thread)
    public static class Encrypted {
        KeyHandle.Rsa rsa;
        byte[] ciphertext;

        @Setup
        public void encrypt(KeyHandle.Rsa key) throws PKCS11Exception, GeneralSecurityException {
            rsa = key;
            CK_ATTRIBUTE[] numbers = publicNumbers(key);
            PublicKey publicKey = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(numbers[0]), number(numbers[1])));
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, publicKey);
            ciphertext = cipher.doFinal(DATA);
        }

        private static BigInteger number(CK_ATTRIBUTE attribute) {
            return new BigInteger(1, (byte[]) attribute.pValue);
        }
    }

    /** A signature by the token's RSA key, and its public half as a session object. */
    @State(Scope.Thread)
    public static class Signed {
        KeyHandle.Rsa rsa;
        long publicKey;
        byte[] signature;

        @Setup
        public void sign(KeyHandle.Rsa key) throws PKCS11Exception {
            rsa = key;
            CK_ATTRIBUTE[] template = template(publicNumbers(key));
            publicKey = Trial.of(() -> key.own.p11.C_CreateObject(key.own.session, template, true));
            signature = KeyHandle.sign(key.own, PKCS, key.key, DATA);
        }

        private static CK_ATTRIBUTE[] template(CK_ATTRIBUTE... numbers) {
            return Template.ofClass(CKO_PUBLIC_KEY)
                    .with(CKA_KEY_TYPE, CKK_RSA)
                    .with(CKA_TOKEN, false)
                    .with(CKA_VERIFY, true)
                    .with(CKA_MODULUS, numbers[0].pValue)
                    .with(CKA_PUBLIC_EXPONENT, numbers[1].pValue)
                    .toArray();
        }
    }

    private static CK_ATTRIBUTE[] publicNumbers(KeyHandle.Rsa rsa) throws PKCS11Exception {
        CK_ATTRIBUTE[] numbers = Template.query(CKA_MODULUS, CKA_PUBLIC_EXPONENT);
        rsa.own.p11.C_GetAttributeValue(rsa.own.session, rsa.key, numbers, true);
        if (numbers[0].pValue == null || numbers[1].pValue == null) {
            throw new NotMeasuredException("the private key does not tell its modulus and public exponent");
        }
        return numbers;
    }

    @Benchmark
    public byte[] decrypt(Encrypted encrypted) throws PKCS11Exception {
        KeyHandle.Rsa rsa = encrypted.rsa;
        rsa.own.p11.C_DecryptInit(rsa.own.session, PKCS, rsa.key, true);
        return rsa.own.p11.C_Decrypt(rsa.own.session, encrypted.ciphertext);
    }

    @Benchmark
    public void verify(Signed signed) throws PKCS11Exception {
        KeyHandle.Rsa rsa = signed.rsa;
        rsa.own.p11.C_VerifyInit(rsa.own.session, PKCS, signed.publicKey, true);
        rsa.own.p11.C_Verify(rsa.own.session, DATA, signed.signature);
    }
}
