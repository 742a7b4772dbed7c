package org.tokentwin.emulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

/** The control socket's entrance, with all its verbs on a server with one token. Whatever comes is answered in lines of JSON that do not tell of a failed server. */
public final class HostileRequest {
    private HostileRequest() {}

    /** Takes bytes as they come from the socket. */
    public static void answer(byte[] input) {
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            ServedTokens tokens = new ServedTokens(emulator, Map.of("mine", token));
            ControlConversation conversation = new ControlConversation(new Verbs(List.of(
                    new InsertVerb(tokens),
                    new RemoveVerb(tokens),
                    new ResetTriesVerb(tokens),
                    new StatusVerb(tokens, () -> new ConnectionCount(0, 0, 1, 0, 0), "none"),
                    new TraceVerb(tokens),
                    new FaultVerb(tokens))));
            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            conversation.hold(new ByteArrayInputStream(input), answers);
            for (String line : answers.toString(StandardCharsets.UTF_8).lines().toList()) {
                assertThat(ControlJson.MAPPER.readTree(line).isObject())
                        .as(line)
                        .isTrue();
                assertThat(line).doesNotContain("the server failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Requests to begin with: one of each verb, and what is none. */
    public static byte[][] examples() {
        return new byte[][] {
            request("{\"verb\":\"status\"}"),
            request("{\"verb\":\"insert\",\"token\":\"mine\",\"options\":{}}"),
            request("{\"verb\":\"remove\",\"token\":null}"),
            request("{\"verb\":\"reset-tries\",\"token\":\"\u0000\"}"),
            request("{\"verb\":\"trace\"}"),
            request(
                    "{\"verb\":\"fault\",\"options\":{\"clear\":\"true\",\"faults\":\"remove@sign:1 sw=6F00 clock=2020-12-31 delay=3s\"}}"),
            request("null"),
            request("[".repeat(2000)),
            request("{\"verb\":{\"verb\":1e999}}"),
        };
    }

    private static byte[] request(String json) {
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
