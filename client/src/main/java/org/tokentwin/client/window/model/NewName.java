package org.tokentwin.client.window.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tokentwin.client.TokenEditor;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.text.Sentence;

/**
 * Another name for a token, as it is typed: looked at before the token is asked.
 *
 * @param text without the blanks around it
 */
public record NewName(String text) {
    public NewName {
        text = text.strip();
    }

    /** What is wrong with it in the place of the name of before; empty where a token may be asked. */
    public Optional<Sentence> objection(String before) {
        if (text.isEmpty()) {
            return Optional.of(Sentence.of("rename.empty"));
        }
        if (!HarmlessText.of(text).equals(text)) {
            return Optional.of(Sentence.of("rename.characters"));
        }
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > TokenEditor.LONGEST_NAME) {
            return Optional.of(Sentence.of("rename.long", length, TokenEditor.LONGEST_NAME));
        }
        return text.equals(before) ? Optional.of(Sentence.of("rename.same")) : Optional.empty();
    }
}
