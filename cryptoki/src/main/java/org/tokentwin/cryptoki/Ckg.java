package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.CryptokiVersion.V3_0;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_1;

/** Mask generation functions and generators of initialisation vectors: PKCS#11 v3.2 section 6.1.7. One without {@link Since} is in v2.20 already. */
public final class Ckg {
    // spotless:off
    public static final long CKG_MGF1_SHA1 = 0x1L;
    public static final long CKG_MGF1_SHA256 = 0x2L;
    public static final long CKG_MGF1_SHA384 = 0x3L;
    public static final long CKG_MGF1_SHA512 = 0x4L;
    public static final long CKG_MGF1_SHA224 = 0x5L;
    @Since(V3_0) public static final long CKG_MGF1_SHA3_224 = 0x6L;
    @Since(V3_0) public static final long CKG_MGF1_SHA3_256 = 0x7L;
    @Since(V3_0) public static final long CKG_MGF1_SHA3_384 = 0x8L;
    @Since(V3_0) public static final long CKG_MGF1_SHA3_512 = 0x9L;
    @Since(V3_0) public static final long CKG_NO_GENERATE = 0x0L;
    @Since(V3_0) public static final long CKG_GENERATE = 0x1L;
    @Since(V3_0) public static final long CKG_GENERATE_COUNTER = 0x2L;
    @Since(V3_0) public static final long CKG_GENERATE_RANDOM = 0x3L;
    @Since(V3_1) public static final long CKG_GENERATE_COUNTER_XOR = 0x4L;
    // spotless:on

    private static final ConstantNames NAMES = ConstantNames.of(Ckg.class, "CKG_");

    private Ckg() {}

    /** Returns the constant's name, or the value in hexadecimal where the standard has none. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
