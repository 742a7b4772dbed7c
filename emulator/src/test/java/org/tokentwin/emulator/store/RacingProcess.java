package org.tokentwin.emulator.store;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.socket.UnixServer;

/**
 * One of several processes that create, use, snapshot and delete tokens of the same few names, and serve on the same socket. It ends with status 0
 * where each of these was done whole or refused in words.
 */
public final class RacingProcess {
    private static final String[] NAMES = {"one", "two"};

    private final TokenHome home;
    private final Path socket;
    private final Random random;

    private RacingProcess(Path directory, long seed) {
        this.home = new TokenHome(directory.resolve("home"));
        this.socket = directory.resolve("run").resolve("racing");
        this.random = new Random(seed);
    }

    /** @param arguments the directory that all share, this one's seed, and how many rounds to go */
    public static void main(String[] arguments) throws IOException {
        RacingProcess process = new RacingProcess(Path.of(arguments[0]), Long.parseLong(arguments[1]));
        for (int round = Integer.parseInt(arguments[2]); round > 0; round--) {
            process.round();
        }
    }

    private void round() throws IOException {
        String name = NAMES[random.nextInt(NAMES.length)];
        try {
            switch (random.nextInt(6)) {
                case 0, 1 ->
                    KeptToken.create(
                            home, name, EmulatedToken.order().withTestKey().issue(), Optional.empty());
                case 2 -> use(name);
                case 3 -> KeptToken.snapshot(home, name, "at" + random.nextInt(3));
                case 4 -> KeptToken.delete(home, name);
                default -> serve();
            }
        } catch (StoreException e) {
            requireRefusal(e);
        }
    }

    /** A token that is there is whole. */
    private void use(String name) {
        try (KeptToken token = KeptToken.open(home, name)) {
            int sw = CardChannel.basic(token.token().card())
                    .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                    .sw();
            if (sw != 0x9000) {
                throw new IllegalStateException("the card answered " + Integer.toHexString(sw));
            }
        }
    }

    /** There is none, there is one already, another process has it, or it went in the middle: but none is ever damaged. */
    private static void requireRefusal(StoreException e) {
        boolean refused = String.valueOf(e.getMessage()).matches("There is .*|.* is in use by .*|.* deleted just now")
                || e.getCause() instanceof NoSuchFileException;
        if (!refused) {
            throw e;
        }
    }

    /** Who listens on the socket is this process, for as long as it does. */
    private void serve() throws IOException {
        long self = ProcessHandle.current().pid();
        try (UnixServer _ = UnixServer.start(
                socket,
                (in, out) ->
                        out.write(ByteBuffer.allocate(Long.BYTES).putLong(self).array()),
                notice -> {})) {
            for (int i = 0; i < 3; i++) {
                long heard = listener();
                if (heard != self) {
                    throw new IllegalStateException(heard + " listens where " + self + " does");
                }
            }
        } catch (FileAlreadyExistsException e) {
            return; // another one serves
        }
        leaveStale();
    }

    private long listener() throws IOException {
        try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(socket));
            return new DataInputStream(Channels.newInputStream(client)).readLong();
        }
    }

    /** As a server leaves it that was killed. */
    private void leaveStale() throws IOException {
        Path stale = socket.resolveSibling("stale-" + ProcessHandle.current().pid());
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(stale));
        }
        try {
            Files.createLink(socket, stale);
        } catch (FileAlreadyExistsException e) {
            // another one serves already
        } finally {
            Files.delete(stale);
        }
    }
}
