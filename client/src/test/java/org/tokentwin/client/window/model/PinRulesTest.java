package org.tokentwin.client.window.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.Pin;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.window.model.PinRules.Rule;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;
import org.tokentwin.emulator.EmulatedToken;

class PinRulesTest {
    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @AutoClose
    private final TokenDesk desk = TokenDesk.open(inserted.module(), TokenClient::slots);

    private final PinRules rules = new PinRules(desk.look().tokens().getFirst());

    @Test
    void nothingTyped_keepsNoRule() {
        assertThat(rules.check(pin(""), pin(""), pin(""))).hasSize(7).noneMatch(Rule::met);
        assertThat(rules.percent(pin(""))).isZero();
    }

    @Test
    void passwordOfTheGuide_keepsAllRules() {
        assertThat(rules.check(pin("Abcdef1!"), pin("Ghijkl2?"), pin("Ghijkl2?")))
                .allMatch(Rule::met);
        assertThat(rules.percent(pin("Ghijkl2?"))).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "ghijkl2?, rule.upper",
        "GHIJKL2?, rule.lower",
        "Ghijklm?, rule.digit",
        "Ghijkl23, rule.special",
        "Ghij2?, rule.length",
        "Ghijkl2?Ghijkl2?Ghijk, rule.length",
        "Abcdef1!, rule.another"
    })
    void passwordThatLacksOneThing_breaksThatRuleOnly(String typed, String broken) {
        assertThat(broken(rules.check(pin("Abcdef1!"), pin(typed), pin(typed)))).containsExactly(broken);
    }

    @Test
    void confirmationThatDiffers_breaksThatRuleOnly() {
        assertThat(broken(rules.check(pin("Abcdef1!"), pin("Ghijkl2?"), pin("Ghijkl2"))))
                .containsExactly("rule.confirmed");
    }

    @Test
    void percentage_growsWithEachCharacterAndIsFullOnlyAtTheEnd() {
        String typed = "Ghijkl2?";
        int before = 0;
        for (int length = 1; length <= typed.length(); length++) {
            int percent = rules.percent(pin(typed.substring(0, length)));
            assertThat(percent).isGreaterThan(before);
            before = percent;
        }
        assertThat(before).isEqualTo(100);
        assertThat(rules.percent(pin("Ghijkl2?".repeat(3)))).isLessThan(100);
    }

    @Test
    void tokenThatTellsItsLengthOnly_hasThat() {
        try (InsertedToken other = InsertedToken.of(
                        EmulatedToken.order().profile("pkcs11-3.2").blank().withPin("Abcdef1!"));
                TokenDesk its = TokenDesk.open(other.module(), TokenClient::slots)) {
            PinRules length = new PinRules(its.look().tokens().getFirst());

            assertThat(length.check(pin("a"), pin("bbbbbbbb"), pin("bbbbbbbb")))
                    .hasSize(3)
                    .allMatch(Rule::met);
            assertThat(length.percent(pin("bbbb"))).isEqualTo(50);
        }
    }

    /** A 5110 refuses more than 3 of a character in a row, and wants no kind of characters. */
    @Test
    void tokenThatTellsItsRules_hasThemAll() {
        try (InsertedToken other = InsertedToken.of(EmulatedToken.order()
                        .profile("safenet-etoken-5110")
                        .blank()
                        .withPin("Abcdef1!"));
                TokenDesk its = TokenDesk.open(other.module(), TokenClient::slots)) {
            PinRules told = new PinRules(its.look().tokens().getFirst());

            assertThat(broken(told.check(pin("aaabbb"), pin("aaabbb")))).isEmpty();
            assertThat(broken(told.check(pin("aabbbb"), pin("aabbbb")))).containsExactly("rule.repetitions");
            assertThat(told.percent(pin("aabbbb"))).isEqualTo(50);
        }
    }

    @Test
    void rules_nameTheTokensLengths() {
        Rule length = rules.check(pin(""), pin(""), pin("")).getFirst();

        assertThat(Texts.in(Language.ENGLISH).say(length.text())).isEqualTo("8 to 20 characters");
    }

    @ParameterizedTest
    @CsvSource({"6, 16, 8 to 16 characters", "10, 30, 10 to 20 characters"})
    void tokenWithOtherLengthsThanTheGuide_hasTheNarrowerOfBoth(long shortest, long longest, String expected) {
        PinRules both = new PinRules(shortest, longest, true);

        assertThat(Texts.in(Language.ENGLISH).say(both.length())).isEqualTo(expected);
        assertThat(broken(both.check(pin("Ghijk2?"), pin("Ghijk2?")))).containsExactly("rule.length");
        assertThat(broken(both.check(pin("Ghijkl2?Gh"), pin("Ghijkl2?Gh")))).isEmpty();
    }

    private static List<String> broken(List<Rule> rules) {
        return rules.stream()
                .filter(rule -> !rule.met())
                .map(rule -> rule.text().key())
                .toList();
    }

    private static Pin pin(String characters) {
        return Pin.of(characters.toCharArray());
    }
}
