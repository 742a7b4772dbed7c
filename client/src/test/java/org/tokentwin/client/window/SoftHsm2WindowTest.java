package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.swing.JButton;
import javax.swing.JFileChooser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.client.window.model.CertificateFiles;
import org.tokentwin.emulator.issuer.KeyType;

/** The window on a module of somebody else's: SoftHSM2, which waits for no slot event and tells no number of tries. */
@WindowTest
class SoftHsm2WindowTest {
    private static final Path TOOL = Path.of("/usr/bin/softhsm2-util");
    private static final String PIN = "Abcdef1!";
    private static final String SO_PIN = "administrator";

    @TempDir
    private Path directory;

    private Path module = TOOL;

    @BeforeEach
    void initialise() throws IOException, InterruptedException {
        module = Stream.of(
                        "/usr/lib/softhsm/libsofthsm2.so",
                        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
                        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so")
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(TOOL.resolveSibling("libsofthsm2.so"));
        boolean missing = !Files.isExecutable(TOOL) || !Files.isRegularFile(module);
        if (missing && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(module + " is missing: install softhsm2");
        }
        Assumptions.assumeFalse(missing, module + " is missing: install softhsm2");
        Path tokens = Files.createDirectory(directory.resolve("tokens"));
        Path configuration = Files.writeString(
                directory.resolve("softhsm2.conf"),
                "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        VirtualScreen.setEnvironment("SOFTHSM2_CONF", configuration.toString());
        ProcessBuilder tool = new ProcessBuilder(
                        TOOL.toString(), "--init-token", "--free", "--label", "soft", "--so-pin", SO_PIN, "--pin", PIN)
                .redirectErrorStream(true);
        tool.environment().put("SOFTHSM2_CONF", configuration.toString());
        Process started = tool.start();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(started.waitFor()).as(said).isZero();
    }

    @Test
    void token_isShownChangedFilledAndUnlocked() throws Exception {
        Path file = CertificateFiles.pkcs12(directory, CertificateFiles.credential(KeyType.RSA_2048));
        try (ShownWindow shown = open()) {
            shown.press("tools.advanced");
            shown.chooseNode("soft");
            shown.press("action.logon");
            shown.type("logon.password", "Wrong123!");
            shown.press("button.ok");
            shown.awaitText("message", "The password is wrong.");
            shown.type("logon.password", PIN);
            shown.press("button.ok");
            shown.awaitText("status.line", "Logged on to soft.");
            shown.find("action.logoff", JButton.class);
            shown.press("action.import");
            JFileChooser chooser = shown.find("import.title", JFileChooser.class);
            OnScreen.onEventThread(() -> {
                chooser.setSelectedFile(file.toFile());
                chooser.approveSelection();
                return true;
            });
            shown.type("import.file.password", CertificateFiles.PASSWORD);
            shown.press("button.ok");
            shown.await("the certificate is in the tree", () -> shown.nodes().contains("LEE SIU MING"));
            shown.chooseNode("soft");
            shown.press("action.change");
            shown.change(PIN, "Ghijkl2?", "Ghijkl2?");
            shown.awaitText("notice.text", "The password of soft was changed.");
            shown.press("button.ok");
            shown.awaitGone("change.current");
            shown.press("action.unlock");
            shown.type("unlock.administrator", SO_PIN);
            shown.type("change.new", PIN);
            shown.type("change.confirm", PIN);
            shown.press("button.ok");
            shown.awaitText("notice.text", "is unlocked, and has the new password");
        }
    }

    private ShownWindow open() {
        return ShownWindow.onModule(module);
    }
}
