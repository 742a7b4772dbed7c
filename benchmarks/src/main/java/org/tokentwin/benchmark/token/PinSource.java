package org.tokentwin.benchmark.token;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the user PIN of somebody's token is.
 *
 * @param variable an environment variable with the PIN
 * @param file a file whose first line is the PIN
 */
public record PinSource(Optional<String> variable, Optional<Path> file) {
    public static PinSource variable(String name) {
        return new PinSource(Optional.of(name), Optional.empty());
    }

    public static PinSource file(Path path) {
        return new PinSource(Optional.empty(), Optional.of(path));
    }

    /**
     * Reads the PIN. The array is the caller's, who wipes it.
     *
     * @throws NotMeasuredException when it cannot be read
     */
    public char[] read() {
        return variable.isPresent() ? readVariable(variable.get()) : readFile(file.orElseThrow());
    }

    private static char[] readVariable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new NotMeasuredException("the environment variable " + name + " is not set");
        }
        return value.toCharArray();
    }

    private static char[] readFile(Path file) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(Files.readAllBytes(file)));
            int length = 0;
            while (length < text.length() && text.charAt(length) != '\n' && text.charAt(length) != '\r') {
                length++;
            }
            char[] pin = new char[length];
            text.get(pin);
            return pin;
        } catch (IOException e) {
            throw new NotMeasuredException("the PIN file " + file + " cannot be read");
        }
    }
}
