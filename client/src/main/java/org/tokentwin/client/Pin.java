package org.tokentwin.client;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A PIN. It is wiped when it is closed, and never shown. A PIN that is asked for by the token's own keypad or dialogue
 * (CKF_PROTECTED_AUTHENTICATION_PATH) has no characters here.
 */
public final class Pin implements AutoCloseable {
    private final char @Nullable [] characters;

    private Pin(char @Nullable [] characters) {
        this.characters = characters;
    }

    /** Takes over the array, which is filled with zeros when the PIN is closed. */
    public static Pin of(char[] characters) {
        return new Pin(characters);
    }

    /** A PIN that is entered on the token's own keypad or dialogue. */
    public static Pin fromTokensOwnDialogue() {
        return new Pin(null);
    }

    /** The characters themselves, not a copy; null where the token's own dialogue asks for them. */
    char @Nullable [] characters() {
        return characters;
    }

    /** Whether the token's own dialogue asks for it, so that nothing can be said of it. */
    boolean isUnseen() {
        return characters == null;
    }

    public boolean sameAs(Pin other) {
        return characters != null && Arrays.equals(characters, other.characters);
    }

    /** The length that PKCS#11 counts, in bytes of UTF-8; 0 where the token's own dialogue asks for it. */
    @SuppressWarnings("ByteBufferBackingArray") // the encoder's own array, wiped as a whole
    public int length() {
        if (characters == null) {
            return 0;
        }
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        int length = encoded.remaining();
        encoded.put(new byte[length]);
        return length;
    }

    /** Overwrites the characters. Harmless if called again. */
    @Override
    public void close() {
        if (characters != null) {
            Arrays.fill(characters, '\0');
        }
    }

    @Override
    public String toString() {
        return "PIN";
    }
}
