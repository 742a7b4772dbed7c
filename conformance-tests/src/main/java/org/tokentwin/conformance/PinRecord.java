package org.tokentwin.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The PINs that a case gives to a token that is kept, in a file of its owner's, from before the case begins until the token has its own PIN
 * again. A PIN that was changed is so not lost with the process that changed it. The token's own PIN is not in the file, only what it takes to know
 * it again: a mistyped one must not become the token's.
 */
final class PinRecord {
    private static final int SALT_BYTES = 16;
    private static final int ITERATIONS = 10_000;
    private static final int HASH_BITS = 256;

    private final Path file;

    /** @param directory need not exist */
    PinRecord(Path directory, String serial) {
        file = directory.resolve("pins-of-" + serial.replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    Path file() {
        return file;
    }

    /** Whether a case began and did not end, or could not put the token right. */
    boolean exists() {
        return Files.exists(file);
    }

    /**
     * A case begins that may endanger the PIN.
     *
     * @param own the token's own PIN
     * @throws NoTokenException when the file cannot be written
     */
    void begin(char[] own) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        HexFormat hex = HexFormat.of();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent(), ownerOnly("rwx------"));
            Files.deleteIfExists(file);
            Files.createFile(file, ownerOnly("rw-------"));
            append(hex.formatHex(salt) + " " + hex.formatHex(hash(own, salt)));
        } catch (IOException e) {
            throw new NoTokenException(
                    "The file " + file + " cannot be written, in which a changed PIN is kept: see --pin-record", e);
        }
    }

    /** This PIN is about to be sent as the new one. */
    void add(char[] pin) {
        try {
            append(new String(pin).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Whether this is the PIN that the token had when the case began. */
    boolean isOf(char[] pin) {
        String mark = lines().stream().findFirst().orElse("");
        int blank = mark.indexOf(' ');
        if (blank < 0) {
            return false;
        }
        HexFormat hex = HexFormat.of();
        byte[] salt = hex.parseHex(mark.substring(0, blank));
        return MessageDigest.isEqual(hash(pin, salt), hex.parseHex(mark.substring(blank + 1)));
    }

    /** The PINs that the token may have beside its own, the latest first. */
    List<char[]> pins() {
        return lines().stream()
                .skip(1)
                .map(line -> line.translateEscapes().toCharArray())
                .toList()
                .reversed();
    }

    private List<String> lines() {
        try {
            return exists() ? new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8)) : List.of();
        } catch (IOException e) {
            throw new NoTokenException(
                    "The file " + file + " with the PINs of a run that was cut off cannot be read", e);
        }
    }

    /** The token has its own PIN. */
    void end() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
