package org.tokentwin.conformance;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_TO_BE_CHANGED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_SO;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.security.SecureRandom;
import java.util.Arrays;
import org.tokentwin.conformance.guard.PinJournal;

/**
 * Leads a token back to its own PIN. A token that remembers former PINs may refuse it for a while: then the way goes through other PINs of the
 * same shape, each printed before it is sent. None of that costs a try, since the old PIN of each step is right.
 */
final class PinReturn {
    /** More than any known token remembers, which is ten, and two that are refused for another reason. */
    private static final int MOST_OTHERS = 14;

    private static final String[] CLASSES = {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789", "!#$%&*+-=?@_"
    };

    private final PKCS11 raw;
    private final long slot;
    private final char[] own;
    private final PinJournal journal;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param raw the module itself
     * @param own the PIN to return to
     * @param journal notes each PIN before it is sent, and what became of it
     */
    PinReturn(PKCS11 raw, long slot, char[] own, PinJournal journal) {
        this.raw = raw;
        this.slot = slot;
        this.own = own;
        this.journal = journal;
    }

    /**
     * By the user, with {@code C_SetPIN}.
     *
     * @param session read-write
     * @param now the PIN that the token has
     * @return {@code CKR_OK}, or why the token does not take its own PIN
     */
    long change(long session, char[] now) {
        char[] has = now;
        long result = set(session, has, own);
        for (int i = 0; i < MOST_OTHERS && isRule(result); i++) {
            char[] other = another();
            if (set(session, has, other) == CKR_OK) {
                has = other;
                result = set(session, has, own);
            }
        }
        return result;
    }

    /**
     * By the security officer, with {@code C_InitPIN}; and by the user after that, where the officer may not give the old PIN again, or where the
     * user is to change what the officer gave.
     *
     * @param session read-write, nobody logged in
     */
    long reset(long session, char[] so) throws PKCS11Exception {
        long login = Returns.of(() -> raw.C_Login(session, CKU_SO, so, true));
        if (login != CKR_OK) {
            return login;
        }
        char[] given = own;
        long result = give(session, given);
        for (int i = 0; i < MOST_OTHERS && isRule(result); i++) {
            given = another();
            result = give(session, given);
        }
        raw.C_Logout(session);
        boolean done = Arrays.equals(given, own) && !isToBeChanged();
        return result != CKR_OK || done ? result : change(session, given);
    }

    /** Whether the token wants its user to change the PIN. */
    boolean isToBeChanged() throws PKCS11Exception {
        return (raw.C_GetTokenInfo(slot).flags & CKF_USER_PIN_TO_BE_CHANGED) != 0;
    }

    private long set(long session, char[] from, char[] to) {
        return noted(to, () -> raw.C_SetPIN(session, from, to, true));
    }

    private long give(long session, char[] pin) {
        return noted(pin, () -> raw.C_InitPIN(session, pin, true));
    }

    private long noted(char[] pin, Returns.Call call) {
        journal.sending(pin);
        long result = Returns.of(call);
        journal.returned(result);
        return result;
    }

    private static boolean isRule(long result) {
        return result == CKR_PIN_INVALID || result == CKR_PIN_LEN_RANGE;
    }

    /** A PIN with other characters of the same classes in the same places: what the rules allowed for the one, they allow for the other. */
    private char[] another() {
        char[] other = own.clone();
        for (int i = 0; i < other.length; i++) {
            String same = classOf(other[i]);
            other[i] = same.charAt(random.nextInt(same.length()));
        }
        return other;
    }

    private static String classOf(char character) {
        return Arrays.stream(CLASSES)
                .filter(each -> each.indexOf(character) >= 0)
                .findFirst()
                .orElse(CLASSES[CLASSES.length - 1]);
    }
}
