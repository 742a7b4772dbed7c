package org.tokentwin.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.run.CaseCatalogue;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.trace.TraceEvent;
import org.tokentwin.junit.TokenTwin;
import picocli.CommandLine;

/** The commands on a module of the user's, which is the emulator's here. */
@TokenTwin
class ModuleCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Effect.class)
    void allow_opensItsStepAndThoseBeforeIt(Effect effect, EmulatedToken token, Emulator emulator) {
        assertThat(onModule(
                        emulator, "run", "--dry-run", "--allow", effect.toString(), "--destroy-serial", token.serial()))
                .isZero();

        assertThat(idsThat("run "))
                .isEqualTo(CaseCatalogue.cases().stream()
                        .filter(each -> each.effect().compareTo(effect) <= 0)
                        .map(CaseDescription::id)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void dryRun_callsNothing(Emulator emulator) throws IOException {
        List<TraceEvent> events = new ArrayList<>();
        Path module = emulator.modulePath();
        try (var _ = emulator.trace(events::add)) {
            assertThat(execute("run", "--dry-run", "--module", module.toString()))
                    .isZero();
        }
        assertThat(events).isEmpty();
        assertThat(out.toString()).contains("not run  PIN-001", "run      SLOT-001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"initialises", "locks"})
    void destroyingStep_needsTheTokensSerialNumber(String effect, EmulatedToken token, Emulator emulator)
            throws IOException {
        Path pin = pin(token);
        assertThat(onModule(emulator, "run", "--allow", effect)).isEqualTo(2);
        assertThat(err.toString()).contains("--destroy-serial");
        assertThat(onModule(
                        emulator,
                        "run",
                        "--in-process",
                        "--pin-file",
                        pin + "",
                        "--allow",
                        effect,
                        "--destroy-serial",
                        "00"))
                .isEqualTo(3);
        assertThat(err.toString()).contains(token.serial());
        assertThat(triesLeft(token)).isEqualTo(15);
    }

    @Test
    void defaultRun_changesNothingOnTheToken(EmulatedToken token, Emulator emulator) throws IOException {
        List<String> sent = new ArrayList<>();
        try (var _ = emulator.trace(event -> {
            synchronized (sent) {
                sent.add(event.toString());
            }
        })) {
            onModule(emulator, groups("LOGIN", "PIN", "SESSION", "OBJECT", "TOKEN", "CERT", "SO"), pin(token));
        }
        assertThat(out.toString()).contains("pass  LOGIN-001", "-     PIN-001");
        assertThat(sent).noneMatch(event -> event.contains("CKR_PIN_INCORRECT") || event.contains("C_InitToken"));
        assertThat(triesLeft(token)).isEqualTo(15);
        assertThat(execute("clean", "--dry-run", "--module", emulator.modulePath() + "", "--pin-file", pin(token) + ""))
                .isZero();
        assertThat(out.toString()).contains("0 objects would be deleted");
    }

    private static String[] groups(String... names) {
        List<String> arguments = new ArrayList<>(List.of("run", "--in-process"));
        for (String name : names) {
            arguments.add("--group");
            arguments.add(name);
        }
        return arguments.toArray(String[]::new);
    }

    private int onModule(Emulator emulator, String[] arguments, Path pin) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--pin-file", pin.toString()));
        return onModule(emulator, all.toArray(String[]::new));
    }

    private int onModule(Emulator emulator, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--module", emulator.modulePath().toString(), "--pin-record", directory.toString()));
        return execute(all.toArray(String[]::new));
    }

    private Set<String> idsThat(String word) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(9).strip())
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Path pin(EmulatedToken token) throws IOException {
        return Files.writeString(directory.resolve("pin"), new String(token.pin()));
    }

    private static int triesLeft(EmulatedToken token) {
        return CardChannel.basic(token.card())
                .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                .data()[1];
    }

    private int execute(String... arguments) {
        CommandLine commandLine = ConformanceCommand.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        int status = commandLine.execute(arguments);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return status;
    }
}
