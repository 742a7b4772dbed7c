package org.tokentwin.benchmark.operation;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokentwin.benchmark.token.Template;

/** SHA-256 of 1,024 bytes, and 32 random bytes. Neither needs a login. */
public class DigestBenchmark extends Sampled {
    private static final byte[] KIBIBYTE = new byte[1024];
    private static final int RANDOM_BYTES = 32;
    private static final CK_MECHANISM SHA256 = Template.mechanism(CKM_SHA256);

    /** A token that computes SHA-256. */
    @State(Scope.Benchmark)
    public static class OfferingSha256 {
        @Setup
        public void require(Login.Nobody nobody) throws PKCS11Exception {
            nobody.token.requireMechanism(CKM_SHA256);
        }
    }

    @Benchmark
    public byte[] sha256(OfferingSha256 token, Login.PublicSession own) throws PKCS11Exception {
        own.p11.C_DigestInit(own.session, SHA256, true);
        return own.p11.C_Digest(own.session, KIBIBYTE);
    }

    @Benchmark
    public byte[] random(Login.PublicSession own) throws PKCS11Exception {
        byte[] bytes = new byte[RANDOM_BYTES];
        own.p11.C_GenerateRandom(own.session, bytes);
        return bytes;
    }
}
