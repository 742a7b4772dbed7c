package org.tokentwin.emulator.pcsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** The walk through the card in {@code docs/reader.md}: each command says what the page says. */
@Tag("devices")
class ReaderPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reader.md");
    private static final Pattern TRANSCRIPT = Pattern.compile("```console\n((?s:.*?))```\n");
    private static final Pattern COMMAND = Pattern.compile("\\$ (opensc-tool .*)\n((?:(?!\\$ ).*\n)*)");
    private static final String PIN = "Abcdefgh-123";

    @TempDir
    private Path directory;

    @Test
    void walk_isAsThePageShows() throws Exception {
        RequiredProgram.anyOf("opensc", "/usr/bin/opensc-tool");
        CardReader reader = new CardReader("test");
        try (PcscDaemon daemon = PcscDaemon.start(directory);
                EmulatedToken token = EmulatedToken.order()
                        .profile("hongkongpost-ecert-idprime-940")
                        .withTestKey()
                        .withPin(PIN)
                        .issue()) {
            reader.insert(token.card());
            try (VirtualReader _ = VirtualReader.plugIn(daemon.address(), reader)) {
                int commands = 0;
                Matcher transcript = TRANSCRIPT.matcher(walk());
                while (transcript.find()) {
                    commands += replay(daemon, transcript.group(1));
                }
                assertThat(commands).as("commands in the walk").isGreaterThan(5);
            }
        }
    }

    private static String walk() throws IOException {
        String page = Files.readString(PAGE);
        return page.substring(page.indexOf("## A walk through the card"));
    }

    private static int replay(PcscDaemon daemon, String transcript) throws Exception {
        int commands = 0;
        Matcher command = COMMAND.matcher(transcript);
        while (command.find()) {
            String said = daemon.run("sh", "-c", command.group(1)).text();
            assertThat(said).as(command.group(1)).matches(shown(command.group(2)));
            commands++;
        }
        return commands;
    }

    /** A line of three dots stands for any lines. */
    private static Pattern shown(String output) {
        return Pattern.compile(Arrays.stream(output.split("\n", -1))
                .map(line -> line.equals("...") ? "(?s:.*?)" : Pattern.quote(line))
                .collect(Collectors.joining("\n"))
                .replace("(?s:.*?)\n", "(?s:(?:.*\n)?)"));
    }
}
