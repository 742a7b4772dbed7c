package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** A thread that is interrupted all the time, in the midst of calls too, gets each of its answers, and a kept token loses none of them. */
class InterruptedCallsTest {
    private static final String NAME = "interrupted";
    private static final int ROUNDS = 10;
    private static final byte[] VALUE = {1, 2, 3};

    @TempDir
    private Path directory;

    @Test
    void interruptedCalls_areAnsweredAndKept() {
        TokenHome home = new TokenHome(directory);
        KeptToken.create(home, NAME, EmulatedToken.order().withTestKey().issue(), Optional.empty());
        String pin = new String(KeptToken.describe(home, NAME).pin().chars());
        TokenState state = observed(home, pin).afterRightPin();
        try (KeptToken kept = KeptToken.open(home, NAME);
                Emulator emulator = Emulator.with(kept.token())) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            Thread worker = Thread.ofPlatform().start(() -> {
                try {
                    work(emulator.newApplication(), pin);
                    done.complete(null);
                } catch (Throwable e) {
                    done.completeExceptionally(e);
                }
            });
            while (!done.isDone()) {
                worker.interrupt();
                Thread.onSpinWait();
            }
            done.join();
        }
        for (int i = 0; i < ROUNDS; i++) {
            state = state.with(ObjectName.data("object " + i), HexFormat.of().formatHex(VALUE));
        }
        String last = pin(ROUNDS - 1);
        assertThat(observed(home, last)).isEqualTo(state.withPin(last).afterWrongPin());
    }

    private static void work(Cryptoki application, String first) {
        String pin = first;
        application.initialize(null);
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
        for (int i = 0; i < ROUNDS; i++) {
            application.login(session, Cku.CKU_USER, ascii(pin));
            application.createObject(
                    session,
                    List.of(
                            Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA),
                            Attribute.ofBoolean(Cka.CKA_TOKEN, true),
                            Attribute.of(Cka.CKA_LABEL, ascii("object " + i)),
                            Attribute.of(Cka.CKA_VALUE, VALUE)));
            application.setPin(session, ascii(pin), ascii(pin(i)));
            pin = pin(i);
            application.logout(session);
            assertThatThrownBy(() -> application.login(session, Cku.CKU_USER, ascii("Wrong1!pin")))
                    .isInstanceOfSatisfying(
                            CryptokiException.class, e -> assertThat(e.ckr()).isEqualTo(Ckr.CKR_PIN_INCORRECT));
        }
        application.finalizeCryptoki(false);
    }

    private static TokenState observed(TokenHome home, String pin) {
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            return ObservedToken.of(kept.token(), List.of(pin));
        }
    }

    private static String pin(int round) {
        return "Pin!000x0" + round;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
