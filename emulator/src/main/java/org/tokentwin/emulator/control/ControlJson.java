package org.tokentwin.emulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of JSON in UTF-8, each a value. */
public final class ControlJson {
    /** Bytes of the longest line; a sender of more is no part of this program. */
    public static final int LONGEST_LINE = 1 << 20;

    static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // a newer peer may say more
            .build();

    private ControlJson() {}

    /** @return empty at the end of the stream */
    static Optional<String> readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return Optional.empty();
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            }
            line.write(octet);
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    /** Returns a value as it stands in a line, without the line's end. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass() + " is no answer", e);
        }
    }

    static void writeLine(OutputStream out, Object value) throws IOException {
        out.write((text(value) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
