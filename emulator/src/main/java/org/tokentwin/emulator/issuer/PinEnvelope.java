package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What comes with a token by another way: its serial number, the subscriber's reference number and the initial PIN.
 *
 * @param tokenSerial as {@code C_GetTokenInfo} reports it
 * @param referenceNumber the Subscriber Reference Number; empty for a token that holds no e-Cert of the authority
 * @param initialPin the user PIN that the token was personalised with
 */
public record PinEnvelope(String tokenSerial, String referenceNumber, Pin initialPin) {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String SERIAL = "Token serial number";
    private static final String REFERENCE = "Subscriber reference number";
    private static final String PIN = "Initial PIN";

    /**
     * Writes the envelope to a new file that only its owner can read, from the first byte on.
     *
     * @throws FileAlreadyExistsException when there is a file already, which stays as it is
     * @throws IOException when it cannot be written; no part of it is left
     */
    public void write(Path file) throws IOException {
        Path created = create(file);
        try (OutputStream out = Files.newOutputStream(created, StandardOpenOption.WRITE)) {
            out.write(text().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            Files.deleteIfExists(created);
            throw e;
        }
    }

    /**
     * Reads an envelope that was written before.
     *
     * @throws IOException when the file cannot be read, or is no PIN envelope
     */
    public static PinEnvelope read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        return new PinEnvelope(
                field(file, text, SERIAL, "[0-9a-f]+"),
                field(file, text, REFERENCE, "[0-9]*"),
                Pin.of(field(file, text, PIN, "[\\x20-\\x7E]{4,20}")));
    }

    private static Path create(Path file) throws IOException {
        try {
            return Files.createFile(file, OWNER_ONLY);
        } catch (UnsupportedOperationException e) {
            throw new IOException(
                    file + ": this file system cannot keep a file from other users, so no PIN is written to it", e);
        }
    }

    private String text() {
        return """
                PIN ENVELOPE of an emulated token, for tests only

                %s:          %s
                %s:  %s
                %s:                  %s

                Keep this envelope apart from the token. Nobody else has the PIN: if you lose it, have the
                e-Cert revoked and apply for a new one.
                """.formatted(SERIAL, tokenSerial, REFERENCE, referenceNumber, PIN, initialPin.reveal());
    }

    private static String field(Path file, String text, String name, String pattern) throws IOException {
        Matcher matcher =
                Pattern.compile("(?m)^" + name + ": *(" + pattern + ")$").matcher(text);
        if (!matcher.find()) {
            throw new IOException(file + ": this is no PIN envelope: it has no line '" + name + ": ...'");
        }
        return matcher.group(1);
    }
}
