package org.tokentwin.junit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server of the emulator on its control socket: a line of JSON there, a line of JSON back. See docs/serving.md.
 *
 * @param socket the server's socket, next to which it takes requests
 */
record Control(Path socket) {
    private static final int LONGEST_LINE = 1 << 20;

    /**
     * Asks, and returns the answer.
     *
     * @param token the serial number of the token that it is about; null where it is about none
     * @throws IllegalStateException when the server refuses, or has gone; the message says why
     * @throws IllegalArgumentException when what is asked for cannot be
     */
    Map<?, ?> ask(String verb, @Nullable String token, Map<String, String> options) {
        Map<?, ?> line = (Map<?, ?>) notNull(Json.parse(exchange(request(verb, token, options))));
        if (line.get("refusal") instanceof Map<?, ?> refusal) {
            String message = (refusal.get("message") + ". " + refusal.get("advice")).strip();
            throw "USAGE".equals(refusal.get("reason"))
                    ? new IllegalArgumentException(message)
                    : new IllegalStateException(message);
        }
        return (Map<?, ?>) notNull(line.get("answer"));
    }

    private static Object notNull(@Nullable Object value) {
        if (!(value instanceof Map)) {
            throw new IllegalStateException("the emulator says what this version does not understand");
        }
        return value;
    }

    private static String request(String verb, @Nullable String token, Map<String, String> options) {
        StringJoiner object = new StringJoiner(",", "{", "}\n");
        object.add("\"verb\":" + Json.quoted(verb));
        if (token != null) {
            object.add("\"token\":" + Json.quoted(token));
        }
        StringJoiner named = new StringJoiner(",", "{", "}");
        options.forEach((name, value) -> named.add(Json.quoted(name) + ":" + Json.quoted(value)));
        return object.add("\"options\":" + named).toString();
    }

    private String exchange(String request) {
        Path control = socket.resolveSibling(socket.getFileName() + ".control");
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(control));
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(request);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return line(new BufferedInputStream(Channels.newInputStream(channel)));
        } catch (IOException e) {
            throw new UncheckedIOException("The emulator's process does not answer on " + control, e);
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("it ended without an answer");
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
