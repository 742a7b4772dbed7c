package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JFileChooser;
import javax.swing.JProgressBar;
import javax.swing.JTextField;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.window.model.CertificateFiles;
import org.tokentwin.client.x509.CertificateDetails;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.fault.CommandKind;
import org.tokentwin.emulator.fault.Fault;
import org.tokentwin.emulator.issuer.KeyType;

/** Log-on and log-off, export, import, delete, unlock. */
@WindowTest
class TasksTest {
    @TempDir
    private Path directory;

    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @Test
    void logOn_showsTheKeyUntilLogOff() {
        try (ShownWindow shown = advanced(inserted)) {
            shown.press("action.logon");
            shown.type("logon.password", InsertedToken.PIN);
            shown.press("button.ok");
            shown.awaitText("status.line", "Logged on to My Token.");
            shown.press("action.logoff");
            shown.awaitText("status.line", "Logged off from My Token.");
            shown.find("action.logon", JButton.class);
        }
    }

    @Test
    void exportedCertificate_isInTheFile() throws IOException, GeneralSecurityException {
        Path pem = directory.resolve("chan.pem");
        Path der = directory.resolve("chan.cer");
        try (ShownWindow shown = advanced(inserted)) {
            shown.chooseNode("CHAN TAI MAN");
            for (Path file : new Path[] {pem, der}) {
                shown.press("action.export");
                approve(shown, "export.title", file);
                shown.awaitText("status.line", "The certificate was written to " + file);
            }
        }

        assertThat(pem).hasContent(CertificateDetails.pem(inserted.token().certificate()));
        assertThat(der).hasBinaryContent(inserted.token().certificate().getEncoded());
    }

    @Test
    void fileThatIsThere_isNotReplacedUnasked() throws IOException {
        Path file = Files.writeString(directory.resolve("chan.pem"), "before");
        try (ShownWindow shown = advanced(inserted)) {
            shown.chooseNode("CHAN TAI MAN");
            shown.press("action.export");
            approve(shown, "export.title", file);
            shown.awaitText("notice.text", "is there already");
            shown.press("button.cancel");
            shown.awaitGone("notice.text");
        }

        assertThat(file).hasContent("before");
    }

    @Test
    void importedFile_bringsKeyAndCertificates() throws IOException, GeneralSecurityException {
        Path file = CertificateFiles.pkcs12(directory, CertificateFiles.credential(KeyType.RSA_2048));
        try (ShownWindow shown = advanced(inserted)) {
            shown.press("action.import");
            shown.type("logon.password", InsertedToken.PIN);
            shown.press("button.ok");
            approve(shown, "import.title", file);
            shown.type("import.file.password", "wrong");
            shown.press("button.ok");
            shown.awaitText("notice.text", "The password of the file is wrong.");
            shown.press("button.ok");
            shown.awaitGone("notice.text");

            shown.press("action.import");
            approve(shown, "import.title", file);
            shown.type("import.file.password", CertificateFiles.PASSWORD);
            shown.press("button.ok");
            shown.awaitText("status.line", "One certificate was written to the token.");
            shown.await(
                    "certificate and key are in the tree",
                    () -> shown.nodes().stream().filter("LEE SIU MING"::equals).count() == 2);
        }
    }

    @Test
    void importedPem_bringsItsCertificateWithoutAKey_andOnlyOnce() throws IOException {
        Path file = CertificateFiles.pem(directory, CertificateFiles.credential(KeyType.RSA_2048));
        try (ShownWindow shown = advanced(inserted)) {
            shown.press("action.import");
            shown.type("logon.password", InsertedToken.PIN);
            shown.press("button.ok");
            approve(shown, "import.title", file);
            shown.awaitText("status.line", "One certificate was written to the token.");
            assertThat(shown.exists("import.file.password")).isFalse();
            shown.await("the certificate is in the tree", () -> shown.nodes().contains("LEE SIU MING"));
            assertThat(shown.nodes()).as("a certificate and no key").containsOnlyOnce("LEE SIU MING");

            shown.press("action.import");
            approve(shown, "import.title", file);
            shown.awaitText("status.line", "Nothing new was written: the certificates are there already.");
            assertThat(shown.nodes()).containsOnlyOnce("LEE SIU MING");
        }
    }

