package org.tokentwin.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    @Test
    void processThatTakesTooLong_isEnded() throws IOException, InterruptedException {
        Process fork = sleeping("ForkedMain");
        Process other = sleeping("another");
        try (Watchdog watchdog = Watchdog.after(Duration.ofMillis(50))) {
            fork.waitFor();
            assertThat(watchdog.ended()).isTrue();
            assertThat(other.isAlive()).isTrue();
        } finally {
            fork.destroyForcibly();
            other.destroyForcibly();
        }
    }

    @Test
    void processThatEndsInTime_isNotTouched() {
        try (Watchdog watchdog = Watchdog.after(Duration.ofMinutes(10))) {
            assertThat(watchdog.ended()).isFalse();
        }
    }

    private static Process sleeping(String name) throws IOException {
        return new ProcessBuilder("sh", "-c", "sleep 3600; true", name).start();
    }
}
