package org.tokentwin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;

/** SafeNet's policy object on modules that are not SafeNet's, or not sound. */
class PinPolicyTest {
    private static final long LEAST = 0x80001202L;
    private static final long MOST = 0x8000120FL;
    private static final long DIGITS = 0x8000120AL;

    @AutoClose
    private final ScriptedToken scripted = new ScriptedToken();

    @AutoClose
    private final TokenClient client = open(scripted);

    private static TokenClient open(ScriptedToken scripted) {
        scripted.manufacturer = "Somebody else";
        scripted.policy.put(LEAST, new byte[] {6, 0, 0, 0});
        scripted.policy.put(MOST, new byte[] {16, 0, 0, 0, 0, 0, 0, 0});
        return TokenClient.open(scripted.path());
    }

    @Test
    void rules_areReadOnAnyModuleThatHasTheObject_andNoOthersAreInvented() {
        PinPolicy policy = client.pinPolicy(token()).orElseThrow();

        assertThat(policy.values()).isEqualTo(Map.of(PolicyRule.LEAST_LENGTH, 6, PolicyRule.MOST_LENGTH, 16));
        assertThat(policy.use(PolicyRule.DIGITS)).isEqualTo(CharacterUse.ALLOWED);
    }

    @Test
    void rule_isWrittenInAsManyBytesAsItHas() {
        change(Map.of(PolicyRule.LEAST_LENGTH, 8, PolicyRule.MOST_LENGTH, 20));

        assertThat(scripted.policy.get(LEAST)).containsExactly(8, 0, 0, 0);
        assertThat(scripted.policy.get(MOST)).containsExactly(20, 0, 0, 0, 0, 0, 0, 0);
        assertThat(scripted.count("setAttributeValue")).isEqualTo(1);
    }

    @Test
    void tokenThatKeepsOtherRulesThanItSaid_isToldOf() {
        scripted.keepsPolicy = false;

        assertThatThrownBy(() -> change(Map.of(PolicyRule.LEAST_LENGTH, 8)))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("LEAST_LENGTH=6");
    }

    /** Numbers of a vendor's mean something else at another's. */
    @ParameterizedTest
    @CsvSource({"17, 4", "6, 2", "-1, 4"})
    void objectThatCannotBeRules_isLeftAlone(int least, int bytes) {
        byte[] value = new byte[bytes];
        value[0] = (byte) least;
        value[bytes - 1] = (byte) (least < 0 ? least : value[bytes - 1]);
        scripted.policy.put(LEAST, value);

        assertThat(client.pinPolicy(token())).isEmpty();
        assertRefusedWithoutAPin();
    }

    @Test
    void kindOfCharactersWithAnotherNumber_isNoRule() {
        scripted.policy.put(DIGITS, new byte[] {3, 0, 0, 0});

        assertThat(client.pinPolicy(token()).orElseThrow().values()).doesNotContainKey(PolicyRule.DIGITS);
    }

    @Test
    void moduleThatRefusesToLookForSuchObjects_hasNone() {
        scripted.refusesToLookForPolicy = true;

        assertThat(client.pinPolicy(token())).isEmpty();
        assertRefusedWithoutAPin();
    }

    private void assertRefusedWithoutAPin() {
        assertThatThrownBy(() -> change(Map.of(PolicyRule.LEAST_LENGTH, 8)))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("no PIN was sent");
        assertThat(scripted.count("login")).isZero();
    }

    private void change(Map<PolicyRule, Integer> changes) {
        try (Pin pin = Pin.of("Abcdef1!".toCharArray())) {
            client.changePinPolicy(token(), pin, changes, TryRisk.KEEP_FINAL_TRY);
        }
    }

    private Token token() {
        return client.tokens().getFirst();
    }
}
