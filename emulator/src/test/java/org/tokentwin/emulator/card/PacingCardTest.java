package org.tokentwin.emulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacingCardTest {
    private static final byte[] GET_LIFE_CYCLE = HexFormat.of().parseHex("00CADF4700");

    private final List<Duration> slept = new ArrayList<>();

    private static Pace pace(int spread) {
        Map<CommandClass, Duration> times = new EnumMap<>(CommandClass.class);
        for (CommandClass each : CommandClass.values()) {
            times.put(each, time(each));
        }
        return new Pace(times, spread);
    }

    /** Another one for each class. */
    private static Duration time(CommandClass kind) {
        return switch (kind) {
            case EXCHANGE -> Duration.ofMillis(100);
            case VERIFY -> Duration.ofMillis(200);
            case CHANGE_PIN -> Duration.ofMillis(300);
            case WRITE -> Duration.ofMillis(400);
            case SIGN -> Duration.ofMillis(500);
            case DECIPHER -> Duration.ofMillis(600);
            case IMPORT_KEY -> Duration.ofMillis(700);
            case GENERATE_KEY -> Duration.ofMillis(800);
        };
    }

    private List<Duration> twenty(long seed) {
        slept.clear();
        PacingCard card = new PacingCard(TestCards.blank(), pace(25), new Random(seed), slept::add);
        for (int i = 0; i < 20; i++) {
            card.transmit(GET_LIFE_CYCLE);
        }
        return List.copyOf(slept);
    }

    @ParameterizedTest
    @CsvSource({
        "00CADF4700, EXCHANGE",
        "00200011, VERIFY",
        "81200011, VERIFY",
        "00240011, CHANGE_PIN",
        "002C0311, CHANGE_PIN",
        "00E00000, WRITE",
        "00D60000, WRITE",
        "00E40110, WRITE",
        "002A9E9A, SIGN",
        "012A9E9A, SIGN",
        "102A9E9A, EXCHANGE",
        "002A90A0, EXCHANGE",
        "002A8086, DECIPHER",
        "00DB3FFF, IMPORT_KEY",
        "00470000, GENERATE_KEY",
        "00, EXCHANGE"
    })
    void command_takesTheTimeOfItsClass(String command, CommandClass kind) {
        PacingCard card = new PacingCard(TestCards.blank(), pace(0), new Random(1), slept::add);

        card.transmit(HexFormat.of().parseHex(command));

        assertThat(slept).containsExactly(time(kind));
    }

    @Test
    void times_spreadAsFarAsThePaceSaysAndRepeatWithTheSeed() {
        List<Duration> times = twenty(1);

        assertThat(times)
                .allMatch(time ->
                        time.compareTo(Duration.ofMillis(75)) >= 0 && time.compareTo(Duration.ofMillis(125)) <= 0);
        assertThat(times).doesNotHaveDuplicates();
        assertThat(twenty(1)).isEqualTo(times);
        assertThat(twenty(2)).isNotEqualTo(times);
    }

    @Test
    void interruptedUser_getsTheAnswerAndStaysInterrupted() {
        PacingCard card = new PacingCard(TestCards.blank(), pace(0), new Random(1), time -> {
            throw new InterruptedException();
        });

        byte[] answer = card.transmit(GET_LIFE_CYCLE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isEqualTo(HexFormat.of().parseHex("039000"));
    }

    @Test
    void paceWithoutSense_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(Map.of(), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> pace(101));
        Map<CommandClass, Duration> negative = new EnumMap<>(pace(0).times());
        negative.put(CommandClass.SIGN, Duration.ofMillis(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(negative, 0));
    }
}
