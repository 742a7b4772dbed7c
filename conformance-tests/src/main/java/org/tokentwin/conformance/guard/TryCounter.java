package org.tokentwin.conformance.guard;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_COUNT_LOW;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_FINAL_TRY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_LOCKED;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;

/** Reads how many wrong user PINs a token still takes, at the cost of none. */
public final class TryCounter {
    private final PKCS11 raw;
    private final Path module;
    private final long slot;

    public TryCounter(PKCS11 raw, Path module, long slot) {
        this.raw = raw;
        this.module = module;
        this.slot = slot;
    }

    /** The number that the token tells; empty where it does not. */
    public OptionalInt left() {
        try (TokenClient client = TokenClient.open(module)) {
            for (Slot each : client.slots()) {
                if (each.id() == slot && each.token().isPresent()) {
                    Token token = each.token().get();
                    return client.pinStatus(token).triesLeft();
                }
            }
            return OptionalInt.empty();
        } catch (TokenException e) {
            return OptionalInt.empty();
        }
    }

    /**
     * The number that the token tells, or else what its flags leave of a known one.
     *
     * @param most what the token has after a right PIN; empty where nobody says so
     * @param spent how many wrong PINs this case sent since the last right one
     */
    public OptionalInt left(OptionalInt most, int spent) throws PKCS11Exception {
        OptionalInt told = left();
        if (told.isPresent()) {
            return told;
        }
        long flags = raw.C_GetTokenInfo(slot).flags;
        if ((flags & CKF_USER_PIN_LOCKED) != 0) {
            return OptionalInt.of(0);
        }
        boolean somebodyElse = (flags & CKF_USER_PIN_COUNT_LOW) != 0 && spent == 0;
        if (somebodyElse || (flags & CKF_USER_PIN_FINAL_TRY) != 0) {
            return OptionalInt.of(1);
        }
        return most.isPresent() ? OptionalInt.of(most.getAsInt() - spent) : most;
    }
}
