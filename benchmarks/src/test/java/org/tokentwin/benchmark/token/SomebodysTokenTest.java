package org.tokentwin.benchmark.token;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that was not made for the run, which here an emulated one stands for. */
class SomebodysTokenTest {
    private static TargetDescription description(EmulatorTarget target, Optional<PinSource> pin) {
        return TargetDescription.external("mine", target.module(), pin);
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
