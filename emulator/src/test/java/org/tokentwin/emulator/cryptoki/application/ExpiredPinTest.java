package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.ascii;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cks;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.profile.PinExpiry;
import org.tokentwin.emulator.profile.TokenProfile;

/** A PIN that must be changed, where the profile lets the login succeed: PKCS#11 v2.40 section 3.2. */
class ExpiredPinTest {
    private final TokenFixture token = TokenFixture.issued(refusingLater(TokenProfile.ofDefault()));
    private final Cryptoki application = token.application();
    private final long session = TokenFixture.openReadWrite(application);

    @Test
    void login_succeedsAndOpensNothing() {
        application.login(session, Cku.CKU_USER, ascii(TokenFixture.INITIAL_PIN));

        assertThat(application.getSessionInfo(session).state()).isEqualTo(Cks.CKS_RW_USER_FUNCTIONS);
        List<Attribute> secret =
                Templates.with(Templates.data("secret", "x"), Attribute.ofBoolean(Cka.CKA_PRIVATE, true));
        assertCkr(Ckr.CKR_PIN_EXPIRED, () -> application.createObject(session, secret));
        assertCkr(Ckr.CKR_PIN_EXPIRED, () -> application.signInit(session, Mechanism.of(Ckm.CKM_RSA_PKCS), 1));
    }

    @Test
    void setPin_opensTheLoginThatIsThere() {
        application.login(session, Cku.CKU_USER, ascii(TokenFixture.INITIAL_PIN));

        application.setPin(session, ascii(TokenFixture.INITIAL_PIN), ascii(TokenFixture.PIN));

        application.createObject(
                session, Templates.with(Templates.data("secret", "x"), Attribute.ofBoolean(Cka.CKA_PRIVATE, true)));
        assertThat(application.getTokenInfo(0).flags() & Ckf.CKF_USER_PIN_TO_BE_CHANGED)
                .isZero();
    }

    @Test
    void refusedNewPin_leavesTheLoginAsItWas() {
        application.login(session, Cku.CKU_USER, ascii(TokenFixture.INITIAL_PIN));

        assertCkr(
                Ckr.CKR_PIN_INVALID,
                () -> application.setPin(session, ascii(TokenFixture.INITIAL_PIN), ascii("weak-password")));

        assertCkr(Ckr.CKR_PIN_EXPIRED, () -> application.signInit(session, Mechanism.of(Ckm.CKM_RSA_PKCS), 1));
        application.logout(session);
        assertThat(application.getSessionInfo(session).state()).isEqualTo(Cks.CKS_RW_PUBLIC_SESSION);
    }

    @Test
    void pinThatTheSoSet_isAdvisoryWhereThePolicyDoesNotEnforceTheChange() {
        Cryptoki admin = TokenFixture.withSoPin().application();
        long adminSession = TokenFixture.openReadWrite(admin);
        admin.login(adminSession, Cku.CKU_SO, ascii(TokenFixture.SO_PIN));
        admin.initPin(adminSession, ascii("user-pin"));
        admin.logout(adminSession);

        admin.login(adminSession, Cku.CKU_USER, ascii("user-pin"));

        assertThat(admin.getTokenInfo(0).flags() & Ckf.CKF_USER_PIN_TO_BE_CHANGED)
                .isNotZero();
        admin.createObject(
                adminSession,
                Templates.with(Templates.data("secret", "x"), Attribute.ofBoolean(Cka.CKA_PRIVATE, true)));
    }

    private static TokenProfile refusingLater(TokenProfile profile) {
        return TokenFixture.with(profile, profile.pinPolicy(), PinExpiry.LATER_CALLS);
    }
}
