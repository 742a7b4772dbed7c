package org.tokentwin.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Every benchmark runs once, in this JVM. It measures nothing. */
class BenchmarksRunTest {
    @Test
    void everyBenchmark_runs(@TempDir Path directory) throws RunnerException {
        Options once = new OptionsBuilder()
                .include(".*")
                .exclude("ClientsBenchmark") // needs a server, and a description of it
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .shouldFailOnError(true)
                .output(directory.resolve("jmh.log").toString())
                .build();

        Collection<RunResult> results = new Runner(once).run();

        assertThat(results)
                .isNotEmpty()
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }
}
