package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;

class RetryCountersTest {
    private static final Attribute HARDWARE_FEATURE = Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_HW_FEATURE);
    private static final long USER_TRIES_LEFT = 0x80001110L;
    private static final long USER_TRIES_AT_MOST = 0x80001112L;

    private final EmulatedToken token = EmulatedToken.order().withTestKey().issue();
    private final Emulator emulator = Emulator.with(token);

    @AfterEach
    void close() {
        emulator.close();
        token.close();
    }

    @Test
    void counters_followTheCardWithoutALogin() {
        Cryptoki application = emulator.newApplication();
        application.initialize(null);
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
        long feature = find(application, session, List.of(HARDWARE_FEATURE))[0];

        assertThat(counter(application, session, feature, USER_TRIES_LEFT)).isEqualTo(15);
        assertThatThrownBy(
                        () -> application.login(session, Cku.CKU_USER, "Wrong1!pin".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CryptokiException.class);
        assertThat(counter(application, session, feature, USER_TRIES_LEFT)).isEqualTo(14);
        assertThat(counter(application, session, feature, USER_TRIES_AT_MOST)).isEqualTo(15);
    }

    @Test
    void hardwareFeature_isNotAmongOtherObjects() {
        Cryptoki application = emulator.newApplication();
        application.initialize(null);
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
        long feature = find(application, session, List.of(HARDWARE_FEATURE))[0];

        assertThat(find(application, session, List.of())).doesNotContain(feature);
    }

    private static long[] find(Cryptoki application, long session, List<Attribute> template) {
        application.findObjectsInit(session, template);
        long[] found = application.findObjects(session, 100);
        application.findObjectsFinal(session);
        return found;
    }

    private static int counter(Cryptoki application, long session, long feature, long type) {
        return application
                .getAttributeValue(session, feature, new long[] {type})
                .getFirst()
                .value()
                .orElseThrow()
                .value()[0];
    }
}
