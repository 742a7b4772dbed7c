package org.tokentwin.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Where a PIN is kept. It is read anew each time, into an array that the caller wipes. */
public sealed interface PinSource {
    /**
     * The PIN.
     *
     * @throws NoTokenException when there is none
     */
    char[] read();

    /**
     * Returns the name of the option that such a place is given by.
     *
     * @param variable the option's where the place is an environment variable
     * @param file where it is a file
     */
    String name(String variable, String file);

    /** The place. */
    String place();

    /** An environment variable. */
    record Variable(String place) implements PinSource {
        @Override
        public char[] read() {
            return Optional.ofNullable(System.getenv(place))
                    .filter(value -> !value.isEmpty())
                    .orElseThrow(() -> new NoTokenException(
                            "The environment variable " + place + " is not set: put the PIN into it"))
                    .toCharArray();
        }

        @Override
        public String name(String variable, String file) {
            return variable;
        }
    }

    /** The first line of a file. */
    record InFile(Path path) implements PinSource {
        @Override
        public char[] read() {
            try {
                byte[] bytes = Files.readAllBytes(path);
                CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
                char[] pin = firstLine(text);
                Arrays.fill(bytes, (byte) 0);
                Arrays.fill(text.array(), '\0');
                if (pin.length == 0) {
                    throw new NoTokenException("The PIN file " + path + " is empty: put the PIN into its first line");
                }
                return pin;
            } catch (IOException e) {
                throw new NoTokenException("The PIN file " + path + " cannot be read: check the path", e);
            }
        }

        private static char[] firstLine(CharBuffer text) {
            int end = 0;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            char[] line = new char[end];
            text.get(line);
            return line;
        }

        @Override
        public String name(String variable, String file) {
            return file;
        }

        @Override
        public String place() {
            return path.toString();
        }
    }
}
