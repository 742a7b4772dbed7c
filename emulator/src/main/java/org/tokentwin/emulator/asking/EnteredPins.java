package org.tokentwin.emulator.asking;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What a program writes: a few lines, of which more are not kept than any PIN can have. They are read while they come, so that a program that
 * writes without end does not stop for a reader either; closing wipes them.
 */
final class EnteredPins implements AutoCloseable {
    /** More than any token takes. */
    static final int LONGEST = 255;

    /** So large that {@link java.io.BufferedInputStream} reads into it, and keeps no copy. */
    private static final int ROOM = 8192;

    private static final int SECONDS_FOR_THE_REST = 5;

    private final byte[] written = new byte[ROOM];
    private final CompletableFuture<Integer> length = new CompletableFuture<>();

    private EnteredPins() {}

    static EnteredPins readFrom(InputStream in) {
        EnteredPins entered = new EnteredPins();
        Thread.ofPlatform().daemon().name("entered-pin").start(() -> entered.read(in));
        return entered;
    }

    private void read(InputStream in) {
        try (in) {
            int read = 0;
            while (read < ROOM) {
                int more = in.read(written, read, ROOM - read);
                if (more < 0) {
                    break;
                }
                read += more;
            }
            length.complete(read);
        } catch (IOException e) {
            length.complete(0); // nothing that was cut off is a PIN
        }
    }

    /** So many lines, none of them empty or longer than a PIN can be; nothing where it wrote anything else. The caller wipes them. */
    Optional<List<byte[]>> pins(int count) {
        int end = length.completeOnTimeout(0, SECONDS_FOR_THE_REST, TimeUnit.SECONDS)
                .join();
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        while (from < end) {
            int to = from;
            while (to < end && written[to] != '\n') {
                to++;
            }
            lines.add(Arrays.copyOfRange(written, from, to));
            from = to + 1;
        }
        boolean good =
                lines.size() == count && lines.stream().allMatch(line -> line.length > 0 && line.length <= LONGEST);
        if (!good) {
            lines.forEach(line -> Arrays.fill(line, (byte) 0));
        }
        return good ? Optional.of(lines) : Optional.empty();
    }

    @Override
    public void close() {
        Arrays.fill(written, (byte) 0);
    }
}
