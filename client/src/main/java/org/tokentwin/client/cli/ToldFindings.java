package org.tokentwin.client.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokentwin.client.doctor.Finding;

/**
 * What a doctor in another process tells on its standard output, a line of JSON each: its findings one by one, and in the end all that it found. So
 * there is one document, whatever becomes of that process.
 */
final class ToldFindings {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FINDINGS = "findings";

    /** The process is dead then, and what it left open is not waited for. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(2);

    private final Thread reading;

    @GuardedBy("this")
    private final List<JsonNode> findings = new ArrayList<>();

    @GuardedBy("this")
    private Optional<JsonNode> whole = Optional.empty();

    ToldFindings(InputStream said) {
        reading = Thread.ofVirtual().start(() -> read(said));
    }

    private void read(InputStream said) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8))) {
            lines.lines().forEach(this::take);
        } catch (IOException | UncheckedIOException _) {
            // it ends with the process
        }
    }

    /** A line that is none of the doctor's is the module's own, which may write what it wants. */
    private synchronized void take(String line) {
        try {
            JsonNode told = JSON.readTree(line);
            if (told.has(FINDINGS)) {
                whole = Optional.of(told);
            } else if (told.has("subject")) {
                findings.add(told);
            }
        } catch (JsonProcessingException _) {
            // see above
        }
    }

    /** All findings, when the process has come to its end. */
    JsonNode document() throws InterruptedException {
        reading.join(LONGEST_REST);
        synchronized (this) {
            return whole.orElseGet(() -> JSON.createObjectNode().set(FINDINGS, JSON.createArrayNode()));
        }
    }

    /** What was found, and what became of the process. */
    JsonNode document(Finding end) throws InterruptedException {
        reading.join(LONGEST_REST);
        synchronized (this) {
            ObjectNode document = JSON.createObjectNode();
            document.putArray(FINDINGS).addAll(findings).addPOJO(end);
            return document.put("moduleWorks", false).put("tokenSeen", false);
        }
    }
}
