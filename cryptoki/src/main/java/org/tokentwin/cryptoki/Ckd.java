package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.CryptokiVersion.V2_40;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_0;

/** Key derivation functions: PKCS#11 v3.2 section 6. One without {@link Since} is in v2.20 already. */
public final class Ckd {
    // spotless:off
    public static final long CKD_NULL = 0x1L;
    public static final long CKD_SHA1_KDF = 0x2L;
    public static final long CKD_SHA1_KDF_ASN1 = 0x3L;
    public static final long CKD_SHA1_KDF_CONCATENATE = 0x4L;
    @Since(V2_40) public static final long CKD_SHA224_KDF = 0x5L;
    @Since(V2_40) public static final long CKD_SHA256_KDF = 0x6L;
    @Since(V2_40) public static final long CKD_SHA384_KDF = 0x7L;
    @Since(V2_40) public static final long CKD_SHA512_KDF = 0x8L;
    @Since(V2_40) public static final long CKD_CPDIVERSIFY_KDF = 0x9L;
    @Since(V3_0) public static final long CKD_SHA3_224_KDF = 0xAL;
    @Since(V3_0) public static final long CKD_SHA3_256_KDF = 0xBL;
    @Since(V3_0) public static final long CKD_SHA3_384_KDF = 0xCL;
    @Since(V3_0) public static final long CKD_SHA3_512_KDF = 0xDL;
    @Since(V3_0) public static final long CKD_SHA1_KDF_SP800 = 0xEL;
    @Since(V3_0) public static final long CKD_SHA224_KDF_SP800 = 0xFL;
    @Since(V3_0) public static final long CKD_SHA256_KDF_SP800 = 0x10L;
    @Since(V3_0) public static final long CKD_SHA384_KDF_SP800 = 0x11L;
    @Since(V3_0) public static final long CKD_SHA512_KDF_SP800 = 0x12L;
    @Since(V3_0) public static final long CKD_SHA3_224_KDF_SP800 = 0x13L;
    @Since(V3_0) public static final long CKD_SHA3_256_KDF_SP800 = 0x14L;
    @Since(V3_0) public static final long CKD_SHA3_384_KDF_SP800 = 0x15L;
    @Since(V3_0) public static final long CKD_SHA3_512_KDF_SP800 = 0x16L;
    @Since(V3_0) public static final long CKD_BLAKE2B_160_KDF = 0x17L;
    @Since(V3_0) public static final long CKD_BLAKE2B_256_KDF = 0x18L;
    @Since(V3_0) public static final long CKD_BLAKE2B_384_KDF = 0x19L;
    @Since(V3_0) public static final long CKD_BLAKE2B_512_KDF = 0x1AL;
    // spotless:on

    private static final ConstantNames NAMES = ConstantNames.of(Ckd.class, "CKD_");

    private Ckd() {}

    /** Returns the constant's name, or the value in hexadecimal where the standard has none. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
