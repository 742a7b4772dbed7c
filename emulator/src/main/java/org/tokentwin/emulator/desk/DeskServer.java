package org.tokentwin.emulator.desk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.tokentwin.emulator.authority.LoopbackHttp;
import org.tokentwin.emulator.control.Verbs;

/** Serves the desk over HTTP, to browsers of this machine that were let in by a link. Safe for use by many threads. */
public final class DeskServer implements AutoCloseable {
    private final HttpServer server;
    private final DeskDoor door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @GuardedBy("this")
    private Optional<EventStreams> streams = Optional.empty();

    private DeskServer(HttpServer server, DeskDoor door) {
        this.server = server;
        this.door = door;
    }

    /**
     * Takes a port of this machine's own address; who asks waits until {@link #serve}.
     *
     * @param port 0 for any free one
     * @param key as {@link #newKey} makes it
     * @throws IOException when it is taken
     */
    public static DeskServer bind(int port, byte[] key) throws IOException {
        return new DeskServer(LoopbackHttp.bind(port), new DeskDoor(key));
    }

    /** Returns a key: a browser that was let in by a server with this key is let in by the next one with the same. */
    public static byte[] newKey() {
        byte[] key = new byte[DeskDoor.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** Returns a link that lets one browser in, once. */
    public String newLink() {
        return "http://" + host() + "/" + door.path() + "/open?secret=" + door.newSecret();
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Serves these verbs until this is closed. To be called once. */
    public synchronized void serve(Verbs verbs) {
        EventStreams begun = new EventStreams(verbs, threads);
        streams = Optional.of(begun);
        server.setExecutor(threads);
        server.createContext("/", new DeskHandler(new Guard(door, host()), door, verbs, begun));
        server.start();
    }

    /** Ends at once, with whatever is under way. A second call does nothing. */
    @Override
    public synchronized void close() {
        streams.ifPresent(EventStreams::close);
        server.stop(0);
        threads.shutdownNow();
    }
}
