package org.tokentwin.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.profile.TokenProfile;
import picocli.CommandLine;

/** Results that are kept: as a baseline of the next run, and compared with another device's. */
class KeptReportsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void knownFailures_areNoNews() throws IOException {
        Path json = directory.resolve("known.json");
        assertThat(onLaxToken("hongkongpost-ecert", "--json", json.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("FAIL  PINRULE-001").doesNotContain("known: ");

        assertThat(onLaxToken("hongkongpost-ecert", "--baseline", json.toString()))
                .isZero();
        assertThat(out.toString()).contains("known: ", "; 0 not known before");
    }

    @Test
    void failureThatTheBaselineDoesNotHave_standsOut() throws IOException {
        Path json = directory.resolve("known.json");
        assertThat(onLaxToken("safenet-etoken-5110", "--json", json.toString())).isZero();

        assertThat(onLaxToken("hongkongpost-ecert", "--baseline", json.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("FAIL  PINRULE-001").doesNotContain("known: ", "; 0 not known before");
    }

    @Test
    void twoDevices_areComparedAsTextAndPage() throws IOException {
        Path one = directory.resolve("one.json");
        Path other = directory.resolve("other.json");
        Path page = directory.resolve("twins.html");
        assertThat(execute("run", "--group", "PINRULE", "--json", one.toString()))
                .isZero();
        onLaxToken("hongkongpost-ecert", "--json", other.toString());

        assertThat(execute("compare", one.toString(), other.toString(), "--html", page.toString()))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "A is the emulator, profile hongkongpost-ecert: no device (the twin)\n",
                        "B is the emulator, behind libtokentwin-pkcs11",
                        "case PINRULE-001\n    A: pass\n    B: fail\n",
                        "B is worse: ",
                        " differences: ");
        assertThat(page).content().startsWithIgnoringCase("<!doctype html>").contains("PINRULE-001");
        assertThat(execute("compare", one.toString(), one.toString())).isZero();
        assertThat(out.toString()).contains("no differences");
    }

    @Test
    void fileThatIsNoReport_isUsage() throws IOException {
        Path file = Files.writeString(directory.resolve("notes.json"), "notes");

        assertThat(execute("compare", file.toString(), file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is no report");
        assertThat(execute("run", "--case", "SLOT-001", "--baseline", "/no/such.json"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("There is no readable file").doesNotContain("\tat ");
    }

    @Test
    void placeThatCannotBeWritten_isToldBeforeTheRun() {
        assertThat(execute("run", "--case", "SLOT-001", "--html", "/no/such/page.html"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot be written");
        assertThat(out.toString()).doesNotContain("SLOT-001");
    }

    /** Holds a token that asks for no classes of characters against a model; what was said before is forgotten. */
    private int onLaxToken(String model, String... more) throws IOException {
        out.getBuffer().setLength(0);
        try (EmulatedToken token = EmulatedToken.order()
                        .profile(TokenProfile.named("safenet-etoken-5110"))
                        .withTestKey()
                        .issue();
                Emulator emulator = Emulator.with(token)) {
            Path pin = Files.writeString(directory.resolve("pin"), new String(token.pin()));
            List<String> all = new ArrayList<>(List.of("run", "--in-process", "--group", "PINRULE"));
            all.addAll(List.of("--profile", model, "--allow", "changes-pin"));
            all.addAll(List.of("--module", emulator.modulePath().toString(), "--pin-file", pin.toString()));
            all.addAll(List.of("--pin-record", directory.toString()));
            all.addAll(Arrays.asList(more));
            return execute(all.toArray(String[]::new));
        }
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
