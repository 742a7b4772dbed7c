package org.tokentwin.benchmark.operation;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ENCRYPT;
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

    /** The public half of the RSA key, a ciphertext of 256 bytes and a signature, all made by the token. */
    @State(Scope.Thread)
    public static class Pair {
        KeyHandle.Rsa rsa;
        long publicKey;
        byte[] ciphertext;
        byte[] signature;

        @Setup
        public void make(KeyHandle.Rsa key) throws PKCS11Exception {
            rsa = key;
            CK_ATTRIBUTE[] numbers = Template.query(CKA_MODULUS, CKA_PUBLIC_EXPONENT);
            rsa.own.p11.C_GetAttributeValue(rsa.own.session, rsa.key, numbers, true);
            publicKey = rsa.own.p11.C_CreateObject(rsa.own.session, template(numbers), true);
            rsa.own.p11.C_EncryptInit(rsa.own.session, PKCS, publicKey, true);
            ciphertext = rsa.own.p11.C_Encrypt(rsa.own.session, DATA);
            signature = KeyHandle.sign(rsa.own, PKCS, rsa.key, DATA);
        }

        private static CK_ATTRIBUTE[] template(CK_ATTRIBUTE... numbers) {
            if (numbers[0].pValue == null || numbers[1].pValue == null) {
                throw new NotMeasuredException("the private key does not tell its modulus and public exponent");
            }
            return Template.ofClass(CKO_PUBLIC_KEY)
                    .with(CKA_KEY_TYPE, CKK_RSA)
                    .with(CKA_TOKEN, false)
                    .with(CKA_VERIFY, true)
                    .with(CKA_ENCRYPT, true)
                    .with(CKA_MODULUS, numbers[0].pValue)
                    .with(CKA_PUBLIC_EXPONENT, numbers[1].pValue)
                    .toArray();
        }
    }

    @Benchmark
    public byte[] decrypt(Pair pair) throws PKCS11Exception {
        pair.rsa.own.p11.C_DecryptInit(pair.rsa.own.session, PKCS, pair.rsa.key, true);
        return pair.rsa.own.p11.C_Decrypt(pair.rsa.own.session, pair.ciphertext);
    }

    @Benchmark
    public void verify(Pair pair) throws PKCS11Exception {
        pair.rsa.own.p11.C_VerifyInit(pair.rsa.own.session, PKCS, pair.publicKey, true);
        pair.rsa.own.p11.C_Verify(pair.rsa.own.session, DATA, pair.signature);
    }
}
