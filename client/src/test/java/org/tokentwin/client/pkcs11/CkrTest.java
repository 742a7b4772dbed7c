package org.tokentwin.client.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CkrTest {
    @Test
    void standardValue_hasItsName() {
        assertThat(Ckr.CKR_PIN_INCORRECT.name()).isEqualTo("CKR_PIN_INCORRECT");
        assertThat(new Ckr(0x6).name()).isEqualTo("CKR_FUNCTION_FAILED");
    }

    @Test
    void vendorsValue_isShownInHexadecimal() {
        assertThat(new Ckr(0x80000016L).name()).isEqualTo("CKR 0x80000016");
    }

    @Test
    void unknownValue_stillMakesAMessage() {
        assertThat(TokenException.returned(new Ckr(0x80000016L), "C_Sign"))
                .hasMessage("C_Sign: the module answered CKR 0x80000016");
    }
}
