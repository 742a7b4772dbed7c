package org.tokentwin.emulator.socket;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.turn.FileTurn;

/**
 * Listens on a Unix socket. The socket's directory and the socket are this user's only, and a peer of another user is turned away. Each
 * connection has its own thread: a platform thread, because it blocks in {@code read} directly and wakes without a hand-over.
 * A virtual one is woken by another thread, which makes a call longer.
 */
public final class UnixServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UnixServer.class);

    /** Bytes of the longest path that a socket can have. */
    public static final int LONGEST_PATH = 107;

    /** As many connections as a server has where nothing else is said: each is a thread. */
    public static final int MOST_CONNECTIONS = 4096;

    /** File descriptors that clients leave to the server: to write what they change, and to turn one of them away with. */
    private static final int KEPT_DESCRIPTORS = 16;

    /** Before there are so many connections, it is not they who take the descriptors, and nobody counts. */
    private static final int FEW_CONNECTIONS = 16;

    private static final Duration LONGEST_END = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path socket;
    private final ServerSocketChannel listening;
    private final boolean inherited;
    private final Conversation conversation;
    private final Consumer<String> notices;
    private final UserPrincipal self;
    private final int most;
    private final AtomicLong turnedAway = new AtomicLong();
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService connections;

    private UnixServer(
            Path socket,
            ServerSocketChannel listening,
            boolean inherited,
            Conversation conversation,
            Consumer<String> notices,
            int most,
            ThreadFactory threads,
            UserPrincipal self) {
        this.socket = socket;
        this.listening = listening;
        this.inherited = inherited;
        this.conversation = conversation;
        this.notices = notices;
        this.most = most;
        this.connections = Executors.newThreadPerTaskExecutor(threads);
        this.self = self;
    }

    /**
     * Begins to serve.
     *
     * @param socket at most 107 bytes of path; its directory is made, mode 0700, if there is none. A socket that a dead server left is
     *     replaced, and one that systemd opened for this process is taken over
     * @param conversation held on each connection
     * @param notices receives a line that says why somebody was turned away
     * @throws IOException when another server listens there, the directory is open to others, or the socket cannot be made
     */
    public static UnixServer start(Path socket, Conversation conversation, Consumer<String> notices)
            throws IOException {
        return start(socket, conversation, notices, MOST_CONNECTIONS);
    }

    /**
     * Begins to serve, as {@link #start(Path, Conversation, Consumer)} does.
     *
     * @param most connections at a time; one more is turned away
     */
    public static UnixServer start(Path socket, Conversation conversation, Consumer<String> notices, int most)
            throws IOException {
        AtomicLong number =
                new AtomicLong(); // a builder that counts has a VarHandle, whose making the first client waited for
        ThreadFactory threads = task -> Thread.ofPlatform()
                .daemon()
                .name("connection-" + number.getAndIncrement())
                .unstarted(task);
        return start(socket, conversation, notices, most, threads);
    }

    /** @param threads for the connections */
    static UnixServer start(
            Path socket, Conversation conversation, Consumer<String> notices, int most, ThreadFactory threads)
            throws IOException {
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new IOException("The path of a socket has at most " + LONGEST_PATH + " bytes: " + socket);
        }
        prepareDirectory(socket);
        Optional<ServerSocketChannel> inherited = InheritedSocket.at(socket);
        ServerSocketChannel listening =
                inherited.isPresent() ? inherited.get() : ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            if (inherited.isEmpty()) {
                turn(socket).take(() -> {
                    removeStale(socket);
                    return listening.bind(UnixDomainSocketAddress.of(socket));
                });
            }
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            UserPrincipal self = Files.getOwner(socket, LinkOption.NOFOLLOW_LINKS);
            UnixServer server = new UnixServer(
                    socket, listening, inherited.isPresent(), conversation, notices, most, threads, self);
            Thread.ofPlatform().daemon().name("accept-" + socket.getFileName()).start(server::accept);
            return server;
        } catch (IOException | RuntimeException e) {
            listening.close();
            throw e;
        }
    }

    /** Servers come and go one after the other: one that finds a dead one's socket would else take away another's that came meanwhile. */
    private static FileTurn turn(Path socket) {
        return new FileTurn(socket.resolveSibling("." + socket.getFileName() + ".turn"));
    }

    private static void prepareDirectory(Path socket) throws IOException {
        Path directory = socket.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("A socket needs a directory: " + socket);
        }
        if (!Files.exists(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))
                .endsWith("------")) {
            throw new IOException("The directory " + directory
                    + " is open to others; a socket goes into its own directory, such as "
                    + directory.resolve("tokentwin").resolve(String.valueOf(socket.getFileName())));
        }
    }

    private static void removeStale(Path socket) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new FileAlreadyExistsException(socket + " is there and is no socket");
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(UnixDomainSocketAddress.of(socket));
            throw new FileAlreadyExistsException("Another server listens on " + socket);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            Files.delete(socket);
        }
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                admit(listening.accept());
            } catch (AsynchronousCloseException e) {
                return;
            } catch (IOException | OutOfMemoryError e) {
                LOG.warn("a connection was not accepted: {}", e.getMessage());
                pause(); // no file descriptor or memory is left, most likely
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever is short costs this client its connection, and nobody else. */
    private void admit(SocketChannel client) throws IOException {
        if (clients.size() >= most) {
            turnAway(client, "there are " + most + " connections already");
            return;
        }
        if (clients.size() >= FEW_CONNECTIONS && descriptorsAreShort()) {
            turnAway(client, "there are no file descriptors for it");
            return;
        }
        clients.add(client);
        try {
            connections.execute(() -> serve(client));
        } catch (RejectedExecutionException e) {
            drop(client); // it came while the server closed
        } catch (OutOfMemoryError e) {
            drop(client);
            turnAway(client, "no thread can be started for it");
        }
    }

    /** Whether one more would leave too few for what a call writes. Windows counts none. */
    private static boolean descriptorsAreShort() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getOpenFileDescriptorCount() > system.getMaxFileDescriptorCount() - KEPT_DESCRIPTORS;
    }

    private void drop(SocketChannel client) throws IOException {
        clients.remove(client);
        client.close();
    }

    private void turnAway(SocketChannel client, String why) throws IOException {
        client.close();
        long times = turnedAway.incrementAndGet();
        if (Long.bitCount(times) == 1) { // a client that comes again and again does not fill the log
            notices.accept("a connection to " + socket + " was turned away, the " + times + ". so far: " + why);
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            requireSelf(client);
            conversation.hold(new WatchfulInput(Channels.newInputStream(client)), Channels.newOutputStream(client));
        } catch (IOException e) {
            LOG.debug("a connection ended", e);
        } catch (OutOfMemoryError e) {
            LOG.warn("a connection was ended, for there is no memory left: {}", e.getMessage());
        } finally {
            clients.remove(client);
        }
    }

    private void requireSelf(SocketChannel client) throws IOException {
        UnixDomainPrincipal peer = client.getOption(ExtendedSocketOptions.SO_PEERCRED);
        if (!peer.user().getName().equals(self.getName())) {
            notices.accept("a process of user " + peer.user().getName() + " was turned away from " + socket
                    + ", which is for processes of user " + self.getName() + " only");
            throw new IOException("another user's process");
        }
    }

    private void removeSocket() throws IOException {
        if (inherited) { // who opened it goes on to listen, and starts the next server
            listening.close();
            return;
        }
        try (listening) {
            turn(socket).take(() -> {
                listening.close();
                return Files.deleteIfExists(socket);
            });
        } catch (NoSuchFileException e) {
            LOG.debug("the directory of the socket is gone", e);
        }
    }

    /** The connections that are open now. */
    public int connections() {
        return clients.size();
    }

    /** How many there may be. */
    public int mostConnections() {
        return most;
    }

    /** The connections that were turned away since there were too many, or no thread or file descriptor for them. */
    public long turnedAway() {
        return turnedAway.get();
    }

    /**
     * Ends every connection and removes the socket. What is being carried out has five seconds to come to its end. A second call does nothing.
     */
    @Override
    public void close() {
        if (!listening.isOpen()) {
            return;
        }
        try {
            removeSocket();
            connections.shutdown();
            for (SocketChannel client : clients) {
                client.close();
            }
            if (!connections.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a conversation has not come to its end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
