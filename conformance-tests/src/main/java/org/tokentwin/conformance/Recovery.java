package org.tokentwin.conformance;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_RW_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Gives a token its own PIN and its tries again after a run that was cut off in the middle of a case. It tries the PINs that the case may have
 * set, while more tries are left than must be.
 */
final class Recovery {
    /** Where the token does not tell how many tries are left. */
    private static final int MOST_ATTEMPTS = 2;

    private final PKCS11 raw;
    private final long slot;
    private final PinRecord record;
    private final TryCounter counter;
    private final int floor;

    Recovery(PKCS11 raw, long slot, PinRecord record, TryCounter counter, int floor) {
        this.raw = raw;
        this.slot = slot;
        this.record = record;
        this.counter = counter;
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
        PinReturn way = new PinReturn(raw, slot, own, record::add);
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
        return ". The PINs that it may have beside its own are in " + record.file()
                + ", the latest last. Put its PIN back with another program, and delete that file";
    }

    private Optional<char[]> rightOne(long session, char[] own) throws PKCS11Exception {
        List<char[]> candidates = new ArrayList<>(record.pins());
        boolean sure = candidates.isEmpty();
        candidates.add(own);
        int attempts = 0;
        for (char[] candidate : candidates) {
            boolean affordable = sure || counter.left().orElse(floor + MOST_ATTEMPTS - attempts) > floor;
            long result =
                    affordable ? Returns.of(() -> raw.C_Login(session, CKU_USER, candidate, true)) : CKR_PIN_LOCKED;
            if (result == CKR_OK) {
                return Optional.of(candidate);
            }
            if (result == CKR_PIN_LOCKED) {
                return Optional.empty();
            }
            attempts++;
        }
        return Optional.empty();
    }
}
