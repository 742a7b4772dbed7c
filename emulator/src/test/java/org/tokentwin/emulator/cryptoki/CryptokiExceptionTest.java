package org.tokentwin.emulator.cryptoki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Ckr;

class CryptokiExceptionTest {
    @Test
    void stackTrace_isThereOnlyWhereTracesAreLogged() {
        Logger logger = Logger.getLogger(CryptokiException.class.getName());
        Level before = logger.getLevel();
        try {
            logger.setLevel(Level.INFO);
            assertThat(refusal().getStackTrace()).isEmpty();

            logger.setLevel(Level.ALL);
            assertThat(refusal().getStackTrace()).isNotEmpty();
        } finally {
            logger.setLevel(before);
        }
    }

    private static CryptokiException refusal() {
        return new CryptokiException(Ckr.CKR_PIN_LEN_RANGE, "too short", new IllegalArgumentException());
    }
}
