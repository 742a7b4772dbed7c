package org.tokentwin.emulator.profile;

import java.util.HexFormat;
import java.util.Locale;

/** How a model's serial number is written: the first bytes of the card id in hexadecimal. */
public enum SerialForm {
    LOWER_8(8, false),
    UPPER_16(16, true);

    private final int digits;
    private final boolean upperCase;

    SerialForm(int digits, boolean upperCase) {
        this.digits = digits;
        this.upperCase = upperCase;
    }

    /** Returns how many bytes of the card id it shows. */
    public int bytes() {
        return digits / 2;
    }

    /** Returns the serial number of a card with this id, which may be longer than what is shown. */
    public String of(byte[] cardId) {
        String shown = HexFormat.of().formatHex(cardId, 0, bytes());
        return upperCase ? shown.toUpperCase(Locale.ROOT) : shown;
    }

    /** Returns whether a text is a serial number of this form. */
    public boolean matches(String serial) {
        return serial.matches((upperCase ? "[0-9A-F]{" : "[0-9a-f]{") + digits + "}");
    }

    /** Returns the form in words. */
    public String description() {
        return digits + (upperCase ? " upper-case" : " lower-case") + " hexadecimal digits";
    }
}
