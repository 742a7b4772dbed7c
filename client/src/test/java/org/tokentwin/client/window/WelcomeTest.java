package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.InsertedToken;

/** The window without a module: what was found, and how to get a token. */
@WindowTest
class WelcomeTest {
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
        }
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
