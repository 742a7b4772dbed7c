package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.ascii;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.profile.TokenProfile;

/** A PIN that expires after 30 days, by a clock that the test sets. */
class PinAgeTest {
    private static final Instant ISSUED = Instant.parse("2026-03-01T12:00:00Z");
    private static final long TOKEN_OBJECT = 0x80005002L;
    private static final long USER_PIN_AGE = 0x8000112BL;

    @TempDir
    private Path directory;

    private Instant now = ISSUED;
    private TokenFixture token;
    private Cryptoki application;
    private long session;

    @BeforeEach
    void issueAndChange() throws IOException {
        Path profile = Files.writeString(
                directory.resolve("expiring.toml"), "based-on = \"hongkongpost-ecert\"\n[pin]\nexpires-days = 30\n");
        token = TokenFixture.issued(TokenProfile.load(profile));
        token.board().clock(0, () -> Optional.of(now));
        token.reader().remove();
        token.reader().insert(token.card());
        application = token.application();
        session = TokenFixture.openReadWrite(application);
        application.setPin(session, ascii(TokenFixture.INITIAL_PIN), ascii(TokenFixture.PIN));
    }

    @Test
    void pinOf29Days_logsIn_andTellsItsAge() {
        after(29);

        application.login(session, Cku.CKU_USER, ascii(TokenFixture.PIN));

        long object = PinPolicyObjectTest.feature(application, session, TOKEN_OBJECT);
        assertThat(PinPolicyObjectTest.number(application, session, object, USER_PIN_AGE))
                .isEqualTo(29);
        assertThat(mustChange()).isFalse();
    }

    @Test
    void pinOf30Days_isFlagged_andLoginSaysExpired_untilItIsChanged() {
        after(30);

        assertThat(mustChange()).isTrue();
        assertCkr(Ckr.CKR_PIN_EXPIRED, () -> application.login(session, Cku.CKU_USER, ascii(TokenFixture.PIN)));
        application.setPin(session, ascii(TokenFixture.PIN), ascii("Another-1"));
        application.login(session, Cku.CKU_USER, ascii("Another-1"));
        assertThat(mustChange()).isFalse();
        application.logout(session);

        after(59);
        application.login(session, Cku.CKU_USER, ascii("Another-1"));
        application.logout(session);
        after(60);
        assertCkr(Ckr.CKR_PIN_EXPIRED, () -> application.login(session, Cku.CKU_USER, ascii("Another-1")));
    }

    @Test
    void clockThatGoesBack_makesNoPinYounger() {
        after(30);
        assertThat(mustChange()).isTrue();

        after(1);

        assertCkr(Ckr.CKR_PIN_EXPIRED, () -> application.login(session, Cku.CKU_USER, ascii(TokenFixture.PIN)));
    }

    @Test
    void expiredPin_opensNothingAtTheCardReader() {
        after(30);
        assertThat(mustChange()).isTrue();

        token.send(0x20, 0x00, 0x11, ascii(TokenFixture.PIN));

        assertThat(token.send(0xCA, 0xDF, 0x41, new byte[0])[0] & 0x08)
                .as("the channel's status")
                .isZero();
    }

    @Test
    void tokenWithoutALimit_isNotToldTheDay() {
        TokenFixture other = TokenFixture.ready();
        other.board().clock(0, () -> Optional.of(ISSUED));
        Cryptoki caller = other.application();

        caller.login(TokenFixture.openReadWrite(caller), Cku.CKU_USER, ascii(TokenFixture.PIN));

        assertThat(other.send(0xCA, 0xDF, 0x46, new byte[0])).containsExactly(0, 0, 0, 0);
    }

    private void after(int days) {
        now = ISSUED.plus(Duration.ofDays(days));
    }

    private boolean mustChange() {
        return (application.getTokenInfo(0).flags() & Ckf.CKF_USER_PIN_TO_BE_CHANGED) != 0;
    }
}
