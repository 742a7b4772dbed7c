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

    /** What sort of place, as options name it: {@code env} or {@code file}. */
    String kind();

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
        public String kind() {
            return "env";
        }
    }

    /** The first line of a file. */
    record InFile(Path file) implements PinSource {
        @Override
        public char[] read() {
            try {
                byte[] bytes = Files.readAllBytes(file);
                CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
                char[] pin = firstLine(text);
                Arrays.fill(bytes, (byte) 0);
                Arrays.fill(text.array(), '\0');
                if (pin.length == 0) {
                    throw new NoTokenException("The PIN file " + file + " is empty: put the PIN into its first line");
                }
                return pin;
            } catch (IOException e) {
                throw new NoTokenException("The PIN file " + file + " cannot be read: check the path", e);
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
        public String kind() {
            return "file";
        }

        @Override
        public String place() {
            return file.toString();
        }
    }
}
