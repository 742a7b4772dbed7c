package org.tokentwin.emulator.cryptoki;

/** Mechanism types, PKCS#11 v2.40 section 6 and the mechanisms document. */
public final class Ckm {
    public static final long CKM_RSA_PKCS_KEY_PAIR_GEN = 0x0L;
    public static final long CKM_RSA_PKCS = 0x1L;
    public static final long CKM_RSA_X_509 = 0x3L;
    public static final long CKM_SHA1_RSA_PKCS = 0x6L;
    public static final long CKM_RSA_PKCS_OAEP = 0x9L;
    public static final long CKM_RSA_PKCS_PSS = 0xDL;
    public static final long CKM_SHA1_RSA_PKCS_PSS = 0xEL;
    public static final long CKM_SHA256_RSA_PKCS = 0x40L;
    public static final long CKM_SHA384_RSA_PKCS = 0x41L;
    public static final long CKM_SHA512_RSA_PKCS = 0x42L;
    public static final long CKM_SHA256_RSA_PKCS_PSS = 0x43L;
    public static final long CKM_SHA384_RSA_PKCS_PSS = 0x44L;
    public static final long CKM_SHA512_RSA_PKCS_PSS = 0x45L;
    public static final long CKM_SHA224_RSA_PKCS = 0x46L;
    public static final long CKM_SHA224_RSA_PKCS_PSS = 0x47L;
    public static final long CKM_SHA_1 = 0x220L;
    public static final long CKM_SHA256 = 0x250L;
    public static final long CKM_SHA224 = 0x255L;
    public static final long CKM_SHA384 = 0x260L;
    public static final long CKM_SHA512 = 0x270L;
    public static final long CKM_EC_KEY_PAIR_GEN = 0x1040L;
    public static final long CKM_ECDSA = 0x1041L;
    public static final long CKM_ECDSA_SHA1 = 0x1042L;
    public static final long CKM_ECDSA_SHA224 = 0x1043L;
    public static final long CKM_ECDSA_SHA256 = 0x1044L;
    public static final long CKM_ECDSA_SHA384 = 0x1045L;
    public static final long CKM_ECDSA_SHA512 = 0x1046L;

    private static final ConstantNames NAMES = ConstantNames.of(Ckm.class, "CKM_");

    private Ckm() {}

    /** Whether this module knows the mechanism, on whatever token. */
    public static boolean isKnown(long value) {
        return NAMES.contains(value);
    }

    /** The constant's name, or its value in hexadecimal where this module does not know it. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