    @Test
    void fileWithNothingToImport_isRefusedAndNothingIsWritten() throws IOException {
        Path file = Files.writeString(
                directory.resolve("no.pem"), "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        try (ShownWindow shown = advanced(inserted)) {
            shown.press("action.logon");
            shown.type("logon.password", InsertedToken.PIN);
            shown.press("button.ok");
            shown.awaitText("status.line", "Logged on to My Token.");
            shown.await(
                    "the key is in the tree",
                    () -> shown.nodes().stream().filter("CHAN TAI MAN"::equals).count() == 2);
            List<String> before = shown.nodes();
            shown.press("action.import");
            approve(shown, "import.title", file);
            shown.awaitText("notice.text", "The file holds nothing that can be imported");
            shown.press("button.ok");
            shown.awaitGone("notice.text");

            assertThat(shown.nodes()).isEqualTo(before);
        }
    }

    @Test
    void deletedCertificate_isGoneAfterAQuestion() {
        try (ShownWindow shown = advanced(inserted)) {
            shown.press("action.logon");
            shown.type("logon.password", InsertedToken.PIN);
            shown.press("button.ok");
            shown.awaitGone("logon.password");
            shown.find("action.logoff", JButton.class);
            shown.chooseNode("TokenTwin Test Root CA 2");
            shown.press("action.delete");
            shown.awaitText("notice.text", "Delete the certificate TokenTwin Test Root CA 2");
            shown.press("button.cancel");
            shown.awaitGone("notice.text");
            assertThat(shown.nodes()).contains("TokenTwin Test Root CA 2");

            shown.press("action.delete");
            shown.press("button.delete");
            shown.await("it is gone", () -> !shown.nodes().contains("TokenTwin Test Root CA 2"));
        }
    }

    @Test
    void contentOfTheToken_isDeletedOnceItsSerialNumberWasTyped() {
        try (ShownWindow shown = advanced(inserted)) {
            shown.press("action.logon");
            shown.type("logon.password", InsertedToken.PIN);
            shown.press("button.ok");
            shown.awaitGone("logon.password");
            shown.find("action.logoff", JButton.class);
            shown.chooseNode("Settings");
            shown.press("action.empty");
            shown.awaitText("notice.text", "serial number " + inserted.token().serial());
            JTextField typed = shown.find("serial.typed", JTextField.class);
            JButton delete = shown.find("button.delete", JButton.class);
            for (String other : List.of("", "00000000", inserted.token().serial() + "0", "delete")) {
                OnScreen.onEventThread(() -> {
                    typed.setText(other);
                    assertThat(delete.isEnabled()).isFalse();
                    return true;
                });
            }
            OnScreen.onEventThread(() -> {
                typed.setText(inserted.token().serial());
                return true;
            });
            shown.press("button.delete");
            shown.awaitText("status.line", "objects were deleted from My Token.");
            shown.await(
                    "nothing is left",
                    () -> shown.nodes().stream().noneMatch(node -> node.contains("CHAN") || node.contains("Test")));
        }
    }

    @Test
    void contentOfTheToken_staysWithoutItsSerialNumber() {
        try (ShownWindow shown = advanced(inserted)) {
            shown.chooseNode("Settings");
            shown.press("action.empty");
            shown.type("logon.password", InsertedToken.PIN);
            shown.press("button.ok");
            shown.find("serial.typed", JTextField.class);
            shown.press("button.cancel");
            shown.awaitGone("serial.typed");

            assertThat(shown.nodes()).contains("CHAN TAI MAN");
        }
    }

