package org.tokentwin.conformance.call;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the calls in a file that is mapped into memory, so that they are there after the process died in one of them. A line is {@code >},
 * the thread's number and the call, or {@code <}, the thread's number and what it returned. When the file is full, it begins anew.
 */
public final class FlightRecorder implements CallLog {
    /** The system property with the file of this process's recorder. */
    public static final String PROPERTY = "tokentwin.flight-recorder";

    private static final long SIZE = 256 * 1024;
    private static final int LONGEST_LINE = 1000;

    private final MemorySegment memory;

    @GuardedBy("this")
    private long position;

    private FlightRecorder(MemorySegment memory) {
        this.memory = memory;
    }

    /** The recorder of this process, which the system property {@value #PROPERTY} names the file of; none where it names none. */
    public static CallLog ofProcess() {
        return OfProcess.LOG;
    }

    /** Begins anew where this process has a recorder: another case begins. */
    public static void restartOfProcess() {
        if (OfProcess.LOG instanceof FlightRecorder recorder) {
            recorder.restart();
        }
    }

    private static final class OfProcess {
        static final CallLog LOG = Optional.ofNullable(System.getProperty(PROPERTY))
                .<CallLog>map(file -> into(Path.of(file)))
                .orElse(NONE);
    }

    /** Records into this file, which is made, or begun anew. */
    public static FlightRecorder into(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FlightRecorder recorder = new FlightRecorder(channel.map(MapMode.READ_WRITE, 0, SIZE, Arena.ofAuto()));
            recorder.restart();
            return recorder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets what was recorded. */
    synchronized void restart() {
        memory.fill((byte) 0);
        position = 0;
    }

    @Override
    public void entered(String call) {
        write(">" + Thread.currentThread().threadId() + " " + call);
    }

    @Override
    public void left(String outcome) {
        write("<" + Thread.currentThread().threadId() + " " + outcome);
    }

    private synchronized void write(String line) {
        byte[] text = (line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
                .getBytes(StandardCharsets.UTF_8);
        if (position + text.length + 1 > SIZE) {
            restart();
        }
        MemorySegment.copy(text, 0, memory, ValueLayout.JAVA_BYTE, position, text.length);
        memory.set(ValueLayout.JAVA_BYTE, position + text.length, (byte) '\n');
        position += text.length + 1;
    }

    /**
     * What a file tells.
     *
     * @param lines the calls with what they returned, in order
     * @param open the calls that never returned
     */
    public record Flight(List<String> lines, List<String> open) {}

    /** Reads what a process recorded, whether it lives or not. */
    public static Flight read(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        Map<String, Deque<String>> open = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line :
                text.substring(0, end < 0 ? text.length() : end).lines().toList()) {
            int space = line.indexOf(' ');
            if (space < 1) {
                continue;
            }
            Deque<String> calls = open.computeIfAbsent(line.substring(1, space), any -> new ArrayDeque<>());
            if (line.charAt(0) == '>') {
                calls.push(line.substring(space + 1));
            } else if (!calls.isEmpty()) {
                lines.add(calls.pop() + " = " + line.substring(space + 1));
            }
        }
        List<String> never = open.values().stream().flatMap(Deque::stream).toList();
        never.forEach(call -> lines.add(call + " never returned"));
        return new Flight(lines, never);
    }
}
