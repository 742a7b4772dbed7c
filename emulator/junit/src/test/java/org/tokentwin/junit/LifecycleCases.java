package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/** Tokens that tests share; {@link BothPlacesTest} runs it. */
class LifecycleCases {
    @Nested
    @TokenTwin(lifecycle = Lifecycle.CLASS)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfTheClass {
        private String before = "";

        @BeforeAll
        void remember(Token token) {
            before = token.serial();
        }

        @Test
        void isTheSame(Token token) {
            assertThat(token.serial()).isEqualTo(before);
        }

        @Test
        @TokenTwin
        void isFreshWhereTheMethodSaysSo(Token token) {
            assertThat(token.serial()).isNotEqualTo(before);
        }

        @Nested
        class Inner {
            @Test
            void isTheSame(Token token) {
                assertThat(token.serial()).isEqualTo(before);
            }
        }
    }

    @Nested
    @TokenTwin(lifecycle = Lifecycle.SUITE, label = "Suite")
    class OneOfTheSuite {
        @Test
        void reports(Token token, TestReporter reporter) {
            reporter.publishEntry("Suite", token.serial());
        }
    }

    @Nested
    @TokenTwin(lifecycle = Lifecycle.SUITE, label = "Suite")
    class OtherOfTheSuite {
        @Test
        void reports(Token token, TestReporter reporter) {
            reporter.publishEntry("Suite", token.serial());
        }
    }

    @Nested
    @TokenTwin(lifecycle = Lifecycle.SUITE, label = "Other")
    class OfAnotherAnnotation {
        @Test
        void reports(Token token, TestReporter reporter) {
            reporter.publishEntry("Other", token.serial());
        }
    }
}
