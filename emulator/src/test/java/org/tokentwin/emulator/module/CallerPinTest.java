package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** PINs on their way to the token. */
class CallerPinTest {
    private final LoadedFake token = new LoadedFake();
    private final NativePkcs11 c = token.c;
    private final List<byte @Nullable []> received = new ArrayList<>();
    private final List<@Nullable String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        token.close();
    }

    @Test
    void pin_arrivesAndItsCopyIsWipedAfterTheCall() {
        token.on("login", arguments -> receive(arguments[2]));
        assertThat(c.call("C_Login", 1L, 1L, c.bytes(pin("12345678")), 8L)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(seen).containsExactly("12345678");
        assertThat(received.getFirst()).containsOnly(0);
    }

    @Test
    void pinThatIsRefused_isWipedToo() {
        token.on("initPin", arguments -> {
            receive(arguments[1]);
            throw new CryptokiException(Ckr.CKR_PIN_INCORRECT, "as a test wants it");
        });
        assertThat(c.call("C_InitPIN", 1L, c.bytes(pin("12345678")), 8L)).isEqualTo(Ckr.CKR_PIN_INCORRECT.code());
        assertThat(received.getFirst()).hasSize(8).containsOnly(0);
    }

    @Test
    void bothPinsOfAChange_arriveInOrderAndAreWiped() {
        token.on("setPin", arguments -> receive(arguments[1], arguments[2]));
        assertThat(c.call("C_SetPIN", 1L, c.bytes(pin("old")), 3L, c.bytes(pin("newer")), 5L))
                .isEqualTo(Ckr.CKR_OK.code());
        assertThat(seen).containsExactly("old", "newer");
        assertThat(received).allSatisfy(pin -> assertThat(pin).containsOnly(0));
    }

    @Test
    void soPinAndLabel_arriveAtInitToken() {
        token.on("initToken", arguments -> {
            seen.add(new String((byte[]) arguments[2], StandardCharsets.US_ASCII));
            return receive(arguments[1]);
        });
        String label = "a label" + " ".repeat(25);
        assertThat(c.call("C_InitToken", 3L, c.bytes(pin("so")), 2L, c.bytes(pin(label))))
                .isEqualTo(Ckr.CKR_OK.code());
        assertThat(seen).containsExactly(label, "so");
    }

    @Test
    void nullPin_isNullOnlyWithLengthZero() {
        token.on("login", arguments -> receive(arguments[2]));
        assertThat(c.call("C_Login", 1L, 1L, NativePkcs11.NULL, 0L)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(c.call("C_Login", 1L, 1L, NativePkcs11.NULL, 8L)).isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
        assertThat(received).containsExactly((byte[]) null);
    }

    @Test
    void emptyPin_isNotNull() {
        token.on("login", arguments -> receive(arguments[2]));
        assertThat(c.call("C_Login", 1L, 1L, c.bytes((byte) 1), 0L)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(seen).containsExactly("");
    }

    private Object receive(@Nullable Object... pins) {
        for (Object pin : pins) {
            received.add((byte[]) pin);
            seen.add(pin == null ? null : new String((byte[]) pin, StandardCharsets.US_ASCII));
        }
        return received;
    }

    private static byte[] pin(String pin) {
        return pin.getBytes(StandardCharsets.US_ASCII);
    }
}
