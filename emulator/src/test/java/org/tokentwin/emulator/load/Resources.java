package org.tokentwin.emulator.load;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What this process has taken.
 *
 * @param heapMegabytes after a full collection
 * @param otherMegabytes of the JVM: classes, compiled code, direct buffers
 * @param residentMegabytes all of the process, with the heap's garbage; -1 where the system does not tell
 * @param fileDescriptors -1 where the system does not tell
 */
record Resources(long heapMegabytes, long otherMegabytes, long residentMegabytes, int threads, long fileDescriptors) {
    private static final int READINGS = 20;
    private static final long BETWEEN_READINGS_NANOS = 20_000_000;

    static Resources now() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc(); // the second and third take what the first one's finalisers gave up
        }
        return new Resources(
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                otherNow(),
                residentNow(),
                threadsNow(),
                fileDescriptorCount());
    }

    private static long otherNow() {
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return (direct
                        + ManagementFactory.getMemoryMXBean()
                                .getNonHeapMemoryUsage()
                                .getUsed())
                >> 20;
    }

    /** A thread whose work is over is counted until it is gone: the least of some readings has none of those. */
    private static int threadsNow() {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < READINGS; i++) {
            least = Math.min(least, ManagementFactory.getThreadMXBean().getThreadCount());
            LockSupport.parkNanos(BETWEEN_READINGS_NANOS);
        }
        return least;
    }

    private static long residentNow() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    >> 10;
        } catch (IOException e) {
            return -1;
        }
    }

    private static long fileDescriptorCount() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public String toString() {
        return "heap " + heapMegabytes + " MB, other " + otherMegabytes + " MB, resident " + residentMegabytes + " MB, "
                + threads + " threads, " + fileDescriptors + " file descriptors";
    }
}
