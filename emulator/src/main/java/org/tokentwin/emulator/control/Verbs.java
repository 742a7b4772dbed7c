package org.tokentwin.emulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.control.RefusedException.Reason;

/** All that a server can be asked to do, on whatever way the request comes. */
public final class Verbs {
    private static final Logger LOG = LoggerFactory.getLogger(Verbs.class);

    /** {@code verbs}: which there are. */
    private static final String VERBS = "verbs";

    private final Map<String, Verb> verbs = new TreeMap<>();

    public Verbs(List<Verb> verbs) {
        verbs.forEach(verb -> this.verbs.put(verb.name(), verb));
        this.verbs.put(VERBS, new Names());
    }

    /**
     * Carries a request out.
     *
     * @param line a {@link ControlRequest} in JSON
     * @throws RefusedException when it is no request, or cannot be done
     * @throws IOException when the asker is gone
     */
    public void carryOut(String line, Answers answers) throws IOException {
        try {
            ControlRequest request = request(line);
            verb(request.verb()).carryOut(request, answers);
        } catch (RefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("a request failed", e);
            throw new RefusedException(Reason.FAILURE, "the server failed: " + e, "");
        }
    }

    private Verb verb(String name) {
        Verb verb = verbs.get(name);
        if (verb == null) {
            throw new RefusedException(
                    Reason.USAGE,
                    "the server does not know '" + name + "'",
                    "It knows " + String.join(", ", verbs.keySet()) + ".");
        }
        return verb;
    }

    private final class Names implements Verb {
        @Override
        public String name() {
            return VERBS;
        }

        @Override
        public void carryOut(ControlRequest request, Answers answers) throws IOException {
            answers.send(Map.of(VERBS, verbs.keySet()));
        }
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
}
