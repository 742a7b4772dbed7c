package org.tokentwin.cryptoki;

import java.util.Locale;

/**
 * How PKCS#11's C types lie in memory on a platform, PKCS#11 v3.2 section 2.1.
 *
 * @param ulongBytes the size of {@code CK_ULONG}
 * @param pointerBytes the size of a pointer
 * @param packed whether structures have no padding
 */
public record DataModel(int ulongBytes, int pointerBytes, boolean packed) {
    /** Linux and macOS on 64 bits: a {@code CK_ULONG} is as long as a pointer, and structures have C's natural alignment. */
    public static final DataModel LP64 = new DataModel(8, 8, false);

    /** Windows on 64 bits: a {@code CK_ULONG} has 4 bytes, and structures are packed to 1 byte. */
    public static final DataModel WINDOWS = new DataModel(4, 8, true);

    /** Returns the model of the platform that this JVM runs on. */
    public static DataModel host() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? WINDOWS : LP64;
    }

    /** Returns the size of a value in bytes. */
    public int bytes(ValueType type) {
        return switch (type) {
            case BYTE -> 1;
            case VERSION -> 2;
            case ULONG -> ulongBytes;
            case POINTER -> pointerBytes;
        };
    }

    /** Returns where a value lies that follows {@code end} bytes of a structure. */
    public long offsetAfter(long end, ValueType type) {
        int alignment = alignment(type);
        return (end + alignment - 1) / alignment * alignment;
    }

    /** Returns how a value is aligned in a structure, in bytes. */
    public int alignment(ValueType type) {
        return packed || type == ValueType.VERSION ? 1 : bytes(type);
    }
}
