package org.tokentwin.conformance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ARGUMENTS_BAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DATA_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.junit.jupiter.api.Test;

class DeviationTest {
    private static final Returns.Call REFUSED = () -> {
        throw new PKCS11Exception(CKR_ARGUMENTS_BAD);
    };

    @Test
    void refusalWithAnotherValue_isADeviationWhenTheCaseEnds() {
        assertThatThrownBy(() -> Deviation.collect(() -> {
                    Returns.assertReturns(CKR_DATA_LEN_RANGE, REFUSED);
                    Returns.assertReturns(CKR_ARGUMENTS_BAD, REFUSED);
                }))
                .isInstanceOf(Deviation.class)
                .hasMessage("expected CKR_DATA_LEN_RANGE, seen CKR_ARGUMENTS_BAD");
    }

    @Test
    void failureAfterDeviation_isAFailure() {
        assertThatThrownBy(() -> Deviation.collect(() -> {
                    Returns.assertReturns(CKR_DATA_LEN_RANGE, REFUSED);
                    Returns.assertOk(REFUSED);
                }))
                .isInstanceOf(AssertionError.class)
                .isNotInstanceOf(Deviation.class);
    }

    @Test
    void acceptanceOfWhatMustBeRefused_isAFailure() {
        assertThatThrownBy(() -> Deviation.collect(() -> Returns.assertReturns(CKR_DATA_LEN_RANGE, () -> {})))
                .isNotInstanceOf(Deviation.class)
                .hasMessageContaining("CKR_OK");
    }

    @Test
    void deviationOnAThreadOfTheCase_isTheCases() {
        assertThatThrownBy(() -> Deviation.collect(() -> {
                    Thread thread = new Thread(() -> Deviation.note("this", "that"));
                    thread.start();
                    thread.join();
                }))
                .isInstanceOf(Deviation.class);
    }

    @Test
    void asRequired_isNone() {
        assertThatCode(() -> Deviation.collect(() -> {
                    Returns.assertReturns(CKR_ARGUMENTS_BAD, REFUSED);
                    Returns.assertReturns(CKR_OK, () -> {});
                }))
                .doesNotThrowAnyException();
    }
}
