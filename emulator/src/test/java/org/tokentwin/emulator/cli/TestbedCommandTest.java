package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.control.ControlClient;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.scratch.ScratchDirectory;

class TestbedCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern SOCKET = Pattern.compile("export TOKENTWIN_SOCKET='(.*)'\n");

    @TempDir
    private Path home;

    private CommandRun testbed = CommandRun.in(Path.of(""));
    private Serving serving;
    private String socket = "";

    @BeforeEach
    void start() throws InterruptedException {
        testbed = CommandRun.in(home);
        serving = Serving.start(testbed, "testbed");
        Matcher printed = SOCKET.matcher("");
        while (!printed.find()) {
            Thread.onSpinWait();
            printed = SOCKET.matcher(testbed.outputSoFar());
        }
        socket = printed.group(1);
    }

    @AfterEach
    void stop() throws InterruptedException {
        serving.stop();
    }

    private Result run(String... arguments) {
        return CommandRun.in(home).with("TOKENTWIN_SOCKET", socket).run(arguments);
    }

    private JsonNode issue(String... options) throws IOException {
        String[] arguments = new String[options.length + 3];
        System.arraycopy(new String[] {"issue", "--output", "json"}, 0, arguments, 0, 3);
        System.arraycopy(options, 0, arguments, 3, options.length);
        Result result = run(arguments);
        assertThat(result.status()).as(result.err()).isZero();
        return JSON.readTree(result.out());
    }

    private static String at(JsonNode token, String name) {
        return token.path(name).asText();
    }

    @Test
    void issuedToken_isServedInAFixtureOfItsOwn() throws IOException {
        JsonNode one = issue("--key", "p256", "--holder", "true");
        JsonNode other = issue("--no-test-key", "--key", "p256");

        assertThat(at(one, "fixture")).isNotEqualTo(at(other, "fixture"));
        assertThat(at(one, "module")).isNotEqualTo(at(other, "module"));
        assertThat(CommandRun.in(home)
                        .run("status", "--socket", at(one, "socket"))
                        .out())
                .contains(at(one, "serial"))
                .doesNotContain(at(other, "serial"));
        assertThat(Files.readString(Path.of(at(one, "certificate")))).contains("BEGIN CERTIFICATE");
    }

    @Test
    void tokenIntoAFixture_isInItsNextSlot() throws IOException {
        JsonNode one = issue("--key", "p256");
        JsonNode second = issue("--key", "p256", "--into", at(one, "fixture"));

        assertThat(at(second, "socket")).isEqualTo(at(one, "socket"));
        assertThat(CommandRun.in(home)
                        .run("remove", at(second, "serial"), "--socket", at(one, "socket"))
                        .out())
                .contains("was taken out of slot 1");
    }

    @Test
    void pins_areInFilesOfTheOwnersOnly_andInNoOutput() throws IOException {
        JsonNode token = issue("--profile", "safenet-etoken-5110", "--pin-state", "initial");
        Result shown = run("issue", "--into", at(token, "fixture"), "--profile", "safenet-etoken-5110");

        for (String name : new String[] {"pin", "initialPin", "soPin"}) {
            Path file = Path.of(at(token, name));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(token.toString() + shown.out()).doesNotContain(Files.readString(file));
        }
        assertThat(Path.of(at(token, "pin"))).hasSameTextualContentAs(Path.of(at(token, "initialPin")));
        assertThat(shown.out())
                .contains("export PKCS11_MODULE_PATH='" + at(token, "module") + "'\n")
                .contains("export TOKENTWIN_SOCKET='" + at(token, "socket") + "'\n")
                .contains("export TOKENTWIN_PIN_FILE='", "export TOKENTWIN_SO_PIN_FILE='", "export TOKENTWIN_CERT='");
    }

    @Test
    void faultsOfTheOrder_waitForTheToken() throws IOException {
        JsonNode token = issue("--fault", "remove@sign", "--fault", "sw=6581@write:2");

        assertThat(CommandRun.in(home)
                        .run("fault", "--socket", at(token, "socket"))
                        .out())
                .contains("remove@sign:1", "sw=6581@write:2");
    }

    @Test
    void everyKindOfOption_reachesTheTestbed() throws Exception {
        JsonNode token = issue(
                "--key",
                "p256",
                "--no-mutual-recognition",
                "--policy",
                "1.2.3.4",
                "--policy",
                "1.2.3.5",
                "--authority-url",
                "none");

        assertThat(certificate(token).getExtensionValue("2.5.29.31")).isNull();
        String policies = HexFormat.of().formatHex(certificate(token).getExtensionValue("2.5.29.32"));
        assertThat(policies).contains("06032a0304", "06032a0305");
    }

    @Test
    void authority_answersWhereTheCertificatesSay_forEachFixtureApart() throws Exception {
        JsonNode one = issue("--key", "p256", "--issued", "2026-01-31");
        JsonNode other = issue("--key", "p256");
        String serial = certificate(one).getSerialNumber().toString(16);

        assertThat(new String(certificate(one).getExtensionValue("2.5.29.31"), StandardCharsets.ISO_8859_1))
                .contains(at(one, "authority") + "/crl/eCertCA2-15CRL1.crl");
        change(one, serial, "hold");
        assertThat(revoked(one)).containsExactly(serial);
        assertThat(revoked(other)).isEmpty();
        change(one, serial, "release");
        assertThat(revoked(one)).isEmpty();
        Result fault = CommandRun.in(home).run("authority", "fault", "missing@crl", "--socket", at(one, "socket"));
        assertThat(fault.status()).as(fault.err()).isZero();
        assertThatThrownBy(() -> revoked(one)).isInstanceOf(FileNotFoundException.class);
        assertThat(revoked(other)).isEmpty();

        run("discard", at(one, "fixture"));
        assertThatThrownBy(() -> revoked(one)).isInstanceOf(IOException.class);
        assertThat(revoked(other)).isEmpty();
    }

    @Test
    void severalFilesOfKeys_withSpacesInTheirNames_reachTheTestbed() throws Exception {
        Path secret = Files.writeString(home.resolve("the password"), "of the file");
        List<String> options = new ArrayList<>(List.of("--p12-password-file", secret.toString()));
        for (String name : List.of("file one.p12", "file two.p12")) {
            String file = home.resolve(name).toString();
            issue("--key", "p256", "--p12-out", file, "--p12-out-password-file", secret.toString());
            options.addAll(List.of("--p12", file));
        }

        JsonNode both = issue(options.toArray(String[]::new));

        assertThat(Files.readString(Path.of(at(both, "otherCertificates")))).containsOnlyOnce("BEGIN CERTIFICATE");
    }

    private static void change(JsonNode token, String serial, String change) throws IOException {
        try (ControlClient server = ControlClient.connect(new ServerSocket(Path.of(at(token, "socket"))).control())) {
            server.ask(
                    new ControlRequest("certificate", null, Map.of("serial", serial, "change", change)), Object.class);
        }
    }

    private static X509Certificate certificate(JsonNode token) throws Exception {
        try (InputStream in = Files.newInputStream(Path.of(at(token, "certificate")))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static List<String> revoked(JsonNode token) throws Exception {
        try (InputStream in = URI.create(at(token, "authority") + "/crl/eCertCA2-15CRL1.crl")
                .toURL()
                .openStream()) {
            X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
            return Optional.ofNullable(crl.getRevokedCertificates()).orElse(Set.of()).stream()
                    .map(entry -> entry.getSerialNumber().toString(16))
                    .toList();
        }
    }

    @Test
    void discardedFixture_leavesNothing() throws IOException {
        JsonNode token = issue("--key", "p256");
        Path directory = Path.of(at(token, "pin")).getParent();
        assertThat(directory).isDirectory();

        assertThat(run("discard", at(token, "fixture")).status()).isZero();

        assertThat(directory).doesNotExist();
        Result again = run("discard", at(token, "fixture"));
        assertThat(again.status()).isEqualTo(ExitStatus.NO_TOKEN);
        assertThat(again.err()).contains("the testbed has no fixture");
    }

    @Test
    void endOfTheTestbed_endsItsFixtures() throws Exception {
        JsonNode token = issue("--key", "p256");
        Path fixture = Path.of(at(token, "pin")).getParent();

        assertThat(serving.stop().status()).isZero();

        assertThat(fixture).doesNotExist();
        assertThat(Path.of(socket).getParent()).doesNotExist();
        assertThat(run("issue").status()).isEqualTo(ExitStatus.NO_TOKEN);
    }

    @Test
    void orderThatCannotBe_isRefused_andLeavesNoFixture() throws IOException {
        Path missing = home.resolve("missing.p12");

        assertThat(run("issue", "--profile", "nonsense").err()).contains("there is no profile 'nonsense'");
        assertThat(run("issue", "--p12", missing.toString()).err()).contains("missing.p12");
        assertThat(run("issue", "--key", "p256", "--p12", "x").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run("issue", "--into", "9").status()).isEqualTo(ExitStatus.NO_TOKEN);
        assertThat(run("issue", "--label", "x".repeat(33)).status()).isNotZero();
        assertThat(Path.of(socket).resolveSibling(".").toFile().list())
                .containsExactlyInAnyOrder("pkcs11.control", ".pkcs11.control.turn", ScratchDirectory.MARK);
    }

    @Test
    void tokenOfAnotherModel_doesNotGoIntoTheFixture() throws IOException {
        JsonNode token = issue("--key", "p256");
        Result refused = run("issue", "--profile", "safenet-etoken-5110", "--into", at(token, "fixture"));

        assertThat(refused.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(refused.err()).contains("is of another profile");
        assertThat(issue("--key", "p256", "--into", at(token, "fixture"))
                        .path("serial")
                        .asText())
                .hasSize(8);
    }
}
