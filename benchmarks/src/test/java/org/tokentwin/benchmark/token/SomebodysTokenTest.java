package org.tokentwin.benchmark.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

/** A token that was not made for the run, which here an emulated one stands for. */
class SomebodysTokenTest {
    private static TargetDescription description(EmulatorTarget target, Optional<PinSource> pin) {
        return TargetDescription.external("mine", target.module(), TokenSelection.ANY, pin);
    }

    private static PinSource pinFile(Path directory, char[] pin) throws Exception {
        return PinSource.file(Files.writeString(directory.resolve("pin"), String.valueOf(pin) + "\n"));
    }

    @Test
    void rightPin_logsIn(@TempDir Path directory) throws Exception {
        try (EmulatorTarget target = EmulatorTarget.fresh();
                TokenUnderLoad token = TokenUnderLoad.open(
                        description(target, Optional.of(pinFile(directory, DisposablePins.user()))))) {
            assertThatCode(() -> token.login(token.openReadOnly())).doesNotThrowAnyException();
        }
    }

    @Test
    void wrongPin_isTriedOnceOnly(@TempDir Path directory) throws Exception {
        try (EmulatorTarget target = EmulatorTarget.fresh();
                TokenUnderLoad token = TokenUnderLoad.open(
                        description(target, Optional.of(pinFile(directory, DisposablePins.wrong()))))) {
            long session = token.openReadOnly();

            assertThatThrownBy(() -> token.login(session))
                    .isInstanceOf(PinEndangeredException.class)
                    .hasMessageContaining("CKR_PIN_INCORRECT");
            assertThatThrownBy(() -> token.login(session))
                    .isInstanceOf(PinEndangeredException.class)
                    .hasMessageContaining("not all tries are left");
        }
    }

    @Test
    void moduleWithSeveralTokens_isMeasuredOnTheOneThatIsNamed() throws Exception {
        try (EmulatedToken first = EmulatedToken.order().blank().label("first").issue();
                EmulatedToken second =
                        EmulatedToken.order().blank().label("second").issue();
                Emulator emulator = Emulator.with(first, second)) {
            Path module = emulator.modulePath();

            assertThatThrownBy(() -> open(module, TokenSelection.ANY))
                    .isInstanceOf(NotMeasuredException.class)
                    .hasMessageContaining("2 tokens");
            assertThatThrownBy(() -> open(module, TokenSelection.labelled("third")))
                    .isInstanceOf(NotMeasuredException.class)
                    .hasMessageContaining("no token with the label third");
            TokenSelection bySerial = new TokenSelection(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(second.serial()),
                    Optional.empty(),
                    Optional.empty());
            assertThat(open(module, bySerial)).isEqualTo(emulator.slotOf(second));
        }
    }

    /** Opens the target, and returns the slot that is measured. */
    private static long open(Path module, TokenSelection selection) throws Exception {
        try (TokenUnderLoad token =
                TokenUnderLoad.open(TargetDescription.external("mine", module, selection, Optional.empty()))) {
            return token.slot();
        }
    }

    @Test
    void noPin_isNotAsked() throws Exception {
        try (EmulatorTarget target = EmulatorTarget.fresh();
                TokenUnderLoad token = TokenUnderLoad.open(description(target, Optional.empty()))) {
            assertThatThrownBy(() -> token.login(token.openReadOnly())).isInstanceOf(NotMeasuredException.class);
        }
    }

    @Test
    void whatChangesIt_isRefused() throws Exception {
        try (EmulatorTarget target = EmulatorTarget.fresh();
                TokenUnderLoad token = TokenUnderLoad.open(description(target, Optional.empty()))) {
            assertThatThrownBy(token::requireDisposable).isInstanceOf(NotMeasuredException.class);
        }
    }
}
