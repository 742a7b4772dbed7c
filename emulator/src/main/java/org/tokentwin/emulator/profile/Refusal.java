package org.tokentwin.emulator.profile;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.ParameterKind;

/**
 * A call that a model was seen to refuse although the standard has nothing against it, or with another value than the standard's: one for which every
 * condition holds.
 *
 * @param operation the function that is called
 * @param ckr what it returns
 * @param inPlaceOf what it would return else; empty where it would succeed or fail in any way
 * @param state {@code CKS_} of the session; empty for any
 * @param userType {@code CKU_} of a login; empty for any
 * @param mechanism {@code CKM_}; empty for any
 * @param parameter of the mechanism's parameter
 * @param objectClass {@code CKO_} of the object that is used, changed or made; empty for any
 * @param key of the key that is used or made
 * @param template of the template
 */
public record Refusal(
        CryptokiFunction operation,
        Ckr ckr,
        Optional<Ckr> inPlaceOf,
        Optional<Long> state,
        Optional<Long> userType,
        Optional<Long> mechanism,
        OfParameter parameter,
        Optional<Long> objectClass,
        OfKey key,
        OfTemplate template) {
    /** The longest key that a profile speaks of, in bits. */
    static final int MOST_BITS = 1 << 16;

    /** Returns whether a model can refuse a function: one for a session or a slot, or the one that waits for any slot. */
    static boolean canBeOf(CryptokiFunction function) {
        return function.isOf(ParameterKind.SESSION)
                || function.isOf(ParameterKind.SLOT)
                || function == CryptokiFunction.C_WaitForSlotEvent;
    }

    /** Returns whether the arguments and the session do not matter. */
    public boolean isUnconditional() {
        return state.isEmpty()
                && userType.isEmpty()
                && mechanism.isEmpty()
                && parameter.isAny()
                && objectClass.isEmpty()
                && key.isAny()
                && template.isAny();
    }

    /**
     * @param hashes {@code CKM_} of hash functions, one of which it names; empty for any
     * @param label whether it has a label; empty for either
     */
    public record OfParameter(Set<Long> hashes, Optional<Boolean> label) {
        public OfParameter {
            hashes = Set.copyOf(hashes);
        }

        /** Returns whether every parameter is meant. */
        public boolean isAny() {
            return hashes.isEmpty() && label.isEmpty();
        }
    }

    /**
     * @param type {@code CKK_}; empty for any
     * @param minBits of an RSA modulus, a curve's field or a secret key's value
     * @param maxBits likewise
     * @param curves one of them; empty for any key
     */
    public record OfKey(Optional<Long> type, int minBits, int maxBits, Set<Curve> curves) {
        public OfKey {
            curves = Set.copyOf(curves);
        }

        /** Returns whether every key is meant. */
        public boolean isAny() {
            return type.isEmpty() && isOfAnySize() && curves.isEmpty();
        }

        /** Returns whether keys of every size are meant, those whose size is not known, too. */
        public boolean isOfAnySize() {
            return minBits == 0 && maxBits == MOST_BITS;
        }
    }

    /**
     * @param values that it gives, true, false or a {@code Long} each
     * @param given attributes that it gives, with whatever value
     * @param notGiven attributes that it does not give
     */
    public record OfTemplate(Map<Long, Object> values, Set<Long> given, Set<Long> notGiven) {
        public OfTemplate {
            values = Map.copyOf(values);
            given = Set.copyOf(given);
            notGiven = Set.copyOf(notGiven);
        }

        /** Returns whether every template is meant. */
        public boolean isAny() {
            return values.isEmpty() && given.isEmpty() && notGiven.isEmpty();
        }
    }
}
