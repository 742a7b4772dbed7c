package org.tokentwin.benchmark.operation;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKG_MGF1_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS_PSS;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.CK_RSA_PKCS_PSS_PARAMS;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.HexFormat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokentwin.benchmark.token.Template;

/** C_SignInit and C_Sign. */
public class SignatureBenchmark extends Sampled {
    private static final byte[] DATA = new byte[32];
    /** What CKM_RSA_PKCS signs: OpenSC takes nothing else. */
    static final byte[] DIGEST_INFO =
            HexFormat.of().parseHex("3031300d060960864801650304020105000420" + "00".repeat(32));

    private static final CK_MECHANISM PKCS = Template.mechanism(CKM_RSA_PKCS);
    private static final CK_MECHANISM SHA256_PKCS = Template.mechanism(CKM_SHA256_RSA_PKCS);
    private static final CK_MECHANISM SHA256_PSS = Template.mechanism(CKM_SHA256_RSA_PKCS_PSS, pss());
    private static final CK_MECHANISM ECDSA = Template.mechanism(CKM_ECDSA);

    private static CK_RSA_PKCS_PSS_PARAMS pss() {
        CK_RSA_PKCS_PSS_PARAMS parameters = new CK_RSA_PKCS_PSS_PARAMS();
        parameters.hashAlg = CKM_SHA256;
        parameters.mgf = CKG_MGF1_SHA256;
        parameters.sLen = 32;
        return parameters;
    }

    /** A token that hashes with SHA-256 as part of an RSA signature. */
    @State(Scope.Benchmark)
    public static class OfferingSha256 {
        @Setup
        public void require(Login.Nobody nobody) throws PKCS11Exception {
            nobody.token.requireMechanism(CKM_SHA256_RSA_PKCS);
        }
    }

    /** A token that signs by RSA-PSS. */
    @State(Scope.Benchmark)
    public static class OfferingPss {
        @Setup
        public void require(Login.Nobody nobody) throws PKCS11Exception {
            nobody.token.requireMechanism(CKM_SHA256_RSA_PKCS_PSS);
        }
    }

    /** A token that signs with its EC key: openCryptoki lists the mechanism, and refuses it. */
    @State(Scope.Thread)
    public static class Ecdsa {
        KeyHandle.Ec ec;

        @Setup
        public void require(KeyHandle.Ec key) {
            ec = key;
            Trial.of(this::sign);
        }

        byte[] sign() throws PKCS11Exception {
            return KeyHandle.sign(ec.own, ECDSA, ec.key, DATA);
        }
    }

    @Benchmark
    public byte[] rsaPkcs(KeyHandle.Rsa rsa) throws PKCS11Exception {
        return KeyHandle.sign(rsa.own, PKCS, rsa.key, DIGEST_INFO);
    }

    @Benchmark
    public byte[] rsaSha256Pkcs(OfferingSha256 token, KeyHandle.Rsa rsa) throws PKCS11Exception {
        return KeyHandle.sign(rsa.own, SHA256_PKCS, rsa.key, DATA);
    }

    @Benchmark
    public byte[] rsaSha256Pss(OfferingPss token, KeyHandle.Rsa rsa) throws PKCS11Exception {
        return KeyHandle.sign(rsa.own, SHA256_PSS, rsa.key, DATA);
    }

    @Benchmark
    public byte[] ecdsa(Ecdsa token) throws PKCS11Exception {
        return token.sign();
    }
}
