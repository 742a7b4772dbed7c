package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.store.KeptToken;

/** The commands that talk to a running server, with a real one. */
class ControlCommandsTest {
    @TempDir
    private Path directory;

    private CommandRun emulator;
    private Serving serving;

    @BeforeEach
    void serve() throws InterruptedException {
        CommandRun.in(directory).run("create", "chan", "--test-key");
        CommandRun.in(directory).run("create", "wong", "--test-key");
        serving = Serving.start(CommandRun.in(directory), "serve");
        emulator = CommandRun.in(directory);
    }

    @AfterEach
    void stop() throws InterruptedException {
        serving.stop();
    }

    @Test
    void removedToken_isInsertedAgain() {
        assertThat(emulator.run("remove", "wong").out()).isEqualTo("The token wong was taken out of slot 1.\n");
        assertThat(emulator.run("insert", "wong").out()).isEqualTo("The token wong was put into slot 1.\n");
    }

    @Test
    void removedToken_isInsertedIntoAnotherSlot() {
        emulator.run("remove", "wong");

        assertThat(emulator.run("insert", "wong", "--slot", "3").out())
                .isEqualTo("The token wong was put into slot 3.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, slot 0 holds a token already; remove that one first",
        "4, 2, there is no slot 4; the slots are 0 to 3",
        "-1, 2, there is no slot -1; the slots are 0 to 3",
        "first, 2, Invalid value for option"
    })
    void slotThatCannotTakeTheToken_isRefused_andTheTokenStaysOut(String slot, int status, String message) {
        emulator.run("remove", "wong");

        Result refused = emulator.run("insert", "wong", "--slot=" + slot);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.err()).contains(message);
        assertThat(emulator.run("insert", "wong").out()).isEqualTo("The token wong was put into slot 1.\n");
    }

    @Test
    void servedTokens_goIntoTheSlotsThatWereAskedFor() throws InterruptedException {
        CommandRun.in(directory.resolve("other")).run("create", "chan", "--test-key");
        CommandRun.in(directory.resolve("other")).run("create", "wong", "--test-key");
        Serving other = Serving.start(CommandRun.in(directory.resolve("other")), "serve", "--slot", "2");
        try {
            CommandRun there = CommandRun.in(directory.resolve("other"));

            assertThat(there.run("remove", "chan").out()).isEqualTo("The token chan was taken out of slot 2.\n");
            assertThat(there.run("remove", "wong").out()).isEqualTo("The token wong was taken out of slot 3.\n");
        } finally {
            other.stop();
        }
    }

    @Test
    void removedToken_isNotRemovedTwice() {
        emulator.run("remove", "chan");
        Result twice = emulator.run("remove", "chan");

        assertThat(twice.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(twice.err()).contains("chan is not inserted");
    }

    @Test
    void insertedToken_isNotInsertedTwice() {
        Result twice = emulator.run("insert", "chan");

        assertThat(twice.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(twice.err()).contains("chan is inserted already");
    }

    @Test
    void tokenThatIsNotServed_isRefused_withThoseThatAre() {
        Result refused = emulator.run("remove", "lee");

        assertThat(refused.status()).isEqualTo(ExitStatus.NO_TOKEN);
        assertThat(refused.err()).contains("no token lee", "chan, wong");
    }

    @Test
    void noName_isRefused_whereSeveralAreServed() {
        Result refused = emulator.run("remove");

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("name the token", "chan, wong");
    }

    @Test
    void server_isFoundByTheVariablesOfItsClients() {
        ServerSocket socket = new ServerSocket(directory.resolve("run/pkcs11"));

        Result byPath = CommandRun.in(directory.resolve("elsewhere"))
                .with(ServerSocket.VARIABLE, socket.path().toString())
                .run("remove", "chan", "--output", "json");
        Result byAddress = CommandRun.in(directory.resolve("elsewhere"))
                .with(ServerSocket.P11_KIT_VARIABLE, socket.address())
                .run("insert", "chan", "--output", "json");

        assertThat(byPath.out()).contains("\"token\" : \"chan\"", "\"slot\" : 0");
        assertThat(byAddress.out()).contains("\"token\" : \"chan\"");
    }

    @Test
    void serverOnItsOwnSocket_isFoundByTheTokensName() throws InterruptedException {
        emulator.run("create", "lee", "--test-key");
        Serving other = Serving.start(
                CommandRun.in(directory),
                "serve",
                "lee",
                "--socket",
                directory.resolve("own/socket").toString());
        try {
            assertThat(emulator.run("remove", "lee").out()).contains("lee was taken out");
        } finally {
            other.stop();
        }
        assertThat(emulator.run("remove", "lee").err()).contains("no token lee");
    }

    @Test
    void variableThatNamesNoSocket_isSaidSo() {
        Result result =
                emulator.with(ServerSocket.P11_KIT_VARIABLE, "vsock:cid=2").run("status");

        assertThat(result.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(result.err()).contains("names no Unix socket");
    }

    @Test
    void noServer_hasAStatusOfItsOwn() {
        Result result = emulator.run(
                "remove", "chan", "--socket", directory.resolve("nobody").toString());

        assertThat(result.status()).isEqualTo(ExitStatus.NO_TOKEN);
        assertThat(result.err()).contains("no server listens", "emulator serve").doesNotContain("\tat ");
    }

    @Test
    void status_tellsTokensPinsAndConnections() {
        emulator.run("remove", "wong");
        Result status = emulator.run("status");

        assertThat(status.out())
                .containsPattern("Server +process " + ProcessHandle.current().pid())
                .containsPattern("Connections +0")
                .containsPattern("Token +chan\\R(.*\\R){2}  slot +0\\R")
                .containsPattern("user PIN +15 of 15 tries left, must be changed")
                .containsPattern("Token +wong\\R(.*\\R){2}  slot +not inserted");
    }

    @Test
    void statusOfATokenWithASignaturePin_tellsThatToo() throws InterruptedException, IOException {
        CommandRun there = CommandRun.in(directory.resolve("other"));
        there.run("create", "signer", "--profile", "safenet-etoken-5110-cc", "--test-key");
        Serving other = Serving.start(CommandRun.in(directory.resolve("other")), "serve");
        try {
            assertThat(there.run("status").out()).containsPattern("signature PIN +3 of 3 tries left");
            assertThat(new JsonMapper()
                            .readTree(there.run("status", "--output", "json").out())
                            .at("/tokens/0/signaturePin/triesLeft")
                            .asInt())
                    .isEqualTo(3);
        } finally {
            other.stop();
        }
        assertThat(emulator.run("status").out()).doesNotContain("signature PIN");
    }

    @Test
    void programThatComesByP11Kit_isCounted() throws IOException {
        try (SocketChannel program = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            program.connect(UnixDomainSocketAddress.of(directory.resolve("run/pkcs11")));
            program.write(ByteBuffer.wrap(new byte[1])); // the version that it offers
            assertThat(program.read(ByteBuffer.allocate(1))).isEqualTo(1);

            assertThat(emulator.run("status").out()).containsPattern("Connections +1, 1 of them by p11-kit");
            assertThat(new JsonMapper()
                            .readTree(emulator.run("status", "--output", "json").out())
                            .path("connectionsByP11Kit")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void statusOfOneToken_isJsonOnRequest() throws IOException {
        JsonNode status = new JsonMapper()
                .readTree(emulator.run("status", "chan", "--output", "json").out());

        assertThat(status.path("tokens")).hasSize(1);
        assertThat(status.at("/tokens/0/userPin/triesLeft").asInt()).isEqualTo(15);
        assertThat(status.at("/tokens/0/userPin/mustChange").asBoolean()).isTrue();
        assertThat(status.at("/tokens/0/inserted").asBoolean()).isTrue();
    }

    @Test
    void lockedToken_getsItsTriesBack_forGood() throws Exception {
        String right = KeptToken.describe(emulator.home(), "chan").initialPin().reveal();
        serving.stop();
        try (KeptToken kept = KeptToken.open(emulator.home(), "chan")) {
            for (int i = 0; i < 15; i++) {
                verify(kept, "99999999");
            }
            assertThat(verify(kept, right)).isEqualTo(0x6983);
        }
        serving = Serving.start(CommandRun.in(directory), "serve", "chan");
        assertThat(emulator.run("status").out()).containsPattern("user PIN +locked, 0 of 15 tries left");

        assertThat(emulator.run("reset-tries").out()).containsPattern("user PIN +15 of 15 tries left");
        serving.stop();
        try (KeptToken kept = KeptToken.open(emulator.home(), "chan")) {
            assertThat(verify(kept, right)).isEqualTo(0x9000);
        }
    }

    private static int verify(KeptToken kept, String pin) {
        byte[] value = pin.getBytes(StandardCharsets.US_ASCII);
        return CardChannel.basic(kept.token().card())
                .transmit(new CommandApdu(0x20, 0, 0x11, value, 0))
                .sw();
    }
}
