package org.tokentwin.benchmark.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine and the software that a run was made on. It names no user, host or path.
 *
 * @param loadAtStart processes that were running or waiting in the minute before; negative where the system does not tell
 */
public record Environment(
        String processor, int processors, long memoryMebibytes, String system, String java, double loadAtStart) {
    private static final int MEBI = 1024 * 1024;

    public static Environment ofThisMachine() {
        return new Environment(
                processorName().orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                memory() / MEBI,
                distribution().orElse(System.getProperty("os.name")) + ", kernel " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    private static Optional<String> processorName() {
        return value(Path.of("/proc/cpuinfo"), "model name\t: ");
    }

    private static Optional<String> distribution() {
        return value(Path.of("/etc/os-release"), "PRETTY_NAME=").map(name -> name.replace("\"", ""));
    }

    private static Optional<String> value(Path file, String key) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length()))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // not Linux
        }
    }
}
