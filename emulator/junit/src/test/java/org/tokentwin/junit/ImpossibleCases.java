package org.tokentwin.junit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What no token can be; {@link BothPlacesTest} runs it and sees each fail. */
class ImpossibleCases {
    @Test
    @TokenTwin(profile = "nonsense")
    void profileThatThereIsNot(Token token) {}

    @Test
    @TokenTwin(p12 = "chan.p12", key = KeyType.P256)
    void credentialWithAKey(Token token) {}

    @Test
    @TokenTwin(p12 = "missing.p12")
    void credentialThatIsMissing(Token token) {}

    @Test
    @TokenTwin(label = "a label of more than thirty-two bytes")
    void labelThatIsTooLong(Token token) {}

    @Test
    @TokenTwin(blank = true, key = KeyType.P256)
    void blankTokenWithAKey(Token token) {}

    @Test
    @TokenTwin(pin = PinState.INITIAL, userPin = "Chosen-by-me-1")
    void initialPinThatWasChanged(Token token) {}

    @Test
    @TokenTwin(
            p12 = "chan.p12",
            p12Password = {"one", "another"})
    void onePasswordTooMany(Token token) {}

    @Test
    void lifecycleOnAParameter(@TokenTwin(lifecycle = Lifecycle.CLASS) Token token) {}

    @Nested
    @TokenTwin
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class BeforeAllTests {
        @BeforeAll
        void begin(Token token) {}

        @Test
        void isNotReached(Token token) {}
    }
}
