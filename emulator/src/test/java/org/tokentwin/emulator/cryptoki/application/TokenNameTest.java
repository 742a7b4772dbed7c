package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.ascii;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** The label of SafeNet's token object is the token's own; the user changes it. */
class TokenNameTest {
    private static final long TOKEN_OBJECT = 0x80005002L;

    private final TokenFixture token = TokenFixture.withSoPin();
    private final Cryptoki application = token.application();
    private final long session = TokenFixture.openReadWrite(application);
    private final long object = PinPolicyObjectTest.feature(application, session, TOKEN_OBJECT);

    @Test
    void label_isTheTokensOwnBeforeALogin() {
        assertThat(label())
                .isEqualTo("My Token")
                .isEqualTo(application.getTokenInfo(0).label());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "陳大文 \u05e9\u05dc\u05d5\u05dd", "0123456789abcdef0123456789abcdef"})
    void labelThatTheUserChanges_isTheTokensForAllApplications(String name) {
        application.login(session, Cku.CKU_USER, ascii("1234567890"));

        rename(name);

        assertThat(label()).isEqualTo(name);
        Cryptoki other = token.application();
        assertThat(other.getTokenInfo(0).label()).isEqualTo(name);
    }

    @Test
    void blanksBehindALabel_areNotKept() {
        application.login(session, Cku.CKU_USER, ascii("1234567890"));

        rename("Padded" + " ".repeat(26));

        assertThat(application.getTokenInfo(0).label()).isEqualTo("Padded");
    }

    @Test
    void labelWithoutTheUsersLogin_staysAsItIs() {
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> rename("Other"));
        application.login(session, Cku.CKU_SO, ascii(TokenFixture.SO_PIN));
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> rename("Other"));

        assertThat(application.getTokenInfo(0).label()).isEqualTo("My Token");
    }

    @Test
    void labelInAReadOnlySession_staysAsItIs() {
        application.login(session, Cku.CKU_USER, ascii("1234567890"));
        long reading = TokenFixture.openReadOnly(application);

        assertCkr(
                Ckr.CKR_SESSION_READ_ONLY,
                () -> application.setAttributeValue(reading, object, List.of(label("Other"))));
        assertThat(application.getTokenInfo(0).label()).isEqualTo("My Token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "0123456789abcdef0123456789abcdef0", "陳大文陳大文陳大文陳大", "nil\0"})
    void labelThatTheCardHasNoRoomFor_isRefused(String name) {
        application.login(session, Cku.CKU_USER, ascii("1234567890"));

        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> rename(name));
        assertThat(application.getTokenInfo(0).label()).isEqualTo("My Token");
    }

    @Test
    void labelThatIsNoUtf8_isRefused() {
        application.login(session, Cku.CKU_USER, ascii("1234567890"));

        assertCkr(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> set(Attribute.of(Cka.CKA_LABEL, new byte[] {'a', (byte) 0xC3})));
    }

    @Test
    void labelWithAnAttributeThatNobodyChanges_isRefusedAsAWhole() {
        application.login(session, Cku.CKU_USER, ascii("1234567890"));

        assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> set(label("Other"), PinPolicyObjectTest.number(0x80001112L, 3)));
        assertThat(application.getTokenInfo(0).label()).isEqualTo("My Token");
    }

    private void rename(String name) {
        set(label(name));
    }

    private void set(Attribute... values) {
        application.setAttributeValue(session, object, List.of(values));
    }

    private String label() {
        byte[] label = application
                .getAttributeValue(session, object, new long[] {Cka.CKA_LABEL})
                .getFirst()
                .value()
                .orElseThrow()
                .value();
        return new String(label, StandardCharsets.UTF_8);
    }

    private static Attribute label(String name) {
        return Attribute.of(Cka.CKA_LABEL, name.getBytes(StandardCharsets.UTF_8));
    }
}
