package org.tokentwin.conformance.cases.reference;

import java.security.spec.MGF1ParameterSpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** The hashes of PKCS#11 v2.40, and SHA-3 of 3.0, under the names that PKCS#11 and the JDK give them. */
public enum HashAlgorithm {
    SHA1(20, PKCS11Constants.CKM_SHA_1, PKCS11Constants.CKG_MGF1_SHA1, "SHA-1"),
    SHA224(28, PKCS11Constants.CKM_SHA224, PKCS11Constants.CKG_MGF1_SHA224, "SHA-224"),
    SHA256(32, PKCS11Constants.CKM_SHA256, PKCS11Constants.CKG_MGF1_SHA256, "SHA-256"),
    SHA384(48, PKCS11Constants.CKM_SHA384, PKCS11Constants.CKG_MGF1_SHA384, "SHA-384"),
    SHA512(64, PKCS11Constants.CKM_SHA512, PKCS11Constants.CKG_MGF1_SHA512, "SHA-512"),
    SHA3_224(28, PKCS11Constants.CKM_SHA3_224, PKCS11Constants.CKG_MGF1_SHA3_224, "SHA3-224"),
    SHA3_256(32, PKCS11Constants.CKM_SHA3_256, PKCS11Constants.CKG_MGF1_SHA3_256, "SHA3-256"),
    SHA3_384(48, PKCS11Constants.CKM_SHA3_384, PKCS11Constants.CKG_MGF1_SHA3_384, "SHA3-384"),
    SHA3_512(64, PKCS11Constants.CKM_SHA3_512, PKCS11Constants.CKG_MGF1_SHA3_512, "SHA3-512");

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
    public int bytes() {
        return bytes;
    }

    /** Its number in ids that tell hashes by their length; one of SHA-3 has 100 more. */
    public int number() {
        return isSha3() ? 100 + bytes : bytes;
    }

    /** Whether it came with PKCS#11 3.0. */
    public boolean isSha3() {
        return compareTo(SHA3_224) >= 0;
    }

    /** {@code CKM_} of the bare hash. */
    public long mechanism() {
        return mechanism;
    }

    public String mechanismName() {
        return this == SHA1 ? "CKM_SHA_1" : "CKM_" + name();
    }

    /** {@code CKG_MGF1_} with this hash. */
    public long mgf() {
        return mgf;
    }

    /** {@code CKM_} of PKCS #1 v1.5 signatures with this hash. */
    public long rsaPkcs() {
        return switch (this) {
            case SHA1 -> PKCS11Constants.CKM_SHA1_RSA_PKCS;
            case SHA224 -> PKCS11Constants.CKM_SHA224_RSA_PKCS;
            case SHA256 -> PKCS11Constants.CKM_SHA256_RSA_PKCS;
            case SHA384 -> PKCS11Constants.CKM_SHA384_RSA_PKCS;
            case SHA512 -> PKCS11Constants.CKM_SHA512_RSA_PKCS;
            case SHA3_224 -> PKCS11Constants.CKM_SHA3_224_RSA_PKCS;
            case SHA3_256 -> PKCS11Constants.CKM_SHA3_256_RSA_PKCS;
            case SHA3_384 -> PKCS11Constants.CKM_SHA3_384_RSA_PKCS;
            case SHA3_512 -> PKCS11Constants.CKM_SHA3_512_RSA_PKCS;
        };
    }

    /** {@code CKM_} of PSS signatures with this hash. */
    public long rsaPss() {
        return switch (this) {
            case SHA1 -> PKCS11Constants.CKM_SHA1_RSA_PKCS_PSS;
            case SHA224 -> PKCS11Constants.CKM_SHA224_RSA_PKCS_PSS;
            case SHA256 -> PKCS11Constants.CKM_SHA256_RSA_PKCS_PSS;
            case SHA384 -> PKCS11Constants.CKM_SHA384_RSA_PKCS_PSS;
            case SHA512 -> PKCS11Constants.CKM_SHA512_RSA_PKCS_PSS;
            case SHA3_224 -> PKCS11Constants.CKM_SHA3_224_RSA_PKCS_PSS;
            case SHA3_256 -> PKCS11Constants.CKM_SHA3_256_RSA_PKCS_PSS;
            case SHA3_384 -> PKCS11Constants.CKM_SHA3_384_RSA_PKCS_PSS;
            case SHA3_512 -> PKCS11Constants.CKM_SHA3_512_RSA_PKCS_PSS;
        };
    }

    /** {@code CKM_} of ECDSA signatures with this hash. */
    public long ecdsa() {
        return switch (this) {
            case SHA1 -> PKCS11Constants.CKM_ECDSA_SHA1;
            case SHA224 -> PKCS11Constants.CKM_ECDSA_SHA224;
            case SHA256 -> PKCS11Constants.CKM_ECDSA_SHA256;
            case SHA384 -> PKCS11Constants.CKM_ECDSA_SHA384;
            case SHA512 -> PKCS11Constants.CKM_ECDSA_SHA512;
            case SHA3_224 -> PKCS11Constants.CKM_ECDSA_SHA3_224;
            case SHA3_256 -> PKCS11Constants.CKM_ECDSA_SHA3_256;
            case SHA3_384 -> PKCS11Constants.CKM_ECDSA_SHA3_384;
            case SHA3_512 -> PKCS11Constants.CKM_ECDSA_SHA3_512;
        };
    }

    ASN1ObjectIdentifier oid() {
        return switch (this) {
            case SHA1 -> OIWObjectIdentifiers.idSHA1;
            case SHA224 -> NISTObjectIdentifiers.id_sha224;
            case SHA256 -> NISTObjectIdentifiers.id_sha256;
            case SHA384 -> NISTObjectIdentifiers.id_sha384;
            case SHA512 -> NISTObjectIdentifiers.id_sha512;
            case SHA3_224 -> NISTObjectIdentifiers.id_sha3_224;
            case SHA3_256 -> NISTObjectIdentifiers.id_sha3_256;
            case SHA3_384 -> NISTObjectIdentifiers.id_sha3_384;
            case SHA3_512 -> NISTObjectIdentifiers.id_sha3_512;
        };
    }

    public MGF1ParameterSpec mgfSpec() {
        return new MGF1ParameterSpec(jdkName);
    }

    public String jdkName() {
        return jdkName;
    }

    /** The JDK's name of a signature with this hash, as {@code SHA256withRSA}. */
    public String signatureName(String key) {
        return (isSha3() ? jdkName : name()) + "with" + key;
    }
}
