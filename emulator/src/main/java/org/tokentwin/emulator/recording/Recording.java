package org.tokentwin.emulator.recording;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.cryptoki.CryptokiFunction;

/**
 * A recording that was read whole.
 *
 * @param calls in the order in which they were over
 */
public record Recording(List<Entry> calls) {
    /** Bytes of the longest file. */
    public static final long LONGEST_FILE = 64L << 20;

    private static final int MOST_CALLS = 500_000;

    /**
     * A call. Its arguments and results are kept as text, which takes a fraction of a tree's memory.
     *
     * @param line where it stands, from 1
     * @param in the text of the arguments; equal where the arguments are
     */
    public record Entry(int line, long application, CryptokiFunction function, String in, long result, String out) {
        /** Returns the arguments. */
        public ObjectNode arguments() {
            return RecordedJson.read(in);
        }

        /** Returns the results. */
        public ObjectNode results() {
            return RecordedJson.read(out);
        }

        private static Entry of(int line, RecordedCall call) {
            return new Entry(
                    line,
                    call.application(),
                    call.function(),
                    RecordedJson.text(call.in()),
                    call.result(),
                    RecordedJson.text(call.out()));
        }
    }

    /**
     * Reads a file.
     *
     * @throws MalformedRecordingException when a line is no call, is longer than {@link RecordedJson#LONGEST_LINE}, or has no end, or the file is longer than
     *     {@link #LONGEST_FILE}
     * @throws IOException when there is no such file, or it cannot be read
     */
    public static Recording read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is no regular file");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in);
        }
    }

    /** Reads a recording, as {@link #read(Path)} does. */
    public static Recording read(InputStream in) throws IOException {
        return read(in, LONGEST_FILE);
    }

    static Recording read(InputStream in, long most) throws IOException {
        List<Entry> calls = new ArrayList<>();
        long bytes = 0;
        int number = 1;
        for (byte[] line = line(in, number); line.length > 0; line = line(in, number)) {
            bytes += line.length;
            if (bytes > most || calls.size() == MOST_CALLS) {
                throw at(number, "a recording has at most " + most + " bytes and " + MOST_CALLS + " calls");
            }
            try {
                calls.add(Entry.of(number, RecordedCall.of(line)));
            } catch (MalformedRecordingException e) {
                throw at(number, String.valueOf(e.getMessage()));
            }
            number++;
        }
        if (calls.isEmpty()) {
            throw new MalformedRecordingException("there is no call in it");
        }
        return new Recording(List.copyOf(calls));
    }

    /** The next line with its end; empty at the end of the file. */
    private static byte[] line(InputStream in, int number) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.write(octet);
            if (octet == '\n') {
                return line.toByteArray();
            }
            if (line.size() > RecordedJson.LONGEST_LINE) {
                throw at(number, "a line has at most " + RecordedJson.LONGEST_LINE + " bytes");
            }
        }
        if (line.size() > 0) {
            throw at(number, "the line has no end: the recording was cut off");
        }
        return new byte[0];
    }

    private static MalformedRecordingException at(int line, String why) {
        return new MalformedRecordingException("line " + line + ": " + why);
    }
}
