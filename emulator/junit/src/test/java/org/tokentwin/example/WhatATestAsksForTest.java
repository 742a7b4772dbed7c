package org.tokentwin.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.tokentwin.junit.KeyType;
import org.tokentwin.junit.Lifecycle;
import org.tokentwin.junit.PinState;
import org.tokentwin.junit.Token;
import org.tokentwin.junit.TokenTwin;

@TokenTwin(holder = "CHAN TAI MAN", key = KeyType.P256)
class WhatATestAsksForTest {
    @Test
    @TokenTwin(pin = PinState.INITIAL)
    void tokenFromThePost_hasTheEnvelopesPin(Token token) {
        assertThat(token.pin()).isEqualTo(token.initialPin()).hasSize(8);
    }

    @Test
    @TokenTwin(faults = "remove@sign")
    void tokenThatWillBePulledOut_isThereUntilThen(Token token) {
        assertThat(token.isInserted()).isTrue();
        assertThat(token.faults()).containsExactly("remove@sign:1");
    }

    @Test
    void tokenThatWasPulledOut_comesBack(Token token) {
        token.remove();
        assertThat(token.isInserted()).isFalse();
        token.insert();
        assertThat(token.triesLeft()).isEqualTo(15);
    }

    @Test
    void secondToken_isInTheNextSlotOfTheSameModule(Token token, @TokenTwin(label = "Office") Token office) {
        assertThat(office.modulePath()).isEqualTo(token.modulePath());
        assertThat(office.slot()).isEqualTo(token.slot() + 1);
    }

    @Test
    @TokenTwin(p12 = "/org/tokentwin/junit/chan.p12", p12Password = "secret of the file")
    void ownKeyAndCertificate_areOnTheToken(Token token) {
        assertThat(token.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=OWN CREDENTIAL");
    }

    @Nested
    @TokenTwin(lifecycle = Lifecycle.CLASS)
    class TestsThatShareOne {
        @Test
        void token_isTheSameInAllOfThem(Token token) {
            assertThat(token.trace()).doesNotContain(String.valueOf(token.pin()));
        }
    }
}
