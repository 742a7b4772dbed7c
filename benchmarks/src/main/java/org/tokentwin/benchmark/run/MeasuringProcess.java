package org.tokentwin.benchmark.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;
import org.tokentwin.benchmark.operation.Operation;
import org.tokentwin.benchmark.token.NotMeasuredException;
import org.tokentwin.benchmark.token.PinEndangeredException;
import org.tokentwin.benchmark.token.TargetDescription;

/** Measures one operation in its own JVM, which JMH forks. */
final class MeasuringProcess {
    private static final int WARMUPS = 2;
    private static final int MEASUREMENTS = 4;
    private static final Duration SLOWEST_START = Duration.ofMinutes(1);
    private static final String FAILURE = "<failure>";

    private final Path directory;
    private final Pace pace;

    /** @param directory for its files */
    MeasuringProcess(Path directory, Pace pace) {
        this.directory = directory;
        this.pace = pace;
    }

    /** What came out of it. */
    enum Verdict {
        MEASURED,
        NOT_APPLICABLE,
        PIN_ENDANGERED,
        FAILED
    }

    /** What came out: a sample, or the reason why there is none. */
    record Outcome(Verdict verdict, Optional<Sample> sample, Optional<String> reason) {
        static Outcome measured(Sample sample) {
            return new Outcome(Verdict.MEASURED, Optional.of(sample), Optional.empty());
        }

        static Outcome failed(String reason) {
            return new Outcome(Verdict.FAILED, Optional.empty(), Optional.of(reason));
        }
    }

    Outcome measure(Operation operation, int threads, TargetDescription target) throws IOException {
        Path description = directory.resolve("target.json");
        Path log = directory.resolve("jmh.log");
        target.write(description);
        Files.deleteIfExists(log);
        Duration longest = pace.ofOneProcess().plus(SLOWEST_START);
        Watchdog watchdog = Watchdog.after(longest);
        try (watchdog) {
            Collection<RunResult> results = new Runner(options(operation, threads, description)
                            .output(log.toString())
                            .build())
                    .run();
            return results.stream()
                    .findFirst()
                    .map(result -> Outcome.measured(operation.isInBytes() ? bytes(result) : sample(result)))
                    .orElseGet(() -> watchdog.ended() ? late(longest) : failed(log));
        } catch (RunnerException e) {
            return watchdog.ended() ? late(longest) : failed(log);
        }
    }

    private ChainedOptionsBuilder options(Operation operation, int threads, Path description) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(operation.benchmark()) + "$")
                .forks(1)
                .threads(threads)
                .shouldFailOnError(true)
                .jvmArgsAppend(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-D" + TargetDescription.PROPERTY + "=" + description);
        operation.parameter().ifPresent(size -> options.param("size", String.valueOf(size)));
        return operation.isSingleShot()
                ? options
                : options.warmupIterations(WARMUPS)
                        .warmupTime(part(pace.warmup(), WARMUPS))
                        .measurementIterations(MEASUREMENTS)
                        .measurementTime(part(pace.measurement(), MEASUREMENTS));
    }

    private static TimeValue part(Duration whole, int parts) {
        return TimeValue.milliseconds(Math.max(1, whole.toMillis() / parts));
    }

    private static Sample bytes(RunResult result) {
        return Sample.ofOne(Objects.requireNonNull(result.getSecondaryResults().get("bytesOfEach"))
                .getScore());
    }

    private static Sample sample(RunResult result) {
        Statistics times = result.getPrimaryResult().getStatistics();
        return new Sample(
                times.getN(),
                times.getMean(),
                times.getPercentile(50),
                times.getPercentile(90),
                times.getPercentile(99),
                times.getMax());
    }

    private static Outcome late(Duration longest) {
        return Outcome.failed("no end within " + longest.toSeconds() + " s");
    }

    private static Outcome failed(Path log) {
        String reason = reason(log);
        return Stream.of(
                        outcome(Verdict.NOT_APPLICABLE, reason, NotMeasuredException.class),
                        outcome(Verdict.PIN_ENDANGERED, reason, PinEndangeredException.class))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> new Outcome(
                        Verdict.FAILED,
                        Optional.empty(),
                        Optional.of(reason.replaceFirst("^[\\w.]*\\.(\\w+: )", "$1"))));
    }

    private static Optional<Outcome> outcome(Verdict verdict, String reason, Class<?> exception) {
        String start = exception.getName() + ": ";
        return reason.startsWith(start)
                ? Optional.of(new Outcome(verdict, Optional.empty(), Optional.of(reason.substring(start.length()))))
                : Optional.empty();
    }

    /** JMH tells the exception of a fork in its log only. */
    private static String reason(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return lines.stream()
                    .dropWhile(line -> !line.endsWith(FAILURE)) // as "# Warmup Iteration   1: <failure>"
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("the measuring process ended without a result");
        } catch (IOException e) {
            return "the measuring process left no log";
        }
    }
}
