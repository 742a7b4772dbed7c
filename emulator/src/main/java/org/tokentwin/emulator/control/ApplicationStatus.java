package org.tokentwin.emulator.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.ConnectedApplication;
import org.tokentwin.emulator.trace.PrintableText;

/**
 * A program that uses the server's tokens.
 *
 * @param application its number, as in a transcript
 * @param process its process id; null where that is not known
 * @param program the name of its file; empty where that is not known
 * @param sessions that it has open, on all tokens
 * @param objectsMade since it began, those that are gone included
 * @param logins who is logged in, for example {@code CKU_USER}, by the slots' ids
 */
public record ApplicationStatus(
        @JsonProperty("application") int application,
        @JsonProperty("process") @Nullable Long process,
        @JsonProperty("program") String program,
        @JsonProperty("sessions") int sessions,
        @JsonProperty("objectsMade") long objectsMade,
        @JsonProperty("logins") Map<Long, String> logins) {
    static ApplicationStatus of(ConnectedApplication connected) {
        Map<Long, String> logins = new TreeMap<>();
        connected.logins().forEach((slot, user) -> logins.put(slot, Cku.name(user)));
        return new ApplicationStatus(
                connected.number(),
                connected.pid().orElse(null),
                connected.name().map(PrintableText::of).orElse(""),
                connected.sessions(),
                connected.objectsMade(),
                logins);
    }
}