    @Test
    void tokenWithoutAnAdministrator_saysThatNobodyChangesItsRules() {
        try (ShownWindow shown = advanced(inserted)) {
            shown.chooseNode("Settings");

            assertThat(shown.everything()).contains("nobody can change them");
            assertThat(shown.exists("action.rules")).isFalse();
        }
    }

    @Test
    void moduleWithoutThePolicyObject_saysSo() {
        try (InsertedToken other = InsertedToken.of(
                        EmulatedToken.order().profile("pkcs11-3.2").withPin(InsertedToken.PIN));
                ShownWindow shown = advanced(other)) {
            assertThat(shown.exists("action.rename")).isFalse();
            shown.chooseNode("Settings");

            assertThat(shown.everything()).contains("This module has no object for the rules of the token.");
            assertThat(shown.exists("action.rules")).isFalse();
        }
    }

    @Test
    void tokenWithAnAdministrator_isUnlocked() {
        try (InsertedToken other = InsertedToken.of(
                        EmulatedToken.order().profile("safenet-etoken-5110").withPin(InsertedToken.PIN));
                ShownWindow shown = advanced(other)) {
            shown.press("action.unlock");
            shown.awaitText("tries", "Administrator password: 15 of 15 tries left");
            shown.type("unlock.administrator", new String(other.token().soPin().orElseThrow()));
            shown.type("change.new", "Ghijkl2?");
            shown.type("change.confirm", "Ghijkl2?");
            shown.press("button.ok");
            shown.awaitText("notice.text", "is unlocked, and has the new password");
            shown.press("button.ok");
            shown.awaitGone("unlock.administrator");
        }
    }

    @Test
    void tokenWithoutAnAdministrator_offersNoUnlock() {
        try (ShownWindow shown = advanced(inserted)) {
            assertThat(shown.exists("action.unlock")).isFalse();
        }
    }

    @Test
    void tokenAtWork_showsProgressAndCanBeLeft() {
        inserted.token().faults().inject(Fault.delay(Duration.ofSeconds(10)).at(CommandKind.WRITE, 1));
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            shown.press("action.change");
            shown.change(InsertedToken.PIN, "Ghijkl2?", "Ghijkl2?");
            shown.awaitText("message", "The token is at work");
            shown.find("progress", JProgressBar.class);
            shown.press("button.cancel");
            shown.awaitGone("change.current");

            shown.awaitText("status.line", "The password of My Token was changed.");
            assertThat(shown.exists("notice.text")).isFalse();
        }
    }

    /** Between the answer of the token and what the window reads of it there is time to press a button. */
    @Test
    void slowTokenWhosePasswordWasChanged_isLoggedOnToAtOnce() {
        try (InsertedToken fromThePost = InsertedToken.of(EmulatedToken.order().withInitialPin());
                ShownWindow shown = advanced(fromThePost)) {
            fromThePost.token().faults().inject(Fault.slow(Duration.ofMillis(200)));
            shown.press("action.change");
            shown.change(new String(fromThePost.token().initialPin()), "Ghijkl2?", "Ghijkl2?");
            shown.awaitText("notice.text", "The password of My Token was changed.");
            shown.press("button.ok");
            shown.awaitGone("change.current");

            shown.press("action.logon");
            shown.type("logon.password", "Ghijkl2?");
            shown.press("button.ok");
            shown.awaitText("status.line", "Logged on to My Token.");
        }
    }

    private static ShownWindow advanced(InsertedToken inserted) {
        ShownWindow shown = ShownWindow.on(inserted.emulator());
        shown.press("tools.advanced");
        shown.chooseNode(inserted.token().label());
        return shown;
    }

    private static void approve(ShownWindow shown, String name, Path file) {
        JFileChooser chooser = shown.find(name, JFileChooser.class);
        ShownWindow.onEventThread(() -> {
            chooser.setSelectedFile(file.toFile());
            chooser.approveSelection();
            return true;
        });
    }
}
