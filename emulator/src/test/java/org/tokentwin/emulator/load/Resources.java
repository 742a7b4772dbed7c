package org.tokentwin.emulator.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process has taken.
 *
 * @param heapMegabytes after a full collection
 * @param fileDescriptors -1 where the system does not tell
 */
record Resources(long heapMegabytes, int threads, long fileDescriptors) {
    static Resources now() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc(); // the second and third take what the first one's finalisers gave up
        }
        return new Resources(
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                fileDescriptorCount());
    }

    private static long fileDescriptorCount() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            return -1;
        }
    }
}
