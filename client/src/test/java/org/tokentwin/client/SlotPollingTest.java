package org.tokentwin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.window.model.SlotWatch;
import org.tokentwin.client.window.model.TokenDesk;
import org.tokentwin.cryptoki.Ckr;

/** A module without C_WaitForSlotEvent has its slots looked at. */
class SlotPollingTest {
    @Test
    void tokenThatGoes_isReportedByAModuleThatCannotWait() throws InterruptedException {
        LinkedBlockingQueue<String> changes = new LinkedBlockingQueue<>();
        try (ScriptedToken module = new ScriptedToken();
                TokenDesk desk = TokenDesk.open(module.path(), TokenClient::slots);
                SlotWatch watch = desk.watch(() -> changes.add("changed"))) {
            assertThat(watch).isNotNull();
            assertThat(changes.poll(2, TimeUnit.MINUTES)).as("the first look").isEqualTo("changed");
            module.tokenInfo = Ckr.CKR_TOKEN_NOT_PRESENT;
            assertThat(changes.poll(2, TimeUnit.MINUTES)).isEqualTo("changed");
            module.tokenInfo = Ckr.CKR_OK;
            assertThat(changes.poll(2, TimeUnit.MINUTES)).isEqualTo("changed");
            assertThat(module.count("waitForSlotEvent")).isEqualTo(1);
        }
    }
}
