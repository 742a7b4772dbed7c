package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server's JVM. {@code -Dtokentwin.crash.kills=1000} for the long run, which logs its progress. {@link CrashCheckerTest} holds
 * that a store which loses something is found.
 */
@Tag("devices")
class CrashTest {
    private static final int KILLS = Integer.getInteger("tokentwin.crash.kills", 20);
    private static final long SEED = Long.getLong("tokentwin.crash.seed", 7);

    @TempDir
    private Path directory;

    @Test
    void killedServer_hasLostNoAnswerAndTornNothing() throws IOException, InterruptedException {
        KillingSpree spree = new KillingSpree(directory, SEED, ServingProcess::start);
        spree.kill(KILLS);

        assertThat(spree.answered()).as("calls answered").isGreaterThan(KILLS);
    }
}
