package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.profile.TokenProfile;

/** Which token a parameter gets. It holds wherever the emulator runs; here it is inside. */
@TokenTwin(holder = "CLASS HOLDER")
class TokenTwinTest {
    private static final Set<String> SERIALS = ConcurrentHashMap.newKeySet();

    private String beforeEach = "";

    @BeforeEach
    void remember(Token token) {
        beforeEach = token.serial();
    }

    @RepeatedTest(3)
    void everyTestMethod_hasAFreshToken(Token token) {
        assertThat(SERIALS.add(token.serial())).isTrue();
    }

    @Test
    void oneTestMethod_hasOneToken(Token token, Token again, EmulatedToken emulated) {
        assertThat(again).isSameAs(token);
        assertThat(emulated.serial()).isEqualTo(token.serial()).isEqualTo(beforeEach);
    }

    @Test
    void classAnnotation_counts(Token token) {
        assertThat(token.certificate().getSubjectX500Principal().getName()).contains("CN=CLASS HOLDER");
    }

    @Test
    @TokenTwin(profile = "safenet-etoken-5110", key = KeyType.P256, pin = PinState.INITIAL)
    void methodAnnotation_countsBeforeTheClass(EmulatedToken token) {
        assertThat(token.profile()).isEqualTo(TokenProfile.named("safenet-etoken-5110"));
        assertThat(token.certificate().getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(token.pin()).isEqualTo(token.initialPin());
    }

    @Test
    void defaultPinState_isChanged(Token token) {
        assertThat(token.pin()).isNotEqualTo(token.initialPin());
    }

    @Test
    void annotatedParameter_isOneMoreTokenInTheSameEmulator(
            EmulatedToken own, @TokenTwin(holder = "ANOTHER") EmulatedToken another, Emulator emulator) {
        assertThat(another).isNotSameAs(own);
        assertThat(emulator.tokens()).containsExactly(own, another);
    }

    @Nested
    class Inside {
        @Test
        void annotationOfTheEnclosingClass_counts(Token token) {
            assertThat(token.certificate().getSubjectX500Principal().getName()).contains("CN=CLASS HOLDER");
        }
    }
}
