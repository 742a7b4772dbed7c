package org.tokentwin.emulator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiSource;
import org.tokentwin.emulator.cryptoki.Program;
import org.tokentwin.emulator.cryptoki.application.CryptokiApplication;
import org.tokentwin.emulator.trace.Trace.Listening;

class TracedSourceTest {
    @Test
    void nothingStandsInTheWay_whileNobodyListens() {
        try (EmulatedToken token = EmulatedToken.order().issue();
                Emulator emulator = Emulator.with(token)) {
            CryptokiSource source = emulator.connect(Program.UNKNOWN);
            Cryptoki before = source.get();
            assertThat(before).isInstanceOf(CryptokiApplication.class);

            List<TraceEvent> events = new ArrayList<>();
            try (Listening _ = emulator.trace(events::add)) {
                source.get().initialize(null);
            }

            assertThat(events).extracting(TraceEvent::function).containsExactly(CryptokiFunction.C_Initialize.name());
            assertThat(source.get()).isSameAs(before);
            source.get().finalizeCryptoki(false);
            assertThat(events).hasSize(1);
        }
    }
}
