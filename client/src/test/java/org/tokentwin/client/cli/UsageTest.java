package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** What the command line says before any module is loaded. */
class UsageTest {
    private static final String SECRET = "Abcdef1!";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "token", "cert", "pin", "token frob", "frob", "token list --frob", "sign --format xml"})
    void wrongUsage_exitsWith2AndSaysWhereHelpIs(String command) {
        CommandRun.Result result = CommandRun.onNothing().run(command.isEmpty() ? new String[0] : command.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: ").contains("--help").doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void version_saysWhatItRunsOn() {
        CommandRun.Result result = CommandRun.onNothing().run("--version");

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("TokenTwin ").contains("\nJava " + Runtime.version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1"})
    void noColor_isHonouredWhereItIsNotEmpty(String value) {
        CommandLine program = new CommandLine(CommandSpec.create()).setColorScheme(Help.defaultColorScheme(Ansi.ON));

        ProgramOptions.prepare(program, name -> Optional.of(value).filter(_ -> name.equals("NO_COLOR")));

        assertThat(program.getColorScheme().ansi()).isEqualTo(value.isEmpty() ? Ansi.ON : Ansi.OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token list", "token info", "cert list", "cert show", "pin change", "sign"})
    void noModule_exitsWith2AndSaysHowToNameOne(String command) {
        CommandRun.Result result = CommandRun.onNothing().run(command.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--module").contains("PKCS11_MODULE_PATH");
    }

    @Test
    void moduleThatIsNotThere_exitsWith1() {
        CommandRun.Result result =
                CommandRun.on(directory.resolve("missing.so")).run("token", "list");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("there is no module").contains("hint: ");
    }

    @Test
    void moduleThatIsNoLibrary_exitsWith1() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "no library".repeat(10));

        CommandRun.Result result = CommandRun.onNothing().run("token", "list", "--module", text.toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("is no shared library");
    }

    @Test
    void modulePathOfTheUri_isTheModule() {
        CommandRun.Result result =
                CommandRun.onNothing().run("token", "list", "--uri", "pkcs11:?module-path=/nowhere/m.so");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("/nowhere/m.so");
    }

    @Test
    void bareName_isNotTakenFromTheCurrentDirectory() {
        assertThat(Path.of("pom.xml")).exists();

        CommandRun.Result result = CommandRun.onNothing().run("token", "list", "--module", "pom.xml");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .contains("the system's loader finds no module pom.xml")
                .contains("begins with ./");
    }

    @Test
    void uriThatNamesAModuleAndAPin_exitsWith2() {
        CommandRun.Result result = CommandRun.onNothing()
                .run("token", "list", "--uri", "pkcs11:?module-path=/nowhere/m.so&pin-source=file:/run/pin");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("give the module with --module").doesNotContain("/run/pin");
    }

    @Test
    void uriThatNamesAModuleAndAPin_isTakenWhereTheModuleIsGivenToo() {
        CommandRun.Result result = CommandRun.onNothing()
                .run(
                        "token",
                        "list",
                        "--module",
                        "/nowhere/m.so",
                        "--uri",
                        "pkcs11:?module-path=/nowhere/m.so&pin-source=file:/run/pin");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("there is no module /nowhere/m.so");
    }

    @Test
    void helpThatCannotBeWritten_exitsWith1() {
        CommandRun.Result result = CommandRun.onNothing().onFullDisk().run("--help");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("the output cannot be written");
    }

    @Test
    void optionAndUriThatNameDifferentModules_exitWith2() {
        CommandRun.Result result =
                CommandRun.onNothing().run("token", "list", "--module", "/a.so", "--uri", "pkcs11:?module-path=/b.so");

        assertThat(result.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs11:colour=red", "http://x", "pkcs11:token=%4"})
    void malformedUri_exitsWith2(String uri) {
        CommandRun.Result result = CommandRun.onNothing().run("token", "list", "--uri", uri);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sign --pin " + SECRET,
                "sign --pin=" + SECRET,
                "pin change --new-pin " + SECRET,
                "pin change " + SECRET + " " + SECRET,
                "pin change --uri pkcs11:?pin-value=" + SECRET,
                "sign --pim=" + SECRET,
                SECRET,
                "sign " + SECRET + " " + SECRET,
                "token " + SECRET,
                "token list -" + SECRET,
                "token list --slot " + SECRET,
                "token list --slot=" + SECRET,
                "token list --output " + SECRET,
                "sign --mechanism " + SECRET,
                "cert list --uri pkcs11:" + SECRET + "=1",
                "cert list --uri " + SECRET
            })
    void pinAsAnArgument_isRefusedAndNotRepeated(String command) {
        CommandRun.Result result = CommandRun.onNothing().run(command.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: ").doesNotContain(SECRET);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void misspelledOption_isAnsweredWithThoseLikeIt() {
        assertThat(CommandRun.onNothing().run("token", "list", "--seria", "1").err())
                .contains("unknown option (argument 3, ", "--serial");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "token --help", "token list --help", "pin change -h", "sign -h", "verify -h"})
    void help_exitsWith0(String command) {
        CommandRun.Result result = CommandRun.onNothing().run(command.split(" "));

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("Usage: tokentwin client");
        assertThat(result.err()).isEmpty();
    }
}
