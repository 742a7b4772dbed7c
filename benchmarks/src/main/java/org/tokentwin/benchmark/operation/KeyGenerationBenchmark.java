package org.tokentwin.benchmark.operation;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_PARAMS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS_BITS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PUBLIC_EXPONENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.HexFormat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokentwin.benchmark.token.Template;

/** C_GenerateKeyPair on the token, and C_DestroyObject for both keys. */
public class KeyGenerationBenchmark extends Sampled {
    private static final byte[] P256 = HexFormat.of().parseHex("06082a8648ce3d030107");
    private static final byte[] F4 = {1, 0, 1};
    private static final long BITS = 2048;

    /** A token that nobody misses, and that makes RSA keys: they are written to its memory. */
    @State(Scope.Thread)
    public static class MakingRsa {
        @Setup
        public void require(Login.Nobody nobody, Login.ReadWriteUserSession own) {
            nobody.token.requireDisposable();
            Trial.of(() -> makeRsa(own));
        }
    }

    /** Likewise, for keys on P-256. */
    @State(Scope.Thread)
    public static class MakingEc {
        @Setup
        public void require(Login.Nobody nobody, Login.ReadWriteUserSession own) {
            nobody.token.requireDisposable();
            Trial.of(() -> makeEc(own));
        }
    }

    @Benchmark
    public void rsa2048(MakingRsa token, Login.ReadWriteUserSession own) throws PKCS11Exception {
        makeRsa(own);
    }

    @Benchmark
    public void p256(MakingEc token, Login.ReadWriteUserSession own) throws PKCS11Exception {
        makeEc(own);
    }

    private static long[] makeRsa(Login.ReadWriteUserSession own) throws PKCS11Exception {
        return generateAndDestroy(
                own,
                CKM_RSA_PKCS_KEY_PAIR_GEN,
                publicKey().with(CKA_MODULUS_BITS, BITS).with(CKA_PUBLIC_EXPONENT, F4));
    }

    private static long[] makeEc(Login.ReadWriteUserSession own) throws PKCS11Exception {
        return generateAndDestroy(own, CKM_EC_KEY_PAIR_GEN, publicKey().with(CKA_EC_PARAMS, P256));
    }

    private static Template publicKey() {
        return Template.ofClass(CKO_PUBLIC_KEY)
                .with(CKA_TOKEN, true)
                .with(CKA_PRIVATE, false)
                .with(CKA_VERIFY, true);
    }

    private static long[] generateAndDestroy(Login.ReadWriteUserSession own, long mechanism, Template publicKey)
            throws PKCS11Exception {
        Template privateKey = Template.ofClass(CKO_PRIVATE_KEY)
                .with(CKA_TOKEN, true)
                .with(CKA_PRIVATE, true)
                .with(CKA_SENSITIVE, true)
                .with(CKA_SIGN, true);
        long[] pair = own.p11.C_GenerateKeyPair(
                own.session, Template.mechanism(mechanism), publicKey.toArray(), privateKey.toArray(), true);
        for (long key : pair) {
            own.p11.C_DestroyObject(own.session, key);
        }
        return pair;
    }
}
