package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.emulator.EmulatedToken;

/** A token whose name steers terminals: it clears the screen, turns round what follows, and forges a line. */
class StrangersTextTest {
    private static final String LABEL = "\u001b[2J\u202EPIN\nerror: x\u0007";

    @TempDir
    private Path directory;

    @AutoClose
    private final InsertedToken inserted =
            InsertedToken.of(EmulatedToken.order().label(LABEL).withPin(InsertedToken.PIN));

    private CommandRun client() {
        return CommandRun.on(inserted.module());
    }

    @Test
    void promptsOfANewPin_showItHarmless() {
        assertHarmless(client().answering("Wrong123!", "Ghijkl2?", "Ghijkl2?").run("pin", "change"));
    }

    @Test
    void promptForASignature_showsItHarmless() throws IOException {
        Path data = Files.writeString(directory.resolve("data"), "data");

        assertHarmless(client().answering(InsertedToken.PIN).run("sign", data.toString()));
    }

    @Test
    void errorThatNamesTokens_showsThemHarmless() {
        CommandRun.Result result = client().run("token", "info", "--token", "another");

        assertThat(result.status()).isEqualTo(ExitStatus.NO_TOKEN);
        assertHarmless(result);
    }

    @Test
    void text_showsItHarmless() {
        assertHarmless(client().run("token", "list"));
        assertHarmless(client().run("token", "info"));
    }

    @Test
    void json_hasItWholeAndEscaped() throws IOException {
        CommandRun.Result result = client().run("token", "info", "--output", "json");

        assertHarmless(result);
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.findValuesAsText("label")).contains(LABEL);
    }

    private static void assertHarmless(CommandRun.Result result) {
        assertThat(result.terminal()).contains("[2J").doesNotContain("\u001b", "\u202E", "\u0007", "\nerror: x");
    }
}
