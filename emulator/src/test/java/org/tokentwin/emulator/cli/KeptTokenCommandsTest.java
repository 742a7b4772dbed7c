package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.IssuedToken;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.store.KeptToken;

class KeptTokenCommandsTest {
    @TempDir
    private Path home;

    private CommandRun emulator;

    @BeforeEach
    void tokens() {
        emulator = CommandRun.in(home);
        assertThat(emulator.run("create", "chan", "--key", "p256", "--pin-state", "changed")
                        .status())
                .isZero();
        assertThat(emulator.run("create", "wong", "--key", "p384", "--label", "Office")
                        .status())
                .isZero();
    }

    @Test
    void list_showsEachToken_oneALine() {
        Result list = emulator.run("list");

        assertThat(list.status()).isZero();
        assertThat(list.out().lines()).hasSize(2);
        assertThat(list.out().lines().toList().getLast()).contains("wong", "Office", "hongkongpost-ecert");
    }

    @Test
    void damagedToken_isListed_andHidesNoOther() throws IOException {
        Files.writeString(home.resolve("tokens/chan/token.json"), "{");

        Result list = emulator.run("list", "--output", "json");

        JsonNode entries = new ObjectMapper().readTree(list.out());
        assertThat(entries.get(0).path("damage").asText()).contains("token.json");
        assertThat(entries.get(1).path("label").asText()).isEqualTo("Office");
        assertThat(list.status()).isZero();
    }

    @Test
    void emptyHome_isListedAsSuch() {
        Result list = CommandRun.in(home.resolve("elsewhere")).run("list");

        assertThat(list.out()).startsWith("No token is kept in ");
        assertThat(list.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void show_tellsOfTheToken_butNotItsPins(String form) {
        Result show = emulator.run("show", "chan", "--output", form);

        IssuedToken token = KeptToken.describe(emulator.home(), "chan");
        assertThat(show.status()).isZero();
        assertThat(show.out())
                .contains(token.serial(), token.referenceNumber(), "CN=CHAN TAI MAN", "p256", "envelope.txt")
                .doesNotContain(token.pin().reveal(), token.initialPin().reveal());
    }

    @Test
    void delete_asks_andDoesWhatWasAnswered() {
        Result no = emulator.answering(false).run("delete", "chan");
        assertThat(no.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(emulator.home().names()).containsExactly("chan", "wong");

        Result yes = emulator.answering(true).run("delete", "chan");
        assertThat(yes.status()).isZero();
        assertThat(emulator.home().names()).containsExactly("wong");
    }

    @Test
    void delete_withNobodyToAsk_needsYes() {
        Result refused = emulator.run("delete", "chan");
        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("--yes");

        assertThat(emulator.run("delete", "chan", "--yes").status()).isZero();
        assertThat(emulator.home().names()).containsExactly("wong");
    }

    @Test
    void restore_takesTheCardBackToTheSnapshot() throws IOException {
        Path image = home.resolve("tokens/chan/card.image");
        byte[] before = Files.readAllBytes(image);
        assertThat(emulator.run("snapshot", "chan", "fresh").status()).isZero();
        Files.copy(home.resolve("tokens/wong/card.image"), image, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(emulator.run("restore", "chan", "fresh").status()).isZero();

        assertThat(image).hasBinaryContent(before);
    }

    @Test
    void unknownSnapshot_fails() {
        Result refused = emulator.run("restore", "chan", "none");

        assertThat(refused.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(refused.err()).startsWith("error: ").doesNotContain("\tat ");
    }

    @Test
    void tokenInUse_isNotDeleted() {
        try (KeptToken inUse = KeptToken.open(emulator.home(), "chan")) {
            Result refused = emulator.run("delete", inUse.name(), "--yes");

            assertThat(refused.status()).isEqualTo(ExitStatus.FAILURE);
            assertThat(refused.err()).contains("in use");
        }
        assertThat(emulator.home().names()).contains("chan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show lee", "delete lee --yes", "snapshot lee fresh", "restore lee fresh"})
    void tokenThatIsNotThere_hasAStatusOfItsOwn(String line) {
        Result refused = emulator.run(line.split(" "));

        assertThat(refused.status()).isEqualTo(ExitStatus.NO_TOKEN);
        assertThat(refused.err()).contains("there is no token lee", "emulator list");
    }

    @Test
    void version_saysWhatItRunsOn() {
        Result told = emulator.run("--version");

        assertThat(told.status()).isZero();
        assertThat(told.out()).startsWith("TokenTwin ").contains("Java " + Runtime.version(), "Cryptography: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-such", "list --no-such", "show", "snapshot chan", "list --output yaml"})
    void wrongUsage_saysWhereToLook(String line) {
        Result refused = emulator.run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).startsWith("error: ").contains("--help");
        assertThat(refused.out()).isEmpty();
    }
}
