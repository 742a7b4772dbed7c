package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

class DoctorOnTokenTest {
    @Test
    void healthyToken_hasNoProblem() {
        try (InsertedToken inserted = InsertedToken.issue()) {
            CommandRun.Result result = CommandRun.on(inserted.module()).run("doctor");

            assertThat(result.status()).isZero();
            assertThat(result.out())
                    .contains("ok      Module: ")
                    .contains("ok      Loading: SafeNet eToken PKCS#11 9.1, PKCS#11 2.20")
                    .contains("ok      Token My Token: eToken, serial "
                            + inserted.token().serial())
                    .contains("ok      PIN: 15 of 15 tries left")
                    .contains("ok      Certificate: ")
                    .doesNotContain("problem");
        }
    }

    @Test
    void initialPin_isToBeChanged() {
        try (InsertedToken fromThePost = InsertedToken.of(EmulatedToken.order().withInitialPin())) {
            assertThat(CommandRun.on(fromThePost.module()).run("doctor").out())
                    .contains("note    PIN: 15 of 15 tries left, must be changed")
                    .contains("next: Change the initial PIN with 'pin change'.");
        }
    }

    @Test
    void expiredCertificate_isAProblem() {
        try (InsertedToken inserted = InsertedToken.issue()) {
            Instant end = inserted.token().certificate().getNotAfter().toInstant();
            Instant begin = inserted.token().certificate().getNotBefore().toInstant();

            CommandRun.Result after = CommandRun.on(inserted.module())
                    .at(end.plus(Duration.ofDays(1)))
                    .run("doctor");
            CommandRun.Result before = CommandRun.on(inserted.module())
                    .at(begin.minus(Duration.ofDays(1)))
                    .run("doctor");

            assertThat(after.status()).isEqualTo(1);
            assertThat(after.out()).contains("has expired");
            assertThat(before.out()).contains("is not valid yet");
        }
    }

    @Test
    void noToken_exitsWith3() {
        try (Emulator empty = Emulator.with()) {
            CommandRun.Result result = CommandRun.on(empty.modulePath()).run("doctor");

            assertThat(result.status()).isEqualTo(3);
            assertThat(result.out()).contains("none has a token").contains("next: Insert the token");
        }
    }

    @Test
    void blankToken_isToldToHaveNoCertificate() {
        try (InsertedToken blank = InsertedToken.of(EmulatedToken.order().blank())) {
            assertThat(CommandRun.on(blank.module()).run("doctor").out())
                    .contains("note    Certificate: the token shows no user certificate");
        }
    }
}
