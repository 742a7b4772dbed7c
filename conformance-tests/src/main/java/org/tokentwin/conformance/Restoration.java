package org.tokentwin.conformance;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_RW_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CRYPTOKI_ALREADY_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Optional;
import org.tokentwin.conformance.guard.KnownPins;
import org.tokentwin.conformance.guard.PinJournal;

/** Restores a persistent token to its state before a case: its PIN, its tries, its objects. It talks to the module itself. */
final class Restoration {
    private final PKCS11 raw;
    private final long slot;
    private final KnownPins pins;
    private final Effect effect;
    private final PinJournal journal;

    /** @param journal notes each PIN that is given to the token on the way back to its own */
    Restoration(PKCS11 raw, long slot, KnownPins pins, Effect effect, PinJournal journal) {
        this.raw = raw;
        this.slot = slot;
        this.pins = pins;
        this.effect = effect;
        this.journal = journal;
    }

    /** Puts back what the effect may have changed; returns why that was not possible, where it was not. */
    Optional<String> run() {
        if (!effect.covers(Effect.TOKEN_OBJECTS)) {
            return Optional.empty();
        }
        long initialized = Returns.of(() -> TokenUnderTest.initialize(raw));
        if (initialized != CKR_OK && initialized != CKR_CRYPTOKI_ALREADY_INITIALIZED) {
            return Optional.of("C_Initialize returns " + Returns.name(initialized) + " after the case");
        }
        try {
            raw.C_CloseAllSessions(slot);
            if (pins.isOpen()) {
                return Optional.of(
                        "The token failed when it was given another PIN, and has that one or its own: the next run "
                                + "finds out which, and puts its own back");
            }
            long back = pins.original().isPresent() ? restorePin() : CKR_OK;
            if (back != CKR_OK) {
                return Optional.of(refused(back));
            }
            removeObjects();
            return Optional.empty();
        } catch (PKCS11Exception e) {
            return Optional.of(refused(e.getErrorCode()));
        }
    }

    private static String refused(long result) {
        return "The token is not as it was before the case: its PIN cannot be put back, or is locked ("
                + Returns.name(result) + ")";
    }

    private long restorePin() throws PKCS11Exception {
        char[] original = pin(pins.original());
        PinReturn way = new PinReturn(raw, slot, original, journal);
        long back = pins.isChanged()
                ? inSession(session -> way.change(session, pin(pins.current())))
                : inSession(session -> login(session, original));
        boolean officer = effect.covers(Effect.INITIALISES) && pins.so().isPresent();
        return officer && (back != CKR_OK || way.isToBeChanged())
                ? inSession(session -> way.reset(session, pin(pins.so())))
                : back;
    }

    private void removeObjects() throws PKCS11Exception {
        long result = inSession(session -> {
            long login = pins.original().isPresent() ? login(session, pin(pins.original())) : CKR_OK;
            if (login == CKR_OK) {
                Leftovers.remove(raw, session);
            }
            return login;
        });
        if (result != CKR_OK) {
            throw new PKCS11Exception(result);
        }
    }

    private long login(long session, char[] pin) {
        return Returns.of(() -> raw.C_Login(session, CKU_USER, pin, true));
    }

    private static char[] pin(Optional<char[]> known) {
        return known.orElseThrow(() -> new IllegalStateException("no PIN"));
    }

    @FunctionalInterface
    private interface Work {
        long in(long session) throws PKCS11Exception;
    }

    private long inSession(Work work) throws PKCS11Exception {
        long session = raw.C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, null, null);
        try {
            return work.in(session);
        } finally {
            raw.C_CloseSession(session);
        }
    }
}
