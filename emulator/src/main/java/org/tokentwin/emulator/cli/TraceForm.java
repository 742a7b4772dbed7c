package org.tokentwin.emulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.tokentwin.emulator.cli.OutputOptions.Form;
import org.tokentwin.emulator.trace.TraceEvent;
import picocli.CommandLine.Option;

/** How a transcript is written. */
final class TraceForm {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORM",
            description = "Write ${COMPLETION-CANDIDATES}; the default is ${DEFAULT-VALUE}.")
    private Form form = Form.text;

    /** One event, with the end of its last line. */
    String of(TraceEvent event) {
        return form == Form.json ? json(event) : text(event);
    }

    static String text(TraceEvent event) {
        Page page = new Page();
        event.text().lines().forEach(page::line);
        return page.toString();
    }

    private static String json(TraceEvent event) {
        try {
            return JSON.writeValueAsString(event) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written as JSON", e);
        }
    }
}
