package org.tokentwin.benchmark.scale;

import java.lang.ref.Reference;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is on the heap for each token, once what came about while it was issued is gone. What all tokens share does not count. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class MemoryBenchmark {
    /** Enough that every class and every key of the pool is loaded. */
    private static final int WARM = 20;

    /** How many. */
    @State(Scope.Benchmark)
    public static class Tokens {
        @Param("10")
        public int size;
    }

    /** The result besides the time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Heap {
        public long bytesOfEach;
    }

    @Benchmark
    public Object issue(Tokens tokens, Heap heap) {
        EmulatedTokens.issue(WARM).close();
        long before = used();
        EmulatedTokens issued = EmulatedTokens.issue(tokens.size);
        try {
            heap.bytesOfEach = Math.max(1, (used() - before) / tokens.size);
        } finally {
            Reference.reachabilityFence(issued);
        }
        issued.close();
        return issued;
    }

    /** Bytes of the heap after a full collection. */
    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            runtime.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
