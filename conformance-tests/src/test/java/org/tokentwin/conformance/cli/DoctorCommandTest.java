package org.tokentwin.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.profile.TokenProfile;
import picocli.CommandLine;

/** What the doctor says of each thing that may be missing, and that it says the next step. */
class DoctorCommandTest {
    private final StringWriter out = new StringWriter();

    @Test
    void soundToken_isStatusZero() {
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            assertThat(doctor("--module", emulator.modulePath().toString())).isZero();
            assertThat(out.toString()).contains(token.serial()).doesNotContain("problem");
        }
    }

    @Test
    void noModule_isAskedFor() {
        assertThat(doctor()).isEqualTo(1);
        assertThat(out.toString()).contains("none is named", "next: ");
    }

    @Test
    void missingFile_isNamed() {
        assertThat(doctor("--module", "/no/such/module.so")).isEqualTo(1);
        assertThat(out.toString()).contains("there is no file /no/such/module.so", "next: ");
    }

    @Test
    void fileThatIsNoLibrary_isNamed(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("module.so"), "nothing");

        assertThat(doctor("--module", file.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("is no shared library", "next: ");
    }

    @Test
    void missingToken_isStatusThree() {
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            Path module = emulator.modulePath();
            emulator.remove(token);

            assertThat(doctor("--module", module.toString())).isEqualTo(3);
            assertThat(out.toString()).contains("none has a token", "next: Insert the token");
        }
    }

    @Test
    void lockedPin_isTold() {
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            CardChannel card = CardChannel.basic(token.card());
            for (int i = 0; i < 15; i++) {
                card.transmit(new CommandApdu(0x20, 0, 0x11, new byte[] {1, 2, 3, 4}, 0));
            }

            assertThat(doctor("--module", emulator.modulePath().toString())).isEqualTo(1);
            assertThat(out.toString()).contains("problem PIN:", "locked", "next: No PIN is accepted any more");
        }
    }

    @Test
    void pinThatIsNotSet_isTold() {
        try (EmulatedToken token = EmulatedToken.order()
                        .profile(TokenProfile.named("safenet-etoken-5110"))
                        .withTestKey()
                        .issue();
                Emulator emulator = Emulator.with(token)) {
            initialize(token, emulator);

            assertThat(doctor("--module", emulator.modulePath().toString())).isEqualTo(1);
            assertThat(out.toString()).contains("problem PIN:", "next: Have the token initialised");
        }
    }

    private static void initialize(EmulatedToken token, Emulator emulator) {
        var application = emulator.newApplication();
        application.initialize(null);
        byte[] label = new byte[32];
        Arrays.fill(label, (byte) ' ');
        byte[] so = new String(token.soPin().orElseThrow()).getBytes(StandardCharsets.UTF_8);
        application.initToken(emulator.slotOf(token), so, label);
        application.finalizeCryptoki(false);
    }

    private int doctor(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "doctor";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandLine commandLine = ConformanceCommand.commandLine();
        commandLine.setOut(new PrintWriter(out));
        int status = commandLine.execute(all);
        commandLine.getOut().flush();
        return status;
    }
}
