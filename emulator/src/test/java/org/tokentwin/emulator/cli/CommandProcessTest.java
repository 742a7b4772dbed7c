package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a command that is run finds in its environment. */
class CommandProcessTest {
    @Test
    void callersLocale_isTheCommandsAgain() {
        Map<String, String> environment =
                new HashMap<>(Map.of("LC_ALL", "C.UTF-8", Utf8Output.CALLERS_LOCALE, "POSIX", "LANG", "C"));

        CommandProcess.restoreLocale(environment);

        assertThat(environment).isEqualTo(Map.of("LC_ALL", "POSIX", "LANG", "C"));
    }

    @Test
    void localeThatTheCallerHadNot_isGone() {
        Map<String, String> environment = new HashMap<>(Map.of("LC_ALL", "C.UTF-8", Utf8Output.CALLERS_LOCALE, ""));

        CommandProcess.restoreLocale(environment);

        assertThat(environment).isEmpty();
    }

    @Test
    void localeOfACallerWithUtf8_isLeftAlone() {
        Map<String, String> environment = new HashMap<>(Map.of("LC_ALL", "zh_HK.UTF-8"));

        CommandProcess.restoreLocale(environment);

        assertThat(environment).containsEntry("LC_ALL", "zh_HK.UTF-8");
    }

    @Test
    void programThatAsksTheUser_findsNoPin() {
        Map<String, String> environment =
                new HashMap<>(Map.of("TOKENTWIN_PIN", "Correct-1", "TOKENTWIN_SO_PIN", "administrator", "LANG", "C"));

        CommandProcess.forgetPins(environment);

        assertThat(environment).isEqualTo(Map.of("LANG", "C"));
    }
}
