package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
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
}
