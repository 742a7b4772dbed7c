package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.Background;
import org.tokentwin.emulator.IssuedToken;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.store.KeptToken;

class RunCommandTest {
    @TempDir
    private Path directory;

    private CommandRun emulator;

    @BeforeEach
    void home() {
        emulator = CommandRun.in(directory.resolve("home"))
                .with(AuthorityOption.URL_VARIABLE, "http://127.0.0.1:0"); // others serve at the default port
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1", "exit 7, 7", "kill -9 $$, 137"})
    void status_isTheCommands(String script, int status) {
        assertThat(emulator.run("run", "--", "sh", "-c", script).status()).isEqualTo(status);
    }

    @Test
    void argumentsAfterTheCommand_areTheCommands() {
        assertThat(emulator.run("run", "--key", "p256", "--", "test", "--help", "=", "--help")
                        .status())
                .isZero();
    }

    @Test
    void command_findsTheTokenInItsEnvironment() throws Exception {
        Path copies = Files.createDirectory(directory.resolve("copies"));
        Map<String, String> environment = environment(
                "cp \"$TOKENTWIN_CERT\" \"$TOKENTWIN_CA\" '" + copies
                        + "' && test -S \"$TOKENTWIN_SOCKET\" && test -r \"$PKCS11_MODULE_PATH\"",
                "--holder",
                "WONG SIU MING");

        ServerSocket socket = emulator.server().socket();
        assertThat(environment)
                .containsEntry(
                        "PKCS11_MODULE_PATH",
                        socket.path().resolveSibling(SharedLibrary.fileName()).toString())
                .containsEntry("PKCS11_MODULE", environment.get("PKCS11_MODULE_PATH"))
                .containsEntry("TOKENTWIN_SOCKET", socket.path().toString())
                .containsEntry("P11_KIT_SERVER_ADDRESS", socket.address())
                .doesNotContainKey("TOKENTWIN_SO_PIN");
        assertThat(environment.get("TOKENTWIN_PIN")).hasSizeGreaterThanOrEqualTo(8);
        assertThat(environment.get("TOKENTWIN_URI"))
                .matches("pkcs11:model=eToken;manufacturer=SafeNet%2C%20Inc\\.;serial=[0-9a-f]{8};token=My%20Token");
        X509Certificate own = certificates(copies.resolve("cert.pem")).getFirst();
        List<X509Certificate> chain = certificates(copies.resolve("ca.pem"));
        assertThat(own.getSubjectX500Principal().getName()).contains("CN=WONG SIU MING");
        own.verify(chain.getFirst().getPublicKey());
        assertThat(chain).doesNotContain(own);
    }

    @Test
    void tokenWithSoPin_hasItInTheEnvironment() throws IOException {
        assertThat(environment("true", "--profile", "safenet-etoken-5110")).containsKey("TOKENTWIN_SO_PIN");
    }

    @Test
    void initialPin_isTheEnvelopesEightDigits() throws IOException {
        assertThat(environment("true", "--pin-state", "initial").get("TOKENTWIN_PIN"))
                .matches("[0-9]{8}");
    }

    @Test
    void slotThatIsNotThere_isWrongUsage() {
        Result refused = emulator.run("run", "--key", "p256", "--slot", "4", "--", "true");

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("--slot: there is no slot", "the slots are 0 to 3");
    }

    @Test
    void keptToken_isTheOneThatIsServed() throws IOException {
        emulator.run("create", "chan", "--test-key", "--pin-state", "changed");
        IssuedToken token = KeptToken.describe(emulator.home(), "chan");

        Map<String, String> environment = environment("true", "--token", "chan");

        assertThat(emulator.server().served()).containsExactly(token.serial());
        assertThat(environment.get("TOKENTWIN_URI")).contains("serial=" + token.serial());
        assertThat(environment).containsEntry("TOKENTWIN_PIN", token.pin().reveal());
    }

    @Test
    void pinOfAKeptToken_thatTheUserKnowsBetter_isTheUsers() throws IOException {
        emulator.run("create", "chan", "--test-key");
        emulator.with("TOKENTWIN_PIN", "changed-2-Since");

        assertThat(environment("true", "--token", "chan")).containsEntry("TOKENTWIN_PIN", "changed-2-Since");
    }

    @Test
    void nothingIsLeftOfARun() throws IOException {
        Map<String, String> environment = environment("true");

        Path socket = emulator.server().socket().path();
        assertThat(socket).doesNotExist();
        assertThat(socket.getParent()).doesNotExist();
        assertThat(Path.of(environment.get("TOKENTWIN_CERT"))).doesNotExist();
        assertThat(emulator.signals().areGivenBack()).isTrue();
    }

    @Test
    void signal_isPassedOnToTheCommand() throws Exception {
        Path ready = directory.resolve("ready");
        CompletableFuture<Result> run = Background.compute(() -> emulator.run(
                "run", "--", "sh", "-c", "trap 'exit 9' TERM; touch '" + ready + "'; while :; do sleep 0.05; done"));
        while (!Files.exists(ready)) {
            assertThat(run).isNotDone();
            Thread.sleep(10);
        }

        emulator.signals().raise("TERM");

        assertThat(run.get().status()).isEqualTo(9);
    }

    @Test
    void commandThatIsNotThere_hasTheStatusOfAShell() {
        Result refused = emulator.run("run", "--", "/no/such/command");

        assertThat(refused.status()).isEqualTo(127);
        assertThat(refused.err()).contains("/no/such/command").doesNotContain("\tat ");
        assertThat(emulator.server().socket().path().getParent()).doesNotExist();
    }

    @Test
    void tokenThatIsNotThere_hasAStatusOfItsOwn() {
        assertThat(emulator.run("run", "--token", "lee", "--", "true").status()).isEqualTo(ExitStatus.NO_TOKEN);
    }

    @Test
    void p11KitsClient_isNamedWhereItIsAskedFor() throws Exception {
        Path client = Files.createFile(directory.resolve("p11-kit-client.so"));
        emulator.clientIn(directory);

        assertThat(environment("true", "--p11-kit")).containsEntry("PKCS11_MODULE_PATH", client.toString());
    }

    @Test
    void withoutP11KitsClient_itsPackagesAreNamed() {
        Result refused = CommandRun.in(directory).run("run", "--p11-kit", "--", "true");

        assertThat(refused.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(refused.err()).contains("p11-kit-modules", "p11-kit-server", "brew install p11-kit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "run --token chan --key p256 -- true", "run --no-such -- true"})
    void wrongUsage_saysWhereToLook(String line) {
        Result refused = emulator.run(line.split(" "));

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("emulator run --help");
    }

    /** The environment that a command sees which also does something. */
    private Map<String, String> environment(String script, String... options) throws IOException {
        Path seen = directory.resolve("environment");
        List<String> line = new ArrayList<>(List.of("run"));
        line.addAll(List.of(options));
        line.addAll(List.of("--", "sh", "-c", "env > '" + seen + "' && " + script));
        Result result = emulator.run(line.toArray(String[]::new));
        assertThat(result).isEqualTo(new Result(0, "", ""));
        Map<String, String> variables = new HashMap<>();
        Files.readAllLines(seen).stream()
                .filter(each -> each.contains("="))
                .forEach(each -> variables.put(each.replaceFirst("=.*", ""), each.replaceFirst("[^=]*=", "")));
        return variables;
    }

    private static List<X509Certificate> certificates(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }
}
