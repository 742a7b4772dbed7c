package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.issuer.PersonalSubscriber;

/**
 * Runs every command of {@code docs/client.md} and {@code docs/README.md} on an emulated token, in the page's order, and compares what it
 * shows.
 */
class ClientPageTest {
    private static final Pattern BLOCK = Pattern.compile("```console\n\\$ \\./tokentwin client (.*)\n((?s:.*?))```\n");
    private static final Instant ISSUED = Instant.parse("2026-01-05T01:00:00Z");
    private static final String NEW_PIN = "Ghijkl2?";

    @TempDir
    private Path directory;

    @AutoClose
    private final InsertedToken inserted = InsertedToken.of(EmulatedToken.order()
            .holder(new PersonalSubscriber("CHAN TAI MAN", Optional.of("taiman@example.hk"), "0123456789"))
            .clock(InstantSource.fixed(ISSUED))
            .withPin(InsertedToken.PIN));

    private String pin = InsertedToken.PIN;

    @ParameterizedTest
    @CsvSource({"docs/client.md, 10", "docs/README.md, 1"})
    void everyCommandOfThePage_showsWhatThePageShows(String page, int least) throws IOException {
        Files.writeString(directory.resolve("contract.pdf"), "the contract\n");
        List<String> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("..").resolve(page)));

        while (block.find()) {
            String shown = block.group(2);
            commands.add(block.group(1));
            assertThat(masked(run(block.group(1), shown))).as(block.group(1)).isEqualTo(masked(shown));
        }

        assertThat(commands).hasSizeGreaterThanOrEqualTo(least);
    }

    private String run(String command, String shown) {
        String[] arguments = Arrays.stream(command.split(" "))
                .map(word ->
                        word.startsWith("contract.") ? directory.resolve(word).toString() : word)
                .toArray(String[]::new);
        CommandRun client = CommandRun.on(inserted.module()).at(ISSUED.plusSeconds(1));
        if (command.equals("pin change")) {
            client.answering(pin, NEW_PIN, NEW_PIN);
            pin = NEW_PIN;
        } else {
            client.answering(shown.contains("the PIN is wrong") ? "Wrong123!" : pin);
        }
        return client.run(arguments).terminal();
    }

    /** What differs from token to token and machine to machine. */
    private static String masked(String text) {
        return text.replaceAll("\\S*lib(tokentwin-pkcs11|eTPkcs11)\\.\\w+", "MODULE")
                .replaceAll("\\(\\S+ for \\w+\\)", "(FORMAT)")
                .replaceAll("Java: .*", "Java")
                .replaceAll("[A-Za-z0-9+/]{60,}={0,2}", "BASE64")
                .replaceAll("\\b[0-9a-f]{8,}\\b", "HEX")
                .replaceAll(" +\n", "\n");
    }
}
