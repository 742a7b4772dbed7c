package org.tokentwin.emulator.issuer;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.tokentwin.emulator.profile.PinPolicy;

/** A PIN that is known: 4 to 20 characters of printable ASCII, or an administrator's key of 48 hexadecimal digits. It does not show itself in messages and logs. */
public final class Pin {
    private static final int INITIAL_DIGITS = 8;
    private static final int ADMIN_KEY_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String characters;

    private Pin(String characters) {
        this.characters = characters;
    }

    /**
     * @throws IllegalArgumentException when it is shorter, longer or of other characters; the message does not tell
     *     them
     */
    public static Pin of(String characters) {
        if (!characters.matches("[\\x20-\\x7E]{4,20}|[0-9A-Fa-f]{48}")) {
            throw new IllegalArgumentException("A PIN has 4 to 20 characters of printable ASCII");
        }
        return new Pin(characters);
    }

    /** The 8 digits of a PIN envelope, each number equally likely. */
    public static Pin random8Digits() {
        return new Pin(String.format(Locale.ROOT, "%0" + INITIAL_DIGITS + "d", RANDOM.nextInt(100_000_000)));
    }

    /** An administrator's key, 24 random bytes in hexadecimal digits. */
    public static Pin randomAdminKey() {
        byte[] key = new byte[ADMIN_KEY_BYTES];
        RANDOM.nextBytes(key);
        return new Pin(HexFormat.of().formatHex(key));
    }

    /** A random PIN that a policy lets a user set; 12 characters where that is allowed. */
    public static Pin randomConforming(PinPolicy policy) {
        return ConformingPin.random(policy);
    }

    /** The PIN's characters, the caller's own copy. */
    public char[] chars() {
        return characters.toCharArray();
    }

    /** The PIN as the card takes it, one byte a character, the caller's own copy. */
    public byte[] bytes() {
        return characters.getBytes(StandardCharsets.US_ASCII);
    }

    /** The PIN itself: for its user, never for a message or a log. */
    public String reveal() {
        return characters;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pin pin && characters.equals(pin.characters);
    }

    @Override
    public int hashCode() {
        return characters.hashCode();
    }

    /** How long it is, not what it is. */
    @Override
    public String toString() {
        return "Pin[" + characters.length() + " characters]";
    }
}
