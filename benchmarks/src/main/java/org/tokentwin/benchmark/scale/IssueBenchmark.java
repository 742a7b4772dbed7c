package org.tokentwin.benchmark.scale;

import org.openjdk.jmh.annotations.Benchmark;
import org.tokentwin.benchmark.operation.Sampled;
import org.tokentwin.emulator.EmulatedToken;

/** What a test waits for: an issued token with key, certificate and chain, the key taken from the pool. */
public class IssueBenchmark extends Sampled {
    @Benchmark
    public String issue() {
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue()) {
            return token.serial();
        }
    }
}
