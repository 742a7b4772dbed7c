package org.tokentwin.emulator.authority;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What goes back over HTTP.
 *
 * @param headers besides content type and length
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    static Answer of(String type, byte[] body) {
        return new Answer(200, type, body, Map.of());
    }

    /** A failure, in a line of text. */
    static Answer failure(int status, String why) {
        return new Answer(status, "text/plain", (why + "\n").getBytes(StandardCharsets.US_ASCII), Map.of());
    }

    Answer with(Map<String, String> more) {
        return new Answer(status, type, body, more);
    }
}
