package org.tokentwin.cryptoki;

import java.util.Optional;

/** User types: PKCS#11 v3.2 section 3.4. One without {@link Since} is in v2.20 already. */
public final class Cku {
    // spotless:off
    public static final long CKU_SO = 0x0L;
    public static final long CKU_USER = 0x1L;
    public static final long CKU_CONTEXT_SPECIFIC = 0x2L;
    // spotless:on

    private static final ConstantNames NAMES = ConstantNames.of(Cku.class, "CKU_");

    private Cku() {}

    /** Returns the constant of this name; empty where the standard has none. */
    public static Optional<Long> named(String name) {
        return NAMES.value(name);
    }

    /** Returns the constant's name, or the value in hexadecimal where the standard has none. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
