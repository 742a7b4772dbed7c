package org.tokentwin.client.window.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;
import org.tokentwin.emulator.EmulatedToken;

/** What is said of tokens that come and go, in the window's lowest line and in the tray. */
class TokenNoticesTest {
    private static final Texts ENGLISH = Texts.in(Language.ENGLISH);

    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @AutoClose
    private final TokenDesk desk = TokenDesk.open(inserted.module(), TokenClient::slots);

    private final DeskView with = desk.look();
    private final Instant end = inserted.token().certificate().getNotAfter().toInstant();
    private final Instant before = end.minus(Duration.ofDays(300));

    @Test
    void tokenThatIsThereFirst_isNoNews() {
        assertThat(notices(Optional.empty(), with, before)).isEmpty();
        assertThat(notices(Optional.of(with), with, end)).isEmpty();
    }

    @Test
    void tokenThatComesAndGoes_isSaidTo() {
        inserted.emulator().remove(inserted.token());
        DeskView without = desk.look();

        assertThat(notices(Optional.of(with), without, before)).containsExactly("My Token was unplugged.");
        assertThat(notices(Optional.of(without), with, before)).containsExactly("My Token was plugged in.");
    }

    @ParameterizedTest
    @CsvSource({
        "29, CHAN TAI MAN expires in 29 days: renew it.",
        "1, CHAN TAI MAN expires tomorrow: renew it.",
        "0, CHAN TAI MAN expires today: renew it.",
        "-1, CHAN TAI MAN has expired."
    })
    void certificateThatExpires_isSaidTo(int days, String notice) {
        Instant moment = end.minus(Duration.ofDays(days)).minusSeconds(days < 0 ? 0 : 60);

        assertThat(notices(Optional.empty(), with, moment)).containsExactly(notice);
    }

    @Test
    void passwordOfTheEnvelope_isSaidToBeChanged() {
        try (InsertedToken fromThePost = InsertedToken.of(EmulatedToken.order().withInitialPin());
                TokenDesk its = TokenDesk.open(fromThePost.module(), TokenClient::slots)) {
            assertThat(notices(Optional.empty(), its.look(), before))
                    .containsExactly("The password of My Token must be changed.");
        }
    }

    @Test
    void manyNotices_areCounted() {
        DeskView none = new DeskView(with.module(), List.of());
        DeskView many = new DeskView(
                with.module(), Collections.nCopies(1200, with.tokens().getFirst()));

        assertThat(notices(Optional.of(none), many, end))
                .containsExactly(
                        "My Token was plugged in.",
                        "My Token was plugged in.",
                        "My Token was plugged in.",
                        "My Token was plugged in.",
                        "And 2,396 more.");
    }

    private static List<String> notices(Optional<DeskView> last, DeskView now, Instant moment) {
        return TokenNotices.of(last, now, moment).stream().map(ENGLISH::say).toList();
    }
}
