package org.tokentwin.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTextTest {
    @Test
    void texts_areTheFaultsOfTheApi() {
        assertThat(Fault.parse("remove")).isEqualTo(Fault.remove());
        assertThat(Fault.parse("remove@sign")).isEqualTo(Fault.remove().atSignature());
        assertThat(Fault.parse("remove-after@write:2"))
                .isEqualTo(Fault.removeAfter().at(CommandKind.WRITE, 2));
        assertThat(Fault.parse("sw=6F00@command:7"))
                .isEqualTo(Fault.statusWord(0x6F00).at(CommandKind.COMMAND, 7));
        assertThat(Fault.parse("delay=3s@verify"))
                .isEqualTo(Fault.delay(Duration.ofSeconds(3)).at(CommandKind.VERIFY, 1));
        assertThat(Fault.parse("slow=20ms")).isEqualTo(Fault.slow(Duration.ofMillis(20)));
        assertThat(Fault.parse("slow=20ms@sign"))
                .isEqualTo(Fault.slow(Duration.ofMillis(20)).at(CommandKind.SIGN, Fault.ALWAYS));
        assertThat(Fault.parse("memory-full")).isEqualTo(Fault.memoryFull());
        assertThat(Fault.parse("clock=2020-12-31T23:59:59Z"))
                .isEqualTo(Fault.clock(Instant.parse("2020-12-31T23:59:59Z")));
        assertThat(Fault.parse("clock=2020-12-31@sign"))
                .isEqualTo(Fault.clock(Instant.parse("2020-12-31T00:00:00Z")).at(CommandKind.SIGN, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "remove@decipher",
        "sw=6985@sign:always",
        "memory-full",
        "delay=1500ms@write:3",
        "clock=2020-12-31",
        "clock=2020-12-31T23:59:59Z@sign:2"
    })
    void faultAsText_isReadAgain(String text) {
        Fault fault = Fault.parse(text);

        assertThat(Fault.parse(fault.toString())).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "melt, there are remove",
        "sw=9, four hexadecimal digits",
        "delay=long, 250ms",
        "remove=3, takes no value",
        "remove@dance, no kind of command",
        "remove@sign:0, counted from 1",
        "remove@sign:often, counted from 1",
        "clock=noon, a day or a time",
        "clock=, a day or a time",
        "clock=+12000-01-01T00:00:00Z, the years 1 to 9998",
        "clock=2020-12-31@sign:always, name its number",
        "'', is no fault",
        "REMOVE!, is no fault"
    })
    void textThatIsNoFault_saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Fault.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
