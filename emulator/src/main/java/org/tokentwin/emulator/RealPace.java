package org.tokentwin.emulator;

import java.time.Duration;
import java.util.Map;
import org.tokentwin.emulator.card.CommandClass;
import org.tokentwin.emulator.card.Pace;
import org.tokentwin.emulator.profile.PaceProfile;

/** A profile's pace as a card keeps it. */
final class RealPace {
    private RealPace() {}

    static Pace of(PaceProfile profile) {
        return new Pace(
                Map.of(
                        CommandClass.EXCHANGE, Duration.ofMillis(profile.exchange()),
                        CommandClass.VERIFY, Duration.ofMillis(profile.verify()),
                        CommandClass.CHANGE_PIN, Duration.ofMillis(profile.changePin()),
                        CommandClass.WRITE, Duration.ofMillis(profile.write()),
                        CommandClass.SIGN, Duration.ofMillis(profile.sign()),
                        CommandClass.DECIPHER, Duration.ofMillis(profile.decipher()),
                        CommandClass.IMPORT_KEY, Duration.ofMillis(profile.importKey()),
                        CommandClass.GENERATE_KEY, Duration.ofMillis(profile.generateKey())),
                profile.spreadPercent());
    }
}
