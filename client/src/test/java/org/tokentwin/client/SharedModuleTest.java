package org.tokentwin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** C_Initialize and C_Finalize belong to the process, whose parts share a module. */
class SharedModuleTest {
    private final ScriptedToken token = new ScriptedToken();

    @AfterEach
    void close() {
        token.close();
    }

    @Test
    void twoClients_initialiseOnceAndTheLastFinalises() {
        TokenClient first = TokenClient.open(token.path());
        TokenClient second = TokenClient.open(token.path());

        first.close();
        assertThat(second.tokens()).hasSize(1);
        assertThat(token.count("finalizeCryptoki")).isZero();
        second.close();

        assertThat(token.count("initialize")).isEqualTo(1);
        assertThat(token.count("finalizeCryptoki")).isEqualTo(1);
    }

    @Test
    void clientAfterTheLast_initialisesAgain() {
        TokenClient.open(token.path()).close();
        TokenClient.open(token.path()).close();

        assertThat(token.count("initialize")).isEqualTo(2);
        assertThat(token.count("finalizeCryptoki")).isEqualTo(2);
    }

    @Test
    void moduleThatSomebodyElseInitialised_isUsedAndNotFinalised() {
        token.initialized = true;

        try (TokenClient client = TokenClient.open(token.path())) {
            assertThat(client.tokens()).hasSize(1);
        }

        assertThat(token.count("finalizeCryptoki")).isZero();
    }

    @Test
    void clientClosedTwice_finalisesOnce() {
        TokenClient client = TokenClient.open(token.path());
        client.close();
        client.close();

        assertThat(token.count("finalizeCryptoki")).isEqualTo(1);
    }

    @Test
    void closedClient_refusesToWork() {
        TokenClient client = TokenClient.open(token.path());
        client.close();

        assertThatThrownBy(client::tokens).isInstanceOf(IllegalStateException.class);
    }
}
