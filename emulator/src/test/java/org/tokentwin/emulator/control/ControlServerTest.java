package org.tokentwin.emulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.control.RefusedException.Reason;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;

class ControlServerTest {
    @TempDir
    private Path directory;

    private Path socket;
    private EmulatedToken token;
    private Emulator emulator;
    private ControlServer server;

    @BeforeEach
    void serve() throws IOException {
        socket = directory.resolve("run").resolve("control");
        token = EmulatedToken.order().withTestKey().issue();
        emulator = Emulator.with(token);
        ServedTokens tokens = new ServedTokens(emulator, Map.of("chan", token));
        server = ControlServer.start(
                socket,
                List.of(
                        new InsertVerb(tokens),
                        new RemoveVerb(tokens),
                        new StatusVerb(tokens, () -> new ConnectionCount(0, 0, 1, 0, 0), ""),
                        new Broken()),
                _ -> {});
    }

    @AfterEach
    void stop() {
        server.close();
        emulator.close();
        token.close();
    }

    private SlotChange ask(String verb) throws IOException {
        try (ControlClient client = ControlClient.connect(socket)) {
            return client.ask(ControlRequest.of(verb, Optional.of("chan")), SlotChange.class);
        }
    }

    @Test
    void removal_isSeenByAnApplication_andItsSessionsAreGone() throws IOException {
        Cryptoki application = emulator.newApplication();
        application.initialize(null);
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION);

        assertThat(ask("remove").slot()).isZero();

        assertThat(application.getSlotList(true)).isEmpty();
        assertThat(application.waitForSlotEvent(Ckf.CKF_DONT_BLOCK)).isZero();
        assertThatThrownBy(() -> application.getSessionInfo(session))
                .isInstanceOfSatisfying(
                        CryptokiException.class, e -> assertThat(e.ckr()).isEqualTo(Ckr.CKR_DEVICE_REMOVED));
    }

    @Test
    void insertion_isSeenByAnApplication_andOldSessionsStayGone() throws IOException {
        Cryptoki application = emulator.newApplication();
        application.initialize(null);
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
        ask("remove");
        ask("insert");

        assertThat(application.getSlotList(true)).containsExactly(0);
        assertThat(application.waitForSlotEvent(Ckf.CKF_DONT_BLOCK)).isZero();
        assertThatThrownBy(() -> application.getSessionInfo(session)).isInstanceOf(CryptokiException.class);
        assertThat(application.openSession(0, Ckf.CKF_SERIAL_SESSION)).isNotEqualTo(session);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "{\"verb\":null}",
                "7",
                "{\"verb\":\"status\",\"options\":{\"a\":null}}",
                "{",
                ""
            })
    void lineThatIsNoRequest_isRefusedAsUsage_andTheConnectionGoesOn(String line) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            channel.write(StandardCharsets.UTF_8.encode(line + "\n"));
            assertThat(in.readLine()).contains("USAGE").doesNotContain("NullPointer");
            channel.write(StandardCharsets.UTF_8.encode("{\"verb\":\"status\"}\n"));
            assertThat(in.readLine()).contains("chan");
        }
    }

    @Test
    void socket_isItsOwnersOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void unknownVerb_isRefused_withThoseThatAreKnown() {
        assertThatThrownBy(() -> ask("explode")).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.USAGE);
            assertThat(e.advice()).contains("insert, remove, status");
        });
    }

    @Test
    void verbThatFails_isSaidSo_andTheConnectionGoesOn() throws IOException {
        try (ControlClient client = ControlClient.connect(socket)) {
            ControlRequest broken = ControlRequest.of("broken", Optional.empty());
            assertThatThrownBy(() -> client.ask(broken, SlotChange.class))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FAILURE));

            ServerStatus status = client.ask(ControlRequest.of("status", Optional.empty()), ServerStatus.class);
            assertThat(status.tokens()).singleElement().satisfies(each -> {
                assertThat(each.token()).isEqualTo("chan");
                assertThat(each.inserted()).isTrue();
            });
        }
    }

    private static final class Broken implements Verb {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public void carryOut(ControlRequest request, Answers answers) {
            throw new UnsupportedOperationException("it is broken");
        }
    }
}
