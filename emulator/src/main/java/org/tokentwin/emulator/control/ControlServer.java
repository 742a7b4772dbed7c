package org.tokentwin.emulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.control.RefusedException.Reason;
import org.tokentwin.emulator.socket.UnixServer;

/** Takes requests on a Unix socket that only this user reaches, and has each carried out by its verb. */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final Map<String, Verb> verbs = new TreeMap<>();
    private final UnixServer server;

    private ControlServer(Path socket, List<Verb> verbs, Consumer<String> notices) throws IOException {
        verbs.forEach(verb -> this.verbs.put(verb.name(), verb));
        server = UnixServer.start(socket, this::converse, notices);
    }

    /**
     * Begins to listen.
     *
     * @param socket as {@link UnixServer#start} takes it
     * @param notices as {@link UnixServer#start} takes them
     * @throws IOException when another server listens there, the directory is open to others, or the socket cannot be made
     */
    public static ControlServer start(Path socket, List<Verb> verbs, Consumer<String> notices) throws IOException {
        return new ControlServer(socket, verbs, notices);
    }

    private void converse(InputStream unbuffered, OutputStream out) throws IOException {
        InputStream in = new BufferedInputStream(unbuffered);
        Answers answers = new Connection(in, out);
        Optional<String> line = ControlJson.readLine(in);
        while (line.isPresent()) {
            answer(line.get(), answers, out);
            line = ControlJson.readLine(in);
        }
    }

    private void answer(String line, Answers answers, OutputStream out) throws IOException {
        try {
            carryOut(line, answers);
        } catch (RefusedException e) {
            ControlJson.writeLine(out, ControlAnswer.of(e));
        } catch (RuntimeException e) {
            LOG.error("a request failed", e);
            ControlJson.writeLine(
                    out, ControlAnswer.of(new RefusedException(Reason.FAILURE, "the server failed: " + e, "")));
        }
    }

    private void carryOut(String line, Answers answers) throws IOException {
        ControlRequest request = request(line);
        Verb verb = verbs.get(request.verb());
        if (verb == null) {
            throw new RefusedException(
                    Reason.USAGE,
                    "the server does not know '" + request.verb() + "'",
                    "It knows " + String.join(", ", verbs.keySet()) + ".");
        }
        verb.carryOut(request, answers);
    }

    private static ControlRequest request(String line) {
        try {
            @Nullable ControlRequest request = ControlJson.MAPPER.readValue(line, ControlRequest.class);
            if (request == null || request.verb() == null) {
                throw new RefusedException(Reason.USAGE, "no request: it names no verb", "");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new RefusedException(Reason.USAGE, "no request: " + e.getOriginalMessage(), "");
        }
    }

    /** Ends every connection and removes the socket. A second call does nothing. */
    @Override
    public void close() {
        server.close();
    }

    private record Connection(InputStream in, OutputStream out) implements Answers {
        @Override
        public void send(Object answer) throws IOException {
            ControlJson.writeLine(out, ControlAnswer.of(ControlJson.MAPPER.valueToTree(answer)));
        }

        @Override
        public void awaitEnd() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
