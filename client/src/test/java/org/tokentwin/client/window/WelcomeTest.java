package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.client.InsertedToken;

/** The window without a module: what was found, and how to get a token. */
@WindowTest
class WelcomeTest {
    @TempDir
    private Path directory;

    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @Test
    void moduleThatWasFound_opensOnAPress() {
        try (ShownWindow shown = ShownWindow.withoutModule(List.of(inserted.module()))) {
            assertThat(shown.everything()).contains(inserted.module().toString());
            shown.press("welcome.module");
            shown.awaitText("page.title", "My Token");
        }
    }

    @Test
    void nothingFound_saysHowToGetAToken() {
        try (ShownWindow shown = ShownWindow.withoutModule(List.of())) {
            assertThat(shown.everything())
                    .contains("No PKCS#11 module was found")
                    .contains("./tokentwin emulator run -- ./tokentwin client window");
            assertThat(shown.exists("welcome.start")).isFalse();
        }
    }

    @Test
    void serverThatRuns_isOfferedFirst() {
        try (ShownWindow shown =
                ShownWindow.withoutModule(Optional.of(inserted.module()), List.of(), Optional.empty())) {
            shown.press("welcome.served");
            shown.awaitText("page.title", "My Token");
        }
    }

    @Test
    void emulatedToken_startsOnAPressAndEndsWithTheWindow() throws Exception {
        Path pids = directory.resolve("pids");
        try (ShownWindow shown = ShownWindow.withoutModule(Optional.empty(), List.of(), Optional.of(launcher(pids)))) {
            shown.press("welcome.start");
            shown.awaitText("notice.text", "The password in its envelope is ");
            String envelope = shown.text("notice.text").replaceFirst("(?s).*envelope is (\\d{8});.*", "$1");
            assertThat(envelope).matches("\\d{8}");
            shown.press("button.ok");
            shown.awaitText("page.title", "My Token");
            shown.press("action.change");
            shown.change(envelope, "Ghijkl2?", "Ghijkl2?");
            shown.awaitText("notice.text", "The password of My Token was changed.");
        }
        for (String pid : Files.readAllLines(pids)) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(its -> its.onExit().join());
        }
    }

    @Test
    void emulatedTokenThatDoesNotStart_isSaidToWithWhatToDo() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken"), "#!/bin/sh\necho one line\nexit 1\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));
        try (ShownWindow shown = ShownWindow.withoutModule(Optional.empty(), List.of(), Optional.of(broken))) {
            shown.press("welcome.start");
            shown.awaitText("status.line", "no emulated token could be started with " + broken);
        }
    }

    /** A launcher of the emulator that these tests have. */
    private Path launcher(Path pids) throws IOException {
        Path script = Files.writeString(directory.resolve("tokentwin"), """
                #!/bin/sh
                shift
                echo $$ >> '%s'
                TOKENTWIN_HOME='%s'
                export TOKENTWIN_HOME
                exec '%s' --enable-native-access=ALL-UNNAMED -cp '%s' org.tokentwin.emulator.cli.EmulatorCommand "$@"
                """.formatted(
                        pids,
                        directory.resolve("home"),
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    @Test
    void moduleThatDoesNotOpen_isToldWithWhatToDo() {
        try (ShownWindow shown =
                ShownWindow.withoutModule(List.of(Path.of("/nowhere/libeTPkcs11.so"), inserted.module()))) {
            shown.press("welcome.module");
            shown.awaitText("welcome.failure", "There is no file /nowhere/libeTPkcs11.so");
            assertThat(shown.everything())
                    .contains("The module does not open")
                    .contains(inserted.module().toString());
        }
    }
}
