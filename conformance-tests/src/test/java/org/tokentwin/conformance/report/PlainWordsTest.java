package org.tokentwin.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWordsTest {
    /** What assertions really say, thrown here. */
    private static String said(Runnable assertion) {
        try {
            assertion.run();
        } catch (AssertionError e) {
            return PlainWords.of(String.valueOf(e.getMessage()));
        }
        throw new IllegalArgumentException("it held");
    }

    @Test
    void assertionsOfTheSuite_areToldInPlainWords() {
        assertThat(said(() -> assertThat("CKR_OK").isIn(List.of("CKR_PIN_LOCKED", "CKR_PIN_INCORRECT"))))
                .isEqualTo("returned CKR_OK; the standard allows CKR_PIN_LOCKED, CKR_PIN_INCORRECT");
        assertThat(said(() -> assertThat(List.of(1, 2, 3, 4)).hasSize(3))).isEqualTo("there are 4, and 3 are expected");
        assertThat(said(() -> assertThat(true).as("CKA_SENSITIVE").isFalse()))
                .isEqualTo("CKA_SENSITIVE is true and must be false");
        assertThat(said(() -> assertThat(5L).isEqualTo(7L))).isEqualTo("is 5 and must be 7");
        assertThat(said(() -> assertThat(-1L).as("ulMaxPinLen").isEqualTo(8L)))
                .isEqualTo("ulMaxPinLen is CK_UNAVAILABLE_INFORMATION (-1) and must be 8");
        long same = Long.parseLong("0");
        assertThat(said(() -> assertThat(same).isNotEqualTo(0L))).isEqualTo("is 0, which it must not be");
        assertThat(said(() -> assertThat(9L).isGreaterThanOrEqualTo(10L)))
                .isEqualTo("is 9 and must be greater than or equal to 10");
        assertThat(said(() -> assertThat("x").isEmpty())).isEqualTo("nothing is expected, and there is \"x\"");
    }

    @Test
    void otherWords_areLeftAsTheyAre() {
        String words = "the refused call changed the number of objects: 5 before it, 6 after it";

        assertThat(PlainWords.of(words)).isEqualTo(words);
    }

    @Test
    void cause_isTheSameForCasesThatDifferInNumbersOnly() {
        assertThat(PlainWords.cause("there are 4 of 12\nmore")).isEqualTo(PlainWords.cause("there are 5 of 1,234"));
    }

    @ParameterizedTest
    @CsvSource({
        "5.6 C_Login, pkcs11-base-v2.40-os.html#:~:text=CK_DEFINE_FUNCTION%28CK_RV%2C%20C_Login%29",
        "5.1.6 CKR_PIN_LOCKED, pkcs11-base-v2.40-os.html#:~:text=CKR_PIN_LOCKED%3A",
        "2.3.6 ECDSA, pkcs11-curr-v2.40-os.html#:~:text=2.3.6",
        "Profiles 3.1 Baseline Provider, pkcs11-profiles-v2.40-os.html#:~:text=Baseline%20Provider"
    })
    void section_isLinkedToTheStandard(String section, String end) {
        assertThat(StandardLink.of(section))
                .hasValueSatisfying(link -> assertThat(link)
                        .startsWith("https://docs.oasis-open.org/pkcs11/")
                        .endsWith(end));
    }

    @ParameterizedTest
    @CsvSource({"guide", "security", "vectors"})
    void whatIsNotInTheStandard_hasNoLink(String section) {
        assertThat(StandardLink.of(section)).isEmpty();
    }
}
