package org.tokentwin.emulator.profile;

import java.util.HexFormat;

/** An answer to reset, ISO/IEC 7816-3 section 8: 2 to 33 bytes, the first {@code 3B} or {@code 3F}. Immutable. */
public final class Atr {
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ").withUpperCase();

    private final String hex;

    private Atr(String hex) {
        this.hex = hex;
    }

    /**
     * @param text bytes in hexadecimal, with or without spaces between them
     * @throws IllegalArgumentException when it is not an answer to reset
     */
    public static Atr parse(String text) {
        byte[] bytes = HexFormat.of().parseHex(text.replace(" ", ""));
        if (bytes.length < 2 || bytes.length > 33 || (bytes[0] != 0x3B && bytes[0] != 0x3F)) {
            throw new IllegalArgumentException("an ATR has 2 to 33 bytes and begins with 3B or 3F");
        }
        return new Atr(SPACED.formatHex(bytes));
    }

    /** The bytes, the caller's own. */
    public byte[] bytes() {
        return SPACED.parseHex(hex);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Atr atr && hex.equals(atr.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    /** The bytes in hexadecimal, spaces between them. */
    @Override
    public String toString() {
        return hex;
    }
}
