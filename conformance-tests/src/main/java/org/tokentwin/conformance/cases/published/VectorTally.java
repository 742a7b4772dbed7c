package org.tokentwin.conformance.cases.published;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ARGUMENTS_BAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_SIZE_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_PARAM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tokentwin.conformance.Deviation;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.vectors.TestVector;
import org.tokentwin.conformance.vectors.TestVector.Outcome;
import org.tokentwin.conformance.vectors.TestVector.Part;

/**
 * What a token made of a group of published vectors. Limits of a token are no failures: a vector whose key or parameter it does not take says nothing
 * of it, and a group none of whose vectors it takes does not apply.
 */
final class VectorTally {
    private static final int MOST_TOLD = 10;
    private static final Set<Long> LIMITS = Set.of(CKR_KEY_SIZE_RANGE, CKR_MECHANISM_PARAM_INVALID, CKR_ARGUMENTS_BAD);

    private final List<String> failures = new ArrayList<>();
    private int computed;
    private Optional<String> limit = Optional.empty();

    /** The call that gives a result. */
    @FunctionalInterface
    interface Result {
        byte[] get() throws PKCS11Exception;
    }

    /** The token does not take what a vector needs. */
    void untaken(String what) {
        limit = limit.isPresent() ? limit : Optional.of(what);
    }

    /** Begins an operation. Returns whether it has begun. */
    boolean begins(TestVector vector, String mechanism, Returns.Call init) {
        long seen = Returns.of(init);
        if (seen == CKR_OK) {
            return true;
        }
        if (seen == CKR_ARGUMENTS_BAD) {
            Deviation.note(Returns.name(CKR_MECHANISM_PARAM_INVALID), Returns.name(seen));
        }
        if (LIMITS.contains(seen)) {
            untaken(mechanism + ": " + Returns.name(seen));
        } else if (vector.outcome() == Outcome.VALID) {
            fail(vector, mechanism, "refused before it begins, with " + Returns.name(seen));
        }
        return false;
    }

    /**
     * Judges the verification of what may be forged.
     *
     * @param refusals the return values that the standard has for it
     */
    void verification(TestVector vector, String mechanism, Returns.Call verify, long... refusals) {
        long seen = Returns.of(verify);
        if (isOfNothing(vector, seen)) {
            return;
        }
        computed++;
        switch (vector.outcome()) {
            case VALID -> {
                if (seen != CKR_OK) {
                    fail(vector, mechanism, "refused with " + Returns.name(seen));
                }
            }
            case INVALID -> {
                if (seen == CKR_OK) {
                    fail(vector, mechanism, "accepted");
                } else {
                    noteOther(seen, refusals);
                }
            }
            case ACCEPTABLE -> {}
        }
    }

    /** Judges a computation whose result is published. */
    void result(TestVector vector, String mechanism, Result call, byte[] published) {
        try {
            byte[] seen = call.get();
            computed++;
            if (vector.outcome() == Outcome.VALID && !Arrays.equals(seen, published)) {
                fail(vector, mechanism, "gave other bytes, %d in place of %d".formatted(seen.length, published.length));
            }
        } catch (PKCS11Exception e) {
            if (isOfNothing(vector, e.getErrorCode())) {
                return;
            }
            computed++;
            if (vector.outcome() == Outcome.VALID) {
                fail(vector, mechanism, "refused with " + Returns.name(e.getErrorCode()));
            }
        }
    }

    /**
     * Whether the token refused a message of no bytes as an argument: the wrapper passes none, and whether a null pointer is a message of no bytes the
     * standard does not say.
     */
    private boolean isOfNothing(TestVector vector, long seen) {
        boolean nothing = seen == CKR_ARGUMENTS_BAD
                && Stream.of(Part.MESSAGE, Part.CRYPTOGRAM, Part.SIGNATURE)
                        .anyMatch(part -> vector.parts().containsKey(part) && vector.get(part).length == 0);
        if (nothing) {
            untaken("a message of no bytes: CKR_ARGUMENTS_BAD");
        }
        return nothing;
    }

    /** Notes a refusal with another value than the standard's. */
    static void noteOther(long seen, long... refusals) {
        if (Arrays.stream(refusals).noneMatch(each -> each == seen)) {
            Deviation.note(
                    Arrays.stream(refusals).mapToObj(Returns::name).collect(Collectors.joining(" or ")),
                    Returns.name(seen));
        }
    }

    void fail(TestVector vector, String mechanism, String seen) {
        String comment = vector.comment().isEmpty() ? "" : " (" + vector.comment() + ")";
        failures.add("vector %d, %s%s: %s, by %s"
                .formatted(
                        vector.number(), vector.outcome().name().toLowerCase(Locale.ROOT), comment, seen, mechanism));
    }

    /** Ends the case: not applicable where nothing was computed, failed with the first rows that failed. */
    void judge() {
        if (failures.isEmpty()) {
            NotApplicable.unless(
                    computed > 0,
                    limit.map(each -> "the token takes none of the vectors: " + each)
                            .orElse("PKCS#11 has none of the vectors"));
            return;
        }
        String more = failures.size() > MOST_TOLD ? "\n… and %,d more".formatted(failures.size() - MOST_TOLD) : "";
        throw new AssertionError("%,d of %,d computations failed%n%s%s"
                .formatted(
                        failures.size(),
                        Math.max(computed, failures.size()),
                        failures.stream().limit(MOST_TOLD).collect(Collectors.joining("\n")),
                        more));
    }
}
