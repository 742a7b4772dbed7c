package org.tokentwin.client.window.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.client.revocation.Asked;
import org.tokentwin.client.revocation.Obstacle;
import org.tokentwin.client.revocation.RevocationStatus;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;

/** Everything that can be in the way is said in the window's language. */
class AskedTextTest {
    private static final String WHERE = "OCSP http://127.0.0.1:1/ocsp";

    @ParameterizedTest
    @EnumSource
    void everyObstacle_isSaidInEveryLanguage_withItsDetail(Obstacle.Kind kind) {
        Asked asked = new Asked(
                Optional.of(WHERE),
                RevocationStatus.UNDETERMINED,
                Optional.of(new Obstacle(kind, List.of("tryLater"))));
        boolean detailed = asked.words().contains("tryLater");

        assertThat(Stream.of(Language.values()).map(language -> AskedText.line(Texts.in(language), asked)))
                .doesNotHaveDuplicates()
                .allSatisfy(line -> assertThat(line).startsWith(WHERE).doesNotContain("{", "''"))
                .allSatisfy(line -> assertThat(line.contains("tryLater")).isEqualTo(detailed));
    }

    @ParameterizedTest
    @EnumSource
    void everyStatus_isSaidInEveryLanguage(RevocationStatus status) {
        Asked asked = new Asked(Optional.of(WHERE), status, Optional.empty());

        assertThat(AskedText.line(Texts.in(Language.ENGLISH), asked)).isEqualTo(asked.words());
        for (Language chinese : List.of(Language.TRADITIONAL_CHINESE, Language.SIMPLIFIED_CHINESE)) {
            assertThat(AskedText.line(Texts.in(chinese), asked))
                    .startsWith(WHERE + "：")
                    .containsPattern("\\p{IsHan}$")
                    .doesNotContain(status.words());
        }
    }

    @ParameterizedTest
    @EnumSource
    void strangersText_isHarmless_andAMomentIsTheLanguages(Language language) {
        Texts texts = Texts.in(language);
        Instant moment = Instant.parse("2026-02-03T04:05:06Z");
        Asked asked = new Asked(
                Optional.of("OCSP http://\u202e\u001b[2J"),
                RevocationStatus.UNDETERMINED,
                Optional.of(new Obstacle(Obstacle.Kind.STALE, List.of(moment))));

        assertThat(AskedText.line(texts, asked))
                .doesNotContain("\u202e", "\u001b")
                .contains(texts.moment(moment));
    }
}
