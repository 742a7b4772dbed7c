package org.tokentwin.conformance;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_RW_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_EXPIRED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tokentwin.conformance.guard.TryCounter;

/**
 * Gives a token its own PIN and its tries again after a run that was cut off in the middle of a case. The record leaves at most two PINs that
 * the token can have. Its own is tried first, a wrong one is noted and not tried again, and the tries that must be left are.
 */
final class Recovery {
    private final PKCS11 raw;
    private final long slot;
    private final PinRecord record;
    private final TryCounter counter;
    private final OptionalInt triesAtMost;
    private final int floor;

    /** @param triesAtMost what the token has after a right PIN; empty where nobody says so */
    Recovery(PKCS11 raw, long slot, PinRecord record, TryCounter counter, OptionalInt triesAtMost, int floor) {
        this.raw = raw;
        this.slot = slot;
        this.record = record;
        this.counter = counter;
        this.triesAtMost = triesAtMost;
        this.floor = floor;
    }

    /**
     * Puts the PIN back.
     *
     * @param own the PIN that the user gave
     * @param so the SO PIN, where it may be used to give the user a PIN anew
     * @return why that was not possible, where it was not
     */
    Optional<String> run(char[] own, Optional<char[]> so) throws PKCS11Exception {
        if (!record.isOf(own)) {
            return Optional.of(
                    "A run was cut off before it put this token's PIN back, and it was given another PIN than "
                            + "now: nothing was tried" + advice());
        }
        long session = raw.C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, null, null);
        Optional<char[]> right = rightOne(session, own);
        PinReturn way = new PinReturn(raw, slot, own, record);
        long result = CKR_PIN_LOCKED;
        if (right.isPresent()) {
            result = Arrays.equals(right.get(), own) ? CKR_OK : way.change(session, right.get());
            raw.C_Logout(session);
        } else if (so.isPresent()) {
            result = way.reset(session, so.get());
        }
        raw.C_CloseSession(session);
        if (result == CKR_OK) {
            record.end();
            return Optional.empty();
        }
        return Optional.of(
                right.isPresent()
                        ? "A run was cut off, and this token's PIN cannot be put back (" + Returns.name(result) + ")"
                                + advice()
                        : "A run was cut off, and this token is locked or has a PIN that could not be found at a safe cost"
                                + advice());
    }

    private String advice() {
        return ". The PINs that it was given are in " + record.file()
                + ": it has its own, or one that is 'taken' or 'sent' there. Put its PIN back with another program, and "
                + "delete that file";
    }

    private Optional<char[]> rightOne(long session, char[] own) throws PKCS11Exception {
        List<char[]> candidates = record.candidates(own);
        boolean sure = candidates.size() == 1;
        for (char[] candidate : candidates) {
            if (!isAffordable(sure)) {
                return Optional.empty();
            }
            long result = Returns.of(() -> raw.C_Login(session, CKU_USER, candidate, true));
            if (result == CKR_OK || result == CKR_PIN_EXPIRED) {
                return Optional.of(candidate);
            }
            if (result != CKR_PIN_INCORRECT) {
                return Optional.empty();
            }
            record.wrong(candidate);
            sure = false;
        }
        return Optional.empty();
    }

    /**
     * Whether a PIN may be tried: what is left if it is wrong is not below the floor; what must be right, if the record is, may be tried at the
     * floor. Where nobody says how many tries there are, one wrong PIN is what starting a run with a mistyped one costs, too.
     */
    private boolean isAffordable(boolean sure) throws PKCS11Exception {
        OptionalInt left = counter.left(triesAtMost, 0);
        if (left.isEmpty()) {
            return true;
        }
        return left.getAsInt() - (sure ? 0 : 1) >= floor;
    }
}
