package org.tokentwin.client.window;

import java.util.Optional;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.text.Texts;

/** What did not work, in the window's words and those of the exception. */
final class Failure {
    private Failure() {}

    static String text(Texts texts, Exception e) {
        String message = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
        return texts.text("failure.other", HarmlessText.of(message));
    }
}
