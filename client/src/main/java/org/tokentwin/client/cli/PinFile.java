package org.tokentwin.client.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.tokentwin.client.Pin;
import org.tokentwin.client.pkcs11.TokenException;

/** Reads a PIN from the first line of a file. */
final class PinFile {
    private PinFile() {}

    static Pin read(Path file) throws IOException {
        byte[] bytes = readBytes(file);
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        try {
            int end = 0;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            if (end == 0) {
                throw TokenException.refused("the PIN file " + file + " is empty", "Put the PIN into its first line.");
            }
            char[] pin = new char[end];
            text.get(pin);
            return Pin.of(pin);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(text.array(), '\0');
        }
    }

    private static byte[] readBytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw TokenException.failed("there is no PIN file " + file, "Check the path.", e);
        }
    }
}
