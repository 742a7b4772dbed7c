package org.tokentwin.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Every benchmark runs once, in this JVM. It measures nothing. */
@ResourceLock("environment") // modules find their tokens by it, and the process has one
class BenchmarksRunTest {
    private static final String OVER_THE_SOCKET = "LayerBenchmark.rpc";

    @TempDir
    private Path directory;

    @Test
    void everyBenchmark_runs() throws IOException {
        assertRun(once().include(".*")
                .exclude("ClientsBenchmark") // needs a server, and a description of it
                .exclude(OVER_THE_SOCKET));
    }

    @Test
    @Tag("devices")
    void benchmarkByP11KitsClient_runs() throws IOException {
        assertRun(once().include(OVER_THE_SOCKET));
    }

    private static ChainedOptionsBuilder once() {
        return new OptionsBuilder()
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .shouldFailOnError(true);
    }

    private void assertRun(ChainedOptionsBuilder chosen) throws IOException {
        Path log = directory.resolve("jmh.log");

        assertThat(results(chosen.output(log.toString()).build(), log))
                .isNotEmpty()
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }

    /** What fails is said in JMH's own log, and that is gone with the directory. */
    private static Collection<RunResult> results(Options once, Path log) throws IOException {
        try {
            return new Runner(once).run();
        } catch (RunnerException e) {
            List<String> said = Files.readAllLines(log);
            throw new AssertionError(String.join("\n", said.subList(Math.max(0, said.size() - 40), said.size())), e);
        }
    }
}
