package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.CryptokiVersion.V2_40;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_0;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_1;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_2;

import java.util.Optional;

/** Key types: PKCS#11 v3.2 section 4. One without {@link Since} is in v2.20 already. */
public final class Ckk {
    // spotless:off
    public static final long CKK_RSA = 0x0L;
    public static final long CKK_DSA = 0x1L;
    public static final long CKK_DH = 0x2L;
    public static final long CKK_EC = 0x3L;
    public static final long CKK_X9_42_DH = 0x4L;
    public static final long CKK_KEA = 0x5L;
    public static final long CKK_GENERIC_SECRET = 0x10L;
    public static final long CKK_RC2 = 0x11L;
    public static final long CKK_RC4 = 0x12L;
    public static final long CKK_DES = 0x13L;
    public static final long CKK_DES2 = 0x14L;
    public static final long CKK_DES3 = 0x15L;
    public static final long CKK_CAST = 0x16L;
    public static final long CKK_CAST3 = 0x17L;
    public static final long CKK_CAST128 = 0x18L;
    public static final long CKK_RC5 = 0x19L;
    public static final long CKK_IDEA = 0x1AL;
    public static final long CKK_SKIPJACK = 0x1BL;
    public static final long CKK_BATON = 0x1CL;
    public static final long CKK_JUNIPER = 0x1DL;
    public static final long CKK_CDMF = 0x1EL;
    public static final long CKK_AES = 0x1FL;
    public static final long CKK_BLOWFISH = 0x20L;
    public static final long CKK_TWOFISH = 0x21L;
    public static final long CKK_SECURID = 0x22L;
    public static final long CKK_HOTP = 0x23L;
    public static final long CKK_ACTI = 0x24L;
    public static final long CKK_CAMELLIA = 0x25L;
    public static final long CKK_ARIA = 0x26L;
    @Since(V2_40) public static final long CKK_MD5_HMAC = 0x27L;
    @Since(V2_40) public static final long CKK_SHA_1_HMAC = 0x28L;
    @Since(V2_40) public static final long CKK_RIPEMD128_HMAC = 0x29L;
    @Since(V2_40) public static final long CKK_RIPEMD160_HMAC = 0x2AL;
    @Since(V2_40) public static final long CKK_SHA256_HMAC = 0x2BL;
    @Since(V2_40) public static final long CKK_SHA384_HMAC = 0x2CL;
    @Since(V2_40) public static final long CKK_SHA512_HMAC = 0x2DL;
    @Since(V2_40) public static final long CKK_SHA224_HMAC = 0x2EL;
    @Since(V2_40) public static final long CKK_SEED = 0x2FL;
    @Since(V2_40) public static final long CKK_GOSTR3410 = 0x30L;
    @Since(V2_40) public static final long CKK_GOSTR3411 = 0x31L;
    @Since(V2_40) public static final long CKK_GOST28147 = 0x32L;
    @Since(V3_0) public static final long CKK_CHACHA20 = 0x33L;
    @Since(V3_0) public static final long CKK_POLY1305 = 0x34L;
    @Since(V3_0) public static final long CKK_AES_XTS = 0x35L;
    @Since(V3_0) public static final long CKK_SHA3_224_HMAC = 0x36L;
    @Since(V3_0) public static final long CKK_SHA3_256_HMAC = 0x37L;
    @Since(V3_0) public static final long CKK_SHA3_384_HMAC = 0x38L;
    @Since(V3_0) public static final long CKK_SHA3_512_HMAC = 0x39L;
    @Since(V3_0) public static final long CKK_BLAKE2B_160_HMAC = 0x3AL;
    @Since(V3_0) public static final long CKK_BLAKE2B_256_HMAC = 0x3BL;
    @Since(V3_0) public static final long CKK_BLAKE2B_384_HMAC = 0x3CL;
    @Since(V3_0) public static final long CKK_BLAKE2B_512_HMAC = 0x3DL;
    @Since(V3_0) public static final long CKK_SALSA20 = 0x3EL;
    @Since(V3_0) public static final long CKK_X2RATCHET = 0x3FL;
    @Since(V3_0) public static final long CKK_EC_EDWARDS = 0x40L;
    @Since(V3_0) public static final long CKK_EC_MONTGOMERY = 0x41L;
    @Since(V3_0) public static final long CKK_HKDF = 0x42L;
    @Since(V3_0) public static final long CKK_SHA512_224_HMAC = 0x43L;
    @Since(V3_0) public static final long CKK_SHA512_256_HMAC = 0x44L;
    @Since(V3_0) public static final long CKK_SHA512_T_HMAC = 0x45L;
    @Since(V3_1) public static final long CKK_HSS = 0x46L;
    @Since(V3_2) public static final long CKK_XMSS = 0x47L;
    @Since(V3_2) public static final long CKK_XMSSMT = 0x48L;
    @Since(V3_2) public static final long CKK_ML_KEM = 0x49L;
    @Since(V3_2) public static final long CKK_ML_DSA = 0x4AL;
    @Since(V3_2) public static final long CKK_SLH_DSA = 0x4BL;
    public static final long CKK_VENDOR_DEFINED = 0x80000000L;
    @Former public static final long CKK_ECDSA = 0x3L;
    @Former public static final long CKK_CAST5 = 0x18L;
    // spotless:on

    private static final ConstantNames NAMES = ConstantNames.of(Ckk.class, "CKK_");

    private Ckk() {}

    /** Returns whether a version of the standard has this key type; no version has a vendor's. */
    public static boolean isKnown(long value, CryptokiVersion version) {
        return NAMES.contains(value, version);
    }

    /** Returns the constant of this name; empty where the standard has none. */
    public static Optional<Long> named(String name) {
        return NAMES.value(name);
    }

    /** Returns the constant's name, or the value in hexadecimal where the standard has none. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
