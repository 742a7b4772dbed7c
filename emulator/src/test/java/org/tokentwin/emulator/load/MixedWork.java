package org.tokentwin.emulator.load;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Many users at once, each of whom does one thing after another until the time is over. */
final class MixedWork {
    /** One user's work. */
    interface User extends AutoCloseable {
        /** @throws IOException when the server went away */
        void work(Random random) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Where a user comes from. */
    @FunctionalInterface
    interface Users {
        User enter(int number) throws IOException;
    }

    private MixedWork() {}

    /** How many things so many users did; throws the first error there was. */
    static long during(long millis, int count, Users users) throws Exception {
        AtomicLong done = new AtomicLong();
        long end = System.nanoTime() + millis * 1_000_000;
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Future<?>> running = IntStream.range(0, count)
                    .<Future<?>>mapToObj(number -> threads.submit(() -> {
                        Random random = new Random(number);
                        while (System.nanoTime() - end < 0) {
                            try (User user = users.enter(number)) {
                                for (int i = 0; i < 20 && System.nanoTime() - end < 0; i++) {
                                    user.work(random);
                                    done.incrementAndGet();
                                }
                            }
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> each : running) {
                each.get();
            }
        }
        return done.get();
    }
}
