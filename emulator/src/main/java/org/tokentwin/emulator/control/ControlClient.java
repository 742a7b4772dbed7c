package org.tokentwin.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.tokentwin.emulator.control.ControlAnswer.Refusal;

/** Asks a running server. For one thread, but for {@link #close}, which ends a wait. */
public final class ControlClient implements AutoCloseable {
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    private ControlClient(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel));
        this.out = Channels.newOutputStream(channel);
    }

    /** @throws IOException when nobody listens there, or not to this user */
    public static ControlClient connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new ControlClient(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Asks, and waits for the one answer.
     *
     * @throws RefusedException when the server does not do it
     * @throws IOException when the server is gone
     */
    public <T> T ask(ControlRequest request, Class<T> answer) throws IOException {
        ControlJson.writeLine(out, request);
        return nextAnswer(answer).orElseThrow(() -> new EOFException("it ended without an answer"));
    }

    /**
     * Asks, and takes replies until the server ends.
     *
     * @throws RefusedException when the server does not do it
     */
    public <T> void follow(ControlRequest request, Class<T> kind, Consumer<T> answers) throws IOException {
        ControlJson.writeLine(out, request);
        Optional<T> answer = nextAnswer(kind);
        while (answer.isPresent()) {
            answers.accept(answer.get());
            answer = nextAnswer(kind);
        }
    }

    private <T> Optional<T> nextAnswer(Class<T> kind) throws IOException {
        Optional<String> line = ControlJson.readLine(in);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        ControlAnswer answer = ControlJson.MAPPER.readValue(line.get(), ControlAnswer.class);
        Refusal refusal = answer.refusal();
        if (refusal != null) {
            throw new RefusedException(refusal.reason(), refusal.message(), refusal.advice());
        }
        JsonNode told = answer.answer();
        return told == null ? Optional.empty() : Optional.of(ControlJson.MAPPER.treeToValue(told, kind));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
