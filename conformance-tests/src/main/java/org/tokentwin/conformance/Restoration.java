package org.tokentwin.conformance;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_RW_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CRYPTOKI_ALREADY_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_SO;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Optional;

/** Makes a token that is kept what it was before a case: its PIN, its tries, its objects. It talks to the module itself. */
final class Restoration {
    private final PKCS11 raw;
    private final long slot;
    private final KnownPins pins;
    private final Effect effect;

    Restoration(PKCS11 raw, long slot, KnownPins pins, Effect effect) {
        this.raw = raw;
        this.slot = slot;
        this.pins = pins;
        this.effect = effect;
    }

    /** Puts back what the effect may have changed; answers why that was not possible, where it was not. */
    Optional<String> run() {
        if (!effect.covers(Effect.TOKEN_OBJECTS) || pins.original().isEmpty()) {
            return Optional.empty();
        }
        long initialized = Returns.of(() -> TokenUnderTest.initialize(raw));
        if (initialized != CKR_OK && initialized != CKR_CRYPTOKI_ALREADY_INITIALIZED) {
            return Optional.of("C_Initialize returns " + Returns.name(initialized) + " after the case");
        }
        try {
            raw.C_CloseAllSessions(slot);
            long back = pins.isChanged() ? Returns.of(this::setBack) : CKR_OK;
            boolean officer = effect.covers(Effect.INITIALISES) && pins.so().isPresent();
            if (officer && (back != CKR_OK || !logsIn())) {
                withSession(this::giveAnew);
            } else if (back != CKR_OK) {
                throw new PKCS11Exception(back);
            }
            withSession(session -> {
                raw.C_Login(session, CKU_USER, pin(pins.original()), true);
                Leftovers.remove(raw, session);
            });
            return Optional.empty();
        } catch (PKCS11Exception e) {
            return Optional.of("The token is not as it was before the case: its PIN cannot be put back, or is locked ("
                    + Returns.name(e.getErrorCode()) + ")");
        }
    }

    private void setBack() throws PKCS11Exception {
        withSession(session -> raw.C_SetPIN(session, pin(pins.current()), pin(pins.original()), true));
    }

    /** Where the token was initialised or locked. */
    private void giveAnew(long session) throws PKCS11Exception {
        raw.C_Login(session, CKU_SO, pin(pins.so()), true);
        raw.C_InitPIN(session, pin(pins.original()), true);
        raw.C_Logout(session);
    }

    private boolean logsIn() {
        return Returns.of(() -> withSession(session -> raw.C_Login(session, CKU_USER, pin(pins.original()), true)))
                == CKR_OK;
    }

    private static char[] pin(Optional<char[]> known) {
        return known.orElseThrow(() -> new IllegalStateException("no PIN"));
    }

    @FunctionalInterface
    private interface Work {
        void in(long session) throws PKCS11Exception;
    }

    private void withSession(Work work) throws PKCS11Exception {
        long session = raw.C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, null, null);
        try {
            work.in(session);
        } finally {
            raw.C_CloseSession(session);
        }
    }
}
