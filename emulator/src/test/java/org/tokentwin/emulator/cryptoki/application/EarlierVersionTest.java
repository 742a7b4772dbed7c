package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.Program;
import org.tokentwin.emulator.profile.MajorMinor;

/** A library returns what the version of PKCS#11 knows that it reports. */
class EarlierVersionTest {
    private static final byte[] BRAINPOOL_P256_R1 = {0x06, 0x09, 0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x07};

    private final TokenFixture token = TokenFixture.ready();

    @ParameterizedTest
    @CsvSource({
        "2, 20, CKR_DOMAIN_PARAMS_INVALID",
        "2, 11, CKR_DOMAIN_PARAMS_INVALID",
        "2, 40, CKR_CURVE_NOT_SUPPORTED",
        "3, 0, CKR_CURVE_NOT_SUPPORTED"
    })
    void curveThatTheTokenDoesNotHave(int major, int minor, Ckr ckr) {
        Cryptoki application = of(major, minor);
        long session = TokenFixture.openUser(application);

        assertCkr(
                ckr,
                () -> application.generateKeyPair(
                        session,
                        Mechanism.of(Ckm.CKM_EC_KEY_PAIR_GEN),
                        List.of(Attribute.of(Cka.CKA_EC_PARAMS, BRAINPOOL_P256_R1)),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 20, CKR_ATTRIBUTE_READ_ONLY, CKR_FUNCTION_FAILED",
        "2, 40, CKR_ACTION_PROHIBITED, CKR_ACTION_PROHIBITED"
    })
    void objectThatMayNotBeTouched(int major, int minor, Ckr changed, Ckr copiedOrDestroyed) {
        Cryptoki application = of(major, minor);
        long session = TokenFixture.openUser(application);
        long object = application.createObject(
                session,
                List.of(
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA),
                        Attribute.ofBoolean(Cka.CKA_MODIFIABLE, false),
                        Attribute.ofBoolean(Cka.CKA_COPYABLE, false),
                        Attribute.ofBoolean(Cka.CKA_DESTROYABLE, false)));

        assertCkr(
                changed,
                () -> application.setAttributeValue(
                        session, object, List.of(Attribute.ofString(Cka.CKA_LABEL, "other"))));
        assertCkr(copiedOrDestroyed, () -> application.copyObject(session, object, List.of()));
        assertCkr(copiedOrDestroyed, () -> application.destroyObject(session, object));
    }

    @Test
    void applicationsOfTheBoard_haveTheProfilesVersion() {
        assertThat(token.board().profile().library().cryptokiVersion()).isEqualTo(new MajorMinor(2, 20));
        Cryptoki application = CryptokiApplication.on(token.board(), Program.UNKNOWN, 1);
        application.initialize(null);
        long session = TokenFixture.openUser(application);

        assertCkr(
                Ckr.CKR_DOMAIN_PARAMS_INVALID,
                () -> application.generateKeyPair(
                        session,
                        Mechanism.of(Ckm.CKM_EC_KEY_PAIR_GEN),
                        List.of(Attribute.of(Cka.CKA_EC_PARAMS, BRAINPOOL_P256_R1)),
                        List.of()));
    }

    private Cryptoki of(int major, int minor) {
        Cryptoki application = new CryptokiApplication(
                token.board(), Program.UNKNOWN, 1, EarlierVersion.of(new MajorMinor(major, minor)));
        application.initialize(null);
        return application;
    }
}
