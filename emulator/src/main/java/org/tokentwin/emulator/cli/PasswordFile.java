package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a password from the first line of a file. */
final class PasswordFile {
    private static final int MOST_BYTES = 1 << 16;

    private PasswordFile() {}

    /** @throws CommandException when the file cannot be read */
    static char[] read(Path file) {
        byte[] bytes = bytes(file);
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        try {
            int end = 0;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            char[] password = new char[end];
            text.get(password);
            return password;
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(text.array(), '\0');
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                Arrays.fill(bytes, (byte) 0);
                throw CommandException.failure(
                        "the password file " + file + " has more than " + MOST_BYTES + " bytes",
                        "Name a file whose first line is the password.");
            }
            return bytes;
        } catch (IOException e) {
            throw CommandException.failure(
                    "the password file " + file + " cannot be read", "Check the path and the permissions.");
        }
    }
}
