package org.tokentwin.benchmark.scale;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tokentwin.benchmark.operation.Sampled;
import org.tokentwin.emulator.cryptoki.TokenInfo;

/** A call to one of many tokens, each of them asked in turn. */
public class TokensBenchmark extends Sampled {
    /** The tokens. */
    @State(Scope.Benchmark)
    public static class Tokens {
        @Param("1")
        public int size;

        private EmulatedTokens tokens;
        private int turn;

        @Setup
        public void issue() {
            tokens = EmulatedTokens.issue(size);
        }

        TokenInfo nextInfo() {
            turn = turn + 1 == size ? 0 : turn + 1;
            return tokens.applications().get(turn).getTokenInfo(0);
        }

        @TearDown
        public void close() {
            tokens.close();
        }
    }

    @Benchmark
    public TokenInfo tokenInfo(Tokens tokens) {
        return tokens.nextInfo();
    }
}
