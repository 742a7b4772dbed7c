package org.tokentwin.emulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.control.RefusedException.Reason;

/** What is said on a connection to the control socket: a request in each line, and what its verb answers. */
final class ControlConversation {
    private static final Logger LOG = LoggerFactory.getLogger(ControlConversation.class);

    private final Map<String, Verb> verbs = new TreeMap<>();

    ControlConversation(List<Verb> verbs) {
        verbs.forEach(verb -> this.verbs.put(verb.name(), verb));
    }

    /** Takes requests until the other side ends the connection. */
    void hold(InputStream unbuffered, OutputStream out) throws IOException {
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
