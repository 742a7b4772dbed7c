package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.CryptokiVersion.V2_40;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_0;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_1;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_2;

/** Profile ids, pseudo-random functions and parameter sets: PKCS#11 v3.2 section 4.10. One without {@link Since} is in v2.20 already. */
public final class Ckp {
    // spotless:off
    public static final long CKP_PKCS5_PBKD2_HMAC_SHA1 = 0x1L;
    @Since(V2_40) public static final long CKP_PKCS5_PBKD2_HMAC_GOSTR3411 = 0x2L;
    @Since(V2_40) public static final long CKP_PKCS5_PBKD2_HMAC_SHA224 = 0x3L;
    @Since(V2_40) public static final long CKP_PKCS5_PBKD2_HMAC_SHA256 = 0x4L;
    @Since(V2_40) public static final long CKP_PKCS5_PBKD2_HMAC_SHA384 = 0x5L;
    @Since(V2_40) public static final long CKP_PKCS5_PBKD2_HMAC_SHA512 = 0x6L;
    @Since(V2_40) public static final long CKP_PKCS5_PBKD2_HMAC_SHA512_224 = 0x7L;
    @Since(V2_40) public static final long CKP_PKCS5_PBKD2_HMAC_SHA512_256 = 0x8L;
    @Since(V3_0) public static final long CKP_INVALID_ID = 0x0L;
    @Since(V3_0) public static final long CKP_BASELINE_PROVIDER = 0x1L;
    @Since(V3_0) public static final long CKP_EXTENDED_PROVIDER = 0x2L;
    @Since(V3_0) public static final long CKP_AUTHENTICATION_TOKEN = 0x3L;
    @Since(V3_0) public static final long CKP_PUBLIC_CERTIFICATES_TOKEN = 0x4L;
    @Since(V3_0) public static final long CKP_VENDOR_DEFINED = 0x80000000L;
    @Since(V3_1) public static final long CKP_COMPLETE_PROVIDER = 0x5L;
    @Since(V3_1) public static final long CKP_HKDF_TLS_TOKEN = 0x6L;
    @Since(V3_2) public static final long CKP_ML_DSA_44 = 0x1L;
    @Since(V3_2) public static final long CKP_ML_DSA_65 = 0x2L;
    @Since(V3_2) public static final long CKP_ML_DSA_87 = 0x3L;
    @Since(V3_2) public static final long CKP_SLH_DSA_SHA2_128S = 0x1L;
    @Since(V3_2) public static final long CKP_SLH_DSA_SHAKE_128S = 0x2L;
    @Since(V3_2) public static final long CKP_SLH_DSA_SHA2_128F = 0x3L;
    @Since(V3_2) public static final long CKP_SLH_DSA_SHAKE_128F = 0x4L;
    @Since(V3_2) public static final long CKP_SLH_DSA_SHA2_192S = 0x5L;
    @Since(V3_2) public static final long CKP_SLH_DSA_SHAKE_192S = 0x6L;
    @Since(V3_2) public static final long CKP_SLH_DSA_SHA2_192F = 0x7L;
    @Since(V3_2) public static final long CKP_SLH_DSA_SHAKE_192F = 0x8L;
    @Since(V3_2) public static final long CKP_SLH_DSA_SHA2_256S = 0x9L;
    @Since(V3_2) public static final long CKP_SLH_DSA_SHAKE_256S = 0xAL;
    @Since(V3_2) public static final long CKP_SLH_DSA_SHA2_256F = 0xBL;
    @Since(V3_2) public static final long CKP_SLH_DSA_SHAKE_256F = 0xCL;
    @Since(V3_2) public static final long CKP_ML_KEM_512 = 0x1L;
    @Since(V3_2) public static final long CKP_ML_KEM_768 = 0x2L;
    @Since(V3_2) public static final long CKP_ML_KEM_1024 = 0x3L;
    // spotless:on

    private static final ConstantNames NAMES = ConstantNames.of(Ckp.class, "CKP_");

    private Ckp() {}

    /** Returns the constant's name, or the value in hexadecimal where the standard has none. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
