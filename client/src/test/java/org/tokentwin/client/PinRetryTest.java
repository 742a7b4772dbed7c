package org.tokentwin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;

/** What the client risks of a token's tries, and what it says of them. */
class PinRetryTest {
    private static final String RIGHT = "Abcdef1!";

    private final ScriptedToken token = new ScriptedToken();

    @AfterEach
    void close() {
        token.close();
    }

    @Test
    void wrongPin_isSentOnce() {
        TokenException refusal = loginFails("wröng PIN", TryRisk.KEEP_FINAL_TRY);

        assertThat(refusal.ckr()).contains(Ckr.CKR_PIN_INCORRECT);
        assertThat(token.count("login")).isEqualTo(1);
    }

    @Test
    void wrongPin_tellsTheTriesThatTheVendorsObjectHas() {
        token.triesLeft = OptionalInt.of(15);

        assertThat(loginFails("wrong", TryRisk.KEEP_FINAL_TRY)).hasMessage("the PIN is wrong: 14 of 15 tries left");
    }

    @Test
    void wrongPinOfATokenThatDoesNotTell_isJustWrong() {
        assertThat(loginFails("wrong", TryRisk.KEEP_FINAL_TRY)).hasMessage("the PIN is wrong");
    }

    @Test
    void anotherVendorsObjects_areNotTakenForSafeNets() {
        token.manufacturer = "Somebody";
        token.triesLeft = OptionalInt.of(1);

        assertThat(loginFails("wrong", TryRisk.KEEP_FINAL_TRY)).hasMessage("the PIN is wrong");
        assertThat(token.count("findObjects")).isZero();
    }

    @Test
    void finalTryByTheCounter_isNotRisked() {
        token.triesLeft = OptionalInt.of(1);

        TokenException refusal = loginFails(RIGHT, TryRisk.KEEP_FINAL_TRY);

        assertThat(refusal).hasMessageContaining("one try is left");
        assertThat(refusal.advice()).contains("--allow-final-try");
        assertThat(token.count("login")).isZero();
    }

    @Test
    void finalTryByTheFlag_isNotRisked() {
        token.flags |= 0x20000;

        loginFails(RIGHT, TryRisk.KEEP_FINAL_TRY);

        assertThat(token.count("login")).isZero();
    }

    @Test
    void finalTry_isTakenWhereItIsAllowed() {
        token.triesLeft = OptionalInt.of(1);

        try (TokenClient client = TokenClient.open(token.path());
                Pin pin = pin(RIGHT);
                TokenSession session = client.login(only(client), pin, TryRisk.ALLOW_FINAL_TRY)) {
            assertThat(session.token().label()).isEqualTo("My Token");
        }
        assertThat(token.count("login")).isEqualTo(1);
        assertThat(token.count("logout")).isEqualTo(1);
    }

    @Test
    void finalTryThatIsWrong_tellsThatTheTokenIsLocked() {
        token.triesLeft = OptionalInt.of(1);

        assertThat(loginFails("wrong", TryRisk.ALLOW_FINAL_TRY))
                .hasMessage("the PIN is wrong, and the token is now locked");
    }

    @Test
    void lockedPin_isNotSent() {
        token.flags |= 0x40000;

        TokenException refusal = loginFails(RIGHT, TryRisk.ALLOW_FINAL_TRY);

        assertThat(refusal.ckr()).contains(Ckr.CKR_PIN_LOCKED);
        assertThat(token.count("login")).isZero();
    }

    @Test
    void pinChange_isAsCarefulAsALogin() {
        token.triesLeft = OptionalInt.of(1);

        try (TokenClient client = TokenClient.open(token.path())) {
            assertThatThrownBy(
                            () -> client.changePin(only(client), pin(RIGHT), pin("Abcdef2!"), TryRisk.KEEP_FINAL_TRY))
                    .hasMessageContaining("one try is left");
        }
        assertThat(token.count("setPin")).isZero();
    }

    @Test
    void newPinThatIsTheCurrentOne_isNotSent() {
        try (TokenClient client = TokenClient.open(token.path())) {
            TokenException refusal = catchThrowableOfType(
                    TokenException.class,
                    () -> client.changePin(only(client), pin(RIGHT), pin(RIGHT), TryRisk.KEEP_FINAL_TRY));
            assertThat(refusal).hasMessageContaining("is the current one");
        }
        assertThat(token.count("setPin")).isZero();
    }

    @Test
    void newPinOfAWrongLength_isNotSent() {
        for (String replacement : new String[] {"Abc1!", "Abcdef1!Abcdef1!Abcde"}) {
            try (TokenClient client = TokenClient.open(token.path())) {
                TokenException refusal = catchThrowableOfType(
                        TokenException.class,
                        () -> client.changePin(only(client), pin(RIGHT), pin(replacement), TryRisk.KEEP_FINAL_TRY));
                assertThat(refusal.ckr()).contains(Ckr.CKR_PIN_LEN_RANGE);
            }
        }
        assertThat(token.count("setPin")).isZero();
    }

    @Test
    void pinPad_isGivenNoPin() {
        token.flags |= 0x100;

        try (TokenClient client = TokenClient.open(token.path());
                Pin pin = Pin.fromTokensOwnDialogue();
                TokenSession session = client.login(only(client), pin, TryRisk.KEEP_FINAL_TRY)) {
            assertThat(session.token().label()).isEqualTo("My Token");
        }
        assertThat(token.count("entered on the token's own keypad")).isEqualTo(1);
    }

    private TokenException loginFails(String pin, TryRisk risk) {
        try (TokenClient client = TokenClient.open(token.path());
                Pin entered = pin(pin)) {
            return catchThrowableOfType(TokenException.class, () -> client.login(only(client), entered, risk));
        }
    }

    private static Token only(TokenClient client) {
        return client.tokens().getFirst();
    }

    private static Pin pin(String characters) {
        return Pin.of(characters.toCharArray());
    }
}
