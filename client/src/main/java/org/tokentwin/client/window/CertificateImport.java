package org.tokentwin.client.window;

import java.awt.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.tokentwin.client.window.model.CertificateFile;
import org.tokentwin.client.window.model.CertificateFile.Unusable;

/** Asks for what a file needs before it can be imported, and reads it. The files are small: they are read on the event thread. */
final class CertificateImport {
    private final Controls controls;
    private final Window owner;

    CertificateImport(Controls controls, Window owner) {
        this.controls = controls;
        this.owner = owner;
    }

    /** Returns what the file brings; empty where the user does not go on, or it cannot be used, which was said then. */
    Optional<CertificateFile> read(Path file) {
        try {
            Optional<char[]> password = CertificateFile.hasPassword(file)
                    ? new FilePasswordDialog(controls, owner).ask(file)
                    : Optional.of(new char[0]);
            return password.isPresent() ? Optional.of(read(file, password.get())) : Optional.empty();
        } catch (Unusable e) {
            failed(controls.texts().say(e.why()));
        } catch (IOException e) {
            failed(controls.texts().text("import.unreadable"));
        }
        return Optional.empty();
    }

    private static CertificateFile read(Path file, char[] password) throws IOException, Unusable {
        try {
            return CertificateFile.read(file, password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private void failed(String text) {
        new Notice(controls, owner).failed(controls.texts().text("import.title"), text);
    }
}
