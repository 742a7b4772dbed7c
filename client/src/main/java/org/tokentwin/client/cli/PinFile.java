package org.tokentwin.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import org.tokentwin.client.Pin;
import org.tokentwin.client.pkcs11.TokenException;

/** Reads a PIN from the first line of a file. */
final class PinFile {
    private static final int MOST = 65_536;

    private PinFile() {}

    /** Reads the PIN, and warns of a file that is not its owner's alone. */
    static Pin read(Path file, PrintWriter err) throws IOException {
        if (isReadableByOthers(file)) {
            ErrorMessages.line(err, "warning: other users can read the PIN file " + file);
        }
        return read(file);
    }

    private static boolean isReadableByOthers(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null || !Files.exists(file)) {
            return false;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        return permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ);
    }

    private static Pin read(Path file) throws IOException {
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
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                Arrays.fill(bytes, (byte) 0);
                throw TokenException.refused(
                        "the PIN file " + file + " is longer than " + MOST + " bytes",
                        "Put the PIN into its first line.");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw TokenException.failed("there is no PIN file " + file, "Check the path.", e);
        }
    }
}
