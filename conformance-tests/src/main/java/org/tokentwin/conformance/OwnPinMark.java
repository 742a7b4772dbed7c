package org.tokentwin.conformance;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** What it takes to know a PIN again, without the PIN: a salt and a hash, in one line of hexadecimal digits. */
record OwnPinMark(String salt, String hash) {
    private static final int SALT_BYTES = 16;
    private static final int ITERATIONS = 10_000;
    private static final int HASH_BITS = 256;

    static OwnPinMark of(char[] pin) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        HexFormat hex = HexFormat.of();
        return new OwnPinMark(hex.formatHex(salt), hex.formatHex(hash(pin, salt)));
    }

    /** Reads a line; empty where it is none. */
    static Optional<OwnPinMark> parse(String line) {
        boolean sound = line.matches("[0-9a-f]{" + 2 * SALT_BYTES + "} [0-9a-f]{" + HASH_BITS / Byte.SIZE * 2 + "}");
        return sound
                ? Optional.of(new OwnPinMark(line.substring(0, 2 * SALT_BYTES), line.substring(2 * SALT_BYTES + 1)))
                : Optional.empty();
    }

    boolean matches(char[] pin) {
        HexFormat hex = HexFormat.of();
        return MessageDigest.isEqual(hash(pin, hex.parseHex(salt)), hex.parseHex(hash));
    }

    String line() {
        return salt + " " + hash;
    }

    private static byte[] hash(char[] pin, byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(pin, salt, ITERATIONS, HASH_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks PBKDF2", e);
        }
    }
}
