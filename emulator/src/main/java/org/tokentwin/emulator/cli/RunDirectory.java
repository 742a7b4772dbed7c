package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.tokentwin.emulator.scratch.ScratchDirectory;
import org.tokentwin.emulator.scratch.TreeDeletion;

/**
 * A directory of one run: the server's socket and the certificates. Only its owner gets in, and it goes with the run, or before
 * the next one where the run was killed.
 */
final class RunDirectory implements AutoCloseable {
    static final String PREFIX = "tokentwin-run-";

    private final Path directory;

    private RunDirectory(Path directory) {
        this.directory = directory;
    }

    static RunDirectory create() {
        try {
            return new RunDirectory(ScratchDirectory.create(PREFIX).path());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** A directory inside, likewise. It has to go before this one does. */
    RunDirectory subdirectory(String name) {
        try {
            return new RunDirectory(Files.createDirectory(
                    directory.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    Path path() {
        return directory;
    }

    ServerSocket socket() {
        return ServerSocket.in(directory);
    }

    /** A file of a PIN. */
    Path secret(String name, char[] pin) {
        try {
            Path file = Files.createFile(
                    directory.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, CharBuffer.wrap(pin));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** A PEM file of these certificates. */
    Path certificates(String name, List<X509Certificate> certificates) {
        Path file = directory.resolve(name);
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (X509Certificate certificate : certificates) {
                writer.writeObject(certificate);
            }
            writer.flush();
            return Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void close() {
        try {
            TreeDeletion.delete(directory);
        } catch (IOException e) {
            throw CommandException.failure(
                    "the temporary directory " + directory + " cannot be deleted: " + e.getMessage(), "Delete it.");
        }
    }

    private static CommandException unwritable(IOException e) {
        return CommandException.failure(
                "no temporary file can be written: " + e.getMessage(),
                "Say where to in -Djava.io.tmpdir, or make room.");
    }
}
