package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.Background;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.store.KeptToken;

class ServeCommandTest {
    @TempDir
    private Path directory;

    private CommandRun emulator;

    @BeforeEach
    void tokens() {
        emulator = CommandRun.in(directory);
        emulator.run("create", "chan", "--key", "p256");
        emulator.run("create", "wong", "--key", "p256", "--label", "Office");
        emulator.run("create", "lee", "--key", "p256", "--profile", "safenet-etoken-5110");
    }

    private CompletableFuture<Result> serve(String... arguments) {
        return Background.compute(() -> emulator.run(arguments));
    }

    @Test
    void tokens_areServedUntilASignal_andTheEnvironmentToSetIsPrinted() throws Exception {
        Path library = directory.resolve("lib").resolve(SharedLibrary.fileName());
        emulator.with("TOKENTWIN_AUTHORITY_URL", "none");
        CompletableFuture<Result> served = serve("serve", "chan", "wong");
        emulator.signals().raise("TERM");
        Result result = served.get();

        Path socket = directory.resolve("run/pkcs11");
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("# wong: pkcs11:", "token=Office")
                .endsWith("export PKCS11_MODULE_PATH='" + library + "'\nexport PKCS11_MODULE='" + library
                        + "'\nexport TOKENTWIN_SOCKET='" + socket + "'\nexport P11_KIT_SERVER_ADDRESS='unix:path="
                        + socket
                        + "'\n")
                .doesNotContain(
                        KeptToken.describe(emulator.home(), "chan").pin().reveal());
        assertThat(emulator.server().served())
                .containsExactly(
                        KeptToken.describe(emulator.home(), "chan").serial(),
                        KeptToken.describe(emulator.home(), "wong").serial());
        assertThat(socket).doesNotExist();
        assertThat(emulator.signals().areGivenBack()).isTrue();
    }

    @Test
    void authority_answersMeanwhile_andWhereIsPrinted() throws Exception {
        String serial = KeptToken.describe(emulator.home(), "chan")
                .certificates()
                .getFirst()
                .getSerialNumber()
                .toString(16);
        Serving serving = Serving.start(emulator, "serve", "chan");
        String url = serving.authority();
        CommandRun other = CommandRun.in(directory);

        assertThat(revoked(url)).isEmpty();
        assertThat(other.run("authority", "revoke", "chan").status()).isZero();
        assertThat(revoked(url)).containsExactly(serial);
        Result waiting = other.run("authority", "fault", "missing@crl");
        assertThat(waiting.out()).contains("  missing@crl:1\n");
        assertThatThrownBy(() -> revoked(url)).isInstanceOf(FileNotFoundException.class);
        assertThat(other.run("authority", "fault", "--clear").out()).contains("No fault waits");
        assertThat(serving.stop().err()).isEmpty();
    }

    @Test
    void eCertThatExpiresByTheClock_leavesTheList_untilTheClockIsRight() throws Exception {
        Serving serving = Serving.start(emulator, "serve", "chan");
        String url = serving.authority();
        CommandRun other = CommandRun.in(directory);
        other.run("authority", "revoke", "chan");

        Result expired = other.run("authority", "expire", "chan");
        assertThat(expired.out()).as(expired.err()).contains("State             revoked, expired\n");
        assertThat(revoked(url)).isEmpty();
        other.run("authority", "fault", "--clear");
        assertThat(revoked(url)).hasSize(1);
        assertThat(serving.stop().err()).isEmpty();
    }

    private static List<String> revoked(String url) throws Exception {
        try (InputStream in =
                URI.create(url + "/crl/eCertCA2-15CRL1.crl").toURL().openStream()) {
            X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
            return Optional.ofNullable(crl.getRevokedCertificates()).orElse(Set.of()).stream()
                    .map(entry -> entry.getSerialNumber().toString(16))
                    .toList();
        }
    }

    @Test
    void addressElsewhere_isRefused_andSoIsAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + taken.getLocalPort();
            assertThat(emulator.run("serve", "chan", "--authority-url", url).err())
                    .contains("cannot answer at port");
        }
        Result elsewhere = emulator.run("serve", "chan", "--authority-url", "http://192.0.2.1");
        assertThat(elsewhere.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(elsewhere.err()).contains("on this machine only");
        KeptToken.open(emulator.home(), "chan").close();
    }

    @Test
    void p11KitsClientThatIsMissing_isSaidAtOnce() throws Exception {
        Result result = serve("serve", "chan", "--p11-kit").get();

        assertThat(result.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(result.err()).contains("p11-kit-client.so of p11-kit was not found", "apt install p11-kit-modules");
    }

    @Test
    void clientThatBreaksTheProtocol_isToldOfOnStandardError() throws Exception {
        Serving serving = Serving.start(emulator, "serve", "chan");
        try (SocketChannel stranger = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            stranger.connect(UnixDomainSocketAddress.of(directory.resolve("run/pkcs11")));
            stranger.write(ByteBuffer.allocate(13)); // a version, and a frame of code 0
            ByteBuffer answer = ByteBuffer.allocate(2);
            while (stranger.read(answer) >= 0) {
                assertThat(answer.position()).isEqualTo(1);
            }
        }

        assertThat(serving.stop().err()).contains("tokentwin: a connection was closed that broke the protocol: ");
    }

    @Test
    void tokensServed_areGivenBackAtTheEnd() throws Exception {
        CompletableFuture<Result> served =
                serve("serve", "chan", "--socket", directory.resolve("s").toString());
        emulator.signals().raise("INT");
        assertThat(served.get().status()).isZero();

        KeptToken.open(emulator.home(), "chan").close();
    }

    @Test
    void tokensOfDifferentModels_areRefused_andGivenBack() {
        Result refused = emulator.run("serve");

        assertThat(refused.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(refused.err()).contains("cannot be served together").doesNotContain("\tat ");
        emulator.home()
                .names()
                .forEach(name -> KeptToken.open(emulator.home(), name).close());
    }

    @Test
    void noTokenAtAll_hasAStatusOfItsOwn() {
        Result refused = CommandRun.in(directory.resolve("elsewhere")).run("serve");

        assertThat(refused.status()).isEqualTo(ExitStatus.NO_TOKEN);
        assertThat(refused.err()).contains("emulator create");
    }

    @Test
    void tokenInUse_isSaidSo() {
        try (KeptToken inUse = KeptToken.open(emulator.home(), "chan")) {
            Result refused = emulator.run("serve", inUse.name());

            assertThat(refused.status()).isEqualTo(ExitStatus.FAILURE);
            assertThat(refused.err()).contains("in use");
        }
    }

    @Test
    void slotsThatAreTooFew_fail_andNothingIsServed() {
        Result refused = emulator.run("serve", "chan", "wong", "--slot", "3");

        assertThat(refused.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(refused.err())
                .contains("these tokens cannot be served together: there is no slot 4; the slots are 0 to 3");
    }
}
