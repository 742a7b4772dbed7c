package org.tokentwin.client.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.CryptokiFunction;

/** A module that signs with nothing. */
class EmptySignatureTest {
    @Test
    void emptySignature_isRefusedAndNamed() {
        assertThatThrownBy(() -> CryptokiSession.signature(CryptokiFunction.C_Sign, new byte[0]))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("C_Sign")
                .hasMessageContaining("empty signature");
        assertThatThrownBy(() -> CryptokiSession.signature(CryptokiFunction.C_SignFinal, null))
                .isInstanceOf(TokenException.class);
    }

    @Test
    void otherSignature_isReturned() {
        byte[] signature = {1};

        assertThat(CryptokiSession.signature(CryptokiFunction.C_Sign, signature))
                .isSameAs(signature);
    }
}
