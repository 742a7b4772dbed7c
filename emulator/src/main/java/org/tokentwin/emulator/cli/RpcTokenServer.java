package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tokentwin.emulator.control.ApplicationsVerb;
import org.tokentwin.emulator.control.ConnectionCount;
import org.tokentwin.emulator.control.ControlServer;
import org.tokentwin.emulator.control.EndApplicationVerb;
import org.tokentwin.emulator.control.FaultVerb;
import org.tokentwin.emulator.control.InsertVerb;
import org.tokentwin.emulator.control.RemoveVerb;
import org.tokentwin.emulator.control.ResetTriesVerb;
import org.tokentwin.emulator.control.ServedTokens;
import org.tokentwin.emulator.control.StatusVerb;
import org.tokentwin.emulator.control.TraceVerb;
import org.tokentwin.emulator.control.Verb;
import org.tokentwin.emulator.control.Verbs;
import org.tokentwin.emulator.provider.Cryptography;
import org.tokentwin.emulator.recording.RecordingFile;
import org.tokentwin.emulator.rpc.RpcServer;

/** Serves tokens by p11-kit's RPC protocol, and takes requests on a second socket. */
final class RpcTokenServer implements TokenServer {
    @Override
    public Listening listen(
            ServerSocket socket,
            ServedTokens tokens,
            List<Verb> more,
            Consumer<String> notices,
            int most,
            Optional<RecordingFile> recorder) {
        try {
            RpcServer server = start(socket, tokens, notices, most, recorder);
            Verbs verbs = new Verbs(verbs(tokens, server, more));
            return new Sockets(socket, server, control(socket, server, verbs, notices), verbs);
        } catch (IOException e) {
            throw CommandException.failure(
                    "no server can listen on " + socket.path() + ": " + e.getMessage(),
                    "Stop the other server, or name another path with --socket.");
        }
    }

    private static RpcServer start(
            ServerSocket socket,
            ServedTokens tokens,
            Consumer<String> notices,
            int most,
            Optional<RecordingFile> recorder)
            throws IOException {
        return recorder.isPresent()
                ? RpcServer.startRecorded(socket.path(), tokens.emulator()::connect, recorder.get(), notices, most)
                : RpcServer.start(socket.path(), tokens.emulator()::connect, notices, most);
    }

    private static ControlServer control(ServerSocket socket, RpcServer server, Verbs verbs, Consumer<String> notices)
            throws IOException {
        try {
            return ControlServer.start(socket.control(), verbs, notices);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** What the server can be asked; a new verb is named here. */
    private static List<Verb> verbs(ServedTokens tokens, RpcServer server, List<Verb> more) {
        List<Verb> verbs = new ArrayList<>(List.of(
                new InsertVerb(tokens),
                new RemoveVerb(tokens),
                new ResetTriesVerb(tokens),
                new StatusVerb(
                        tokens,
                        () -> new ConnectionCount(
                                server.connections(),
                                server.connectionsByP11Kit(),
                                server.mostConnections(),
                                server.turnedAway(),
                                server.requestsRefused()),
                        Cryptography.fastest().description()),
                new TraceVerb(tokens),
                new FaultVerb(tokens),
                new ApplicationsVerb(tokens),
                new EndApplicationVerb(tokens)));
        verbs.addAll(more);
        return verbs;
    }

    private record Sockets(ServerSocket socket, RpcServer server, ControlServer control, Verbs verbs)
            implements Listening {
        @Override
        public void close() {
            control.close();
            server.close();
        }
    }
}
