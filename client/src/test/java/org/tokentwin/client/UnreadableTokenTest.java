package org.tokentwin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.cryptoki.Ckr;

/** A slot that says that it holds a token, which then cannot be read. */
class UnreadableTokenTest {
    @AutoClose
    private final ScriptedToken token = new ScriptedToken();

    @ParameterizedTest
    @EnumSource(names = {"CKR_TOKEN_NOT_PRESENT", "CKR_TOKEN_NOT_RECOGNIZED", "CKR_DEVICE_REMOVED", "CKR_DEVICE_ERROR"})
    void slotOfAnUnreadableToken_countsAsEmpty(Ckr ckr) {
        token.tokenInfo = ckr;

        try (TokenClient client = TokenClient.open(token.path())) {
            assertThat(client.slots()).hasSize(1);
            assertThat(client.tokens()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CKR_GENERAL_ERROR", "CKR_HOST_MEMORY"})
    void anotherFailure_isToldAsItIs(Ckr ckr) {
        token.tokenInfo = ckr;

        try (TokenClient client = TokenClient.open(token.path())) {
            TokenException failure = catchThrowableOfType(TokenException.class, client::slots);
            assertThat(failure).hasMessageContaining("C_GetTokenInfo").hasMessageContaining(ckr.name());
        }
    }
}
