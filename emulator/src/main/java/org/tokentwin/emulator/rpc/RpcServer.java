package org.tokentwin.emulator.rpc;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.cryptoki.CryptokiSource;
import org.tokentwin.emulator.cryptoki.Program;
import org.tokentwin.emulator.recording.RecordedCall;
import org.tokentwin.emulator.socket.Conversation;
import org.tokentwin.emulator.socket.UnixServer;
import org.tokentwin.emulator.wire.RequestMemory;
import org.tokentwin.emulator.wire.WireServer;

/**
 * Serves PKCS#11 applications on a Unix socket: those that load the project's own library, and those that come by p11-kit's client, of which each
 * connection is an application.
 */
public final class RpcServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

    private final UnixServer server;
    private final AtomicInteger byP11Kit;
    private final RequestMemory memory;

    private RpcServer(UnixServer server, AtomicInteger byP11Kit, RequestMemory memory) {
        this.server = server;
        this.byP11Kit = byP11Kit;
        this.memory = memory;
    }

    /**
     * Begins to serve.
     *
     * @param socket at most 107 bytes of path; its directory is made, mode 0700, if there is none. A socket that a dead server left is
     *     replaced
     * @param applications makes an application for each program
     * @throws IOException when another server listens there, the directory is open to others, or the socket cannot be made
     */
    public static RpcServer start(Path socket, Function<Program, CryptokiSource> applications) throws IOException {
        return start(socket, applications, LOG::warn);
    }

    /**
     * Begins to serve, as {@link #start(Path, Function)} does.
     *
     * @param notices receives a line that says why a client was turned away, or a request was not heard; on the client's thread
     */
    public static RpcServer start(Path socket, Function<Program, CryptokiSource> applications, Consumer<String> notices)
            throws IOException {
        return start(socket, applications, notices, UnixServer.MOST_CONNECTIONS);
    }

    /**
     * Begins to serve, as {@link #start(Path, Function, Consumer)} does.
     *
     * @param most connections at a time; one more is turned away
     */
    public static RpcServer start(
            Path socket, Function<Program, CryptokiSource> applications, Consumer<String> notices, int most)
            throws IOException {
        RequestMemory memory = RequestMemory.ofThisJvm();
        AtomicInteger byP11Kit = new AtomicInteger();
        Conversation rpc = (in, out) -> {
            byP11Kit.incrementAndGet();
            try {
                new RpcConnection(
                                new DataInputStream(in),
                                new DataOutputStream(new BufferedOutputStream(out)),
                                applications.apply(Program.UNKNOWN),
                                memory,
                                notices)
                        .serve();
            } finally {
                byP11Kit.decrementAndGet();
            }
        };
        WireServer wire = new WireServer(applications, memory);
        return new RpcServer(
                UnixServer.start(socket, (in, out) -> converse(in, out, wire, rpc), notices, most), byP11Kit, memory);
    }

    /**
     * Begins to serve, as {@link #start(Path, Function, Consumer, int)} does, and gives each call to a recorder. A program that comes by p11-kit's client is
     * turned away, since that protocol does not carry calls as they were made.
     */
    public static RpcServer startRecorded(
            Path socket,
            Function<Program, CryptokiSource> applications,
            Consumer<RecordedCall> recorder,
            Consumer<String> notices,
            int most)
            throws IOException {
        RequestMemory memory = RequestMemory.ofThisJvm();
        WireServer wire = WireServer.recorded(applications, recorder, memory);
        Conversation turnedAway = (_, _) -> notices.accept(
                "a program that came by p11-kit's client was turned away, for its calls cannot be recorded");
        return new RpcServer(
                UnixServer.start(socket, (in, out) -> converse(in, out, wire, turnedAway), notices, most),
                new AtomicInteger(),
                memory);
    }

    /** By the first byte: the project's own library, or p11-kit's client. */
    private static void converse(InputStream in, OutputStream out, WireServer wire, Conversation rpc)
            throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        buffered.mark(1);
        int first = buffered.read();
        buffered.reset();
        if (first == WireServer.FIRST_BYTE) {
            wire.serve(buffered, out);
        } else {
            rpc.hold(buffered, out);
        }
    }

    /** The applications that are connected now. */
    public int connections() {
        return server.connections();
    }

    /** How many there may be. */
    public int mostConnections() {
        return server.mostConnections();
    }

    /** The connections that were turned away since there were too many, or no thread or file descriptor for them. */
    public long turnedAway() {
        return server.turnedAway();
    }

    /** The requests that were refused since there was no memory to receive them in, by the connections that stayed. */
    public long requestsRefused() {
        return memory.refused();
    }

    /** Those of them that come by p11-kit's client, which does not show the token whole. */
    public int connectionsByP11Kit() {
        return byP11Kit.get();
    }

    /**
     * Ends every connection, and with it every session, and removes the socket. A call that is being carried out has five seconds to come to
     * its end. A second call does nothing.
     */
    @Override
    public void close() {
        server.close();
    }
}
