package org.tokentwin.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.card.CommandClass;
import org.tokentwin.emulator.card.Pace;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.profile.PaceProfile;
import org.tokentwin.emulator.profile.TokenProfile;

class RealPaceTest {
    @Test
    void everyTimeOfTheProfile_isTheCards() {
        PaceProfile profile = new PaceProfile(1, 2, 3, 4, 5, 6, 7, 8, 9);

        Pace pace = RealPace.of(profile);

        assertThat(CommandClass.values())
                .extracting(kind -> pace.times().get(kind))
                .containsExactly(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(3),
                        Duration.ofMillis(4),
                        Duration.ofMillis(5),
                        Duration.ofMillis(6),
                        Duration.ofMillis(7),
                        Duration.ofMillis(8));
        assertThat(pace.spreadPercent()).isEqualTo(9);
    }

    @Test
    void login_takesTheTimeThatTheProfileSays() {
        List<Duration> slept = new ArrayList<>();
        PaceProfile profile = TokenProfile.ofDefault().pace();
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                EmulatedToken paced = token.paced(new Random(1), slept::add);
                Emulator emulator = Emulator.with(paced)) {
            Cryptoki application = emulator.newApplication();
            application.initialize(null);
            long session = application.openSession(emulator.slotOf(paced), 4);
            slept.clear();

            application.login(session, Cku.CKU_USER, new String(token.pin()).getBytes(StandardCharsets.UTF_8));
        }

        long least = profile.verify() * (100L - profile.spreadPercent()) / 100;
        long most = profile.verify() * (100L + profile.spreadPercent()) / 100;
        assertThat(slept).anyMatch(time -> time.toMillis() >= least && time.toMillis() <= most);
    }
}
