package org.tokentwin.emulator.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs short costs one client its connection, and the others nothing. */
class UnixServerTest {
    private static final Conversation ECHO = (in, out) -> {
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            out.write(octet);
        }
    };

    @TempDir
    private Path directory;

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    private Path socket() {
        return directory.resolve("run").resolve("socket");
    }

    @Test
    void threadThatCannotBeStarted_costsOneConnectionAndNotTheServer() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        ThreadFactory scarce = work -> {
            if (asked.incrementAndGet() <= 2) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(work);
        };
        try (UnixServer server = UnixServer.start(socket(), ECHO, notices::add, 10, scarce)) {
            assertThat(isServed()).isFalse();
            assertThat(isServed()).isFalse();
            assertThat(isServed()).as("there are threads again").isTrue();
            assertThat(server.turnedAway()).isEqualTo(2);
            assertThat(notices).first().asString().contains("no thread");
        }
    }

    @Test
    void conversationWithoutMemory_costsOneConnectionAndNotTheServer() throws IOException {
        AtomicInteger held = new AtomicInteger();
        Conversation scarce = (in, out) -> {
            if (held.incrementAndGet() == 1) {
                throw new OutOfMemoryError("Java heap space");
            }
            ECHO.hold(in, out);
        };
        try (UnixServer server = UnixServer.start(socket(), scarce, notices::add)) {
            assertThat(isServed()).isFalse();
            assertThat(isServed()).as("there is memory again").isTrue();
            assertThat(server.turnedAway()).isZero();
        }
    }

    @Test
    void noMemoryToTurnAClientAway_costsNotTheServer() throws IOException {
        AtomicInteger told = new AtomicInteger();
        Consumer<String> scarce = _ -> {
            if (told.incrementAndGet() == 1) {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        try (UnixServer server = UnixServer.start(socket(), ECHO, scarce, 1)) {
            try (SocketChannel first = connect()) {
                assertThat(isServed(first)).isTrue();
                assertThat(isServed()).isFalse();
            }
            while (server.connections() > 0) {
                Thread.onSpinWait();
            }
            assertThat(isServed()).as("it goes on").isTrue();
        }
    }

    @Test
    void connectionsBeyondTheMost_areTurnedAwayUntilOneEnds() throws IOException {
        try (UnixServer server = UnixServer.start(socket(), ECHO, notices::add, 2)) {
            try (SocketChannel first = connect();
                    SocketChannel second = connect()) {
                assertThat(isServed(first)).isTrue();
                assertThat(isServed(second)).isTrue();
                assertThat(isServed()).isFalse();
                assertThat(isServed(first)).as("those that are there stay").isTrue();
            }
            while (server.connections() > 0) {
                Thread.onSpinWait();
            }
            assertThat(isServed()).isTrue();
            assertThat(server.turnedAway()).isEqualTo(1);
            assertThat(notices).singleElement().asString().contains("2 connections already");
        }
    }

    @Test
    void serversThatFindAStaleSocketTogether_areOne() throws Exception {
        int servers = 4;
        for (int round = 0; round < 20; round++) {
            leaveStale();
            CyclicBarrier together = new CyclicBarrier(servers);
            List<UnixServer> started = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < servers; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    try {
                        together.await();
                        started.add(UnixServer.start(socket(), ECHO, notices::add));
                    } catch (FileAlreadyExistsException e) {
                        // as three of them should find
                    } catch (Exception e) {
                        notices.add(e.toString());
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(started).hasSize(1);
            assertThat(isServed()).isTrue();
            started.getFirst().close();
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void directoryThatIsGone_doesNotKeepTheServerFromClosing() throws IOException {
        UnixServer server = UnixServer.start(socket(), ECHO, notices::add);
        for (Path file : List.of(socket(), socket().resolveSibling(".socket.turn"), socket().getParent())) {
            Files.delete(file);
        }

        server.close();

        assertThat(server.connections()).isZero();
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    }

    private void leaveStale() throws IOException {
        Files.createDirectories(
                socket().getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.deleteIfExists(socket());
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket()));
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
        client.connect(UnixDomainSocketAddress.of(socket()));
        return client;
    }

    private boolean isServed() throws IOException {
        try (SocketChannel client = connect()) {
            return isServed(client);
        }
    }

    private static boolean isServed(SocketChannel client) {
        ByteBuffer answer = ByteBuffer.allocate(1);
        try {
            client.write(ByteBuffer.wrap(new byte[] {7}));
            return client.read(answer) == 1;
        } catch (IOException e) {
            return false;
        }
    }
}
