package org.tokentwin.conformance.cases;

import java.security.spec.MGF1ParameterSpec;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** The hashes of PKCS#11 v2.40, under the names that PKCS#11 and the JDK give them. */
enum HashAlgorithm {
    SHA1(20, PKCS11Constants.CKM_SHA_1, PKCS11Constants.CKG_MGF1_SHA1, "SHA-1"),
    SHA224(28, PKCS11Constants.CKM_SHA224, PKCS11Constants.CKG_MGF1_SHA224, "SHA-224"),
    SHA256(32, PKCS11Constants.CKM_SHA256, PKCS11Constants.CKG_MGF1_SHA256, "SHA-256"),
    SHA384(48, PKCS11Constants.CKM_SHA384, PKCS11Constants.CKG_MGF1_SHA384, "SHA-384"),
    SHA512(64, PKCS11Constants.CKM_SHA512, PKCS11Constants.CKG_MGF1_SHA512, "SHA-512");

    private final int bytes;
    private final long mechanism;
    private final long mgf;
    private final String jdkName;

    HashAlgorithm(int bytes, long mechanism, long mgf, String jdkName) {
        this.bytes = bytes;
        this.mechanism = mechanism;
        this.mgf = mgf;
        this.jdkName = jdkName;
    }

    /** Length of the hash. */
    int bytes() {
        return bytes;
    }

    /** {@code CKM_} of the bare hash. */
    long mechanism() {
        return mechanism;
    }

    String mechanismName() {
        return this == SHA1 ? "CKM_SHA_1" : "CKM_" + name();
    }

    /** {@code CKG_MGF1_} with this hash. */
    long mgf() {
        return mgf;
    }

    MGF1ParameterSpec mgfSpec() {
        return new MGF1ParameterSpec(jdkName);
    }

    String jdkName() {
        return jdkName;
    }

    /** The JDK's name of a signature with this hash, as {@code SHA256withRSA}. */
    String signatureName(String key) {
        return name() + "with" + key;
    }
}
