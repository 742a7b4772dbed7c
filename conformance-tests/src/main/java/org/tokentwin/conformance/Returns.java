package org.tokentwin.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Constants.Category;

/** What a C_ function returned, asserted in the standard's words. */
public final class Returns {
    /** A call of a C_ function. */
    @FunctionalInterface
    public interface Call {
        void run() throws PKCS11Exception;
    }

    private Returns() {}

    /** The call's {@code CK_RV}. */
    public static long of(Call call) {
        try {
            call.run();
            return PKCS11Constants.CKR_OK;
        } catch (PKCS11Exception e) {
            return e.getErrorCode();
        }
    }

    /** The constant's name. */
    public static String name(long ckr) {
        return PKCS11Constants.codeToName(Category.CKR, ckr);
    }

    public static void assertOk(Call call) {
        assertReturns(PKCS11Constants.CKR_OK, call);
    }

    /**
     * Asserts the call's return value. Where the call must be refused, and is refused with another value, that is a deviation; where it is
     * not refused, or fails though it must not, the case fails. Where it must be refused and the module has no such function, the case
     * does not apply.
     */
    public static void assertReturns(long expected, Call call) {
        assertReturnsOneOf(call, expected);
    }

    /** Asserts that the call returns one of the values that the standard allows; the same deviations. */
    public static void assertReturnsOneOf(Call call, long... allowed) {
        long seen = of(call);
        List<String> names = Arrays.stream(allowed).mapToObj(Returns::name).toList();
        boolean mustRefuse = Arrays.stream(allowed).noneMatch(value -> value == PKCS11Constants.CKR_OK);
        if (mustRefuse) {
            requireFunction(seen, allowed);
        }
        if (mustRefuse && seen != PKCS11Constants.CKR_OK && !names.contains(name(seen))) {
            Deviation.note(String.join(" or ", names), name(seen));
        } else {
            assertThat(name(seen)).isIn(names);
        }
    }

    /** Asserts the refusal of a call for which there is nothing to do. {@code CKR_OK} does no harm then, and is a deviation too. */
    public static void assertReturnsOrDoesNothing(long expected, Call call) {
        assertReturnsOneOfOrDoesNothing(call, expected);
    }

    /** The same, where the standard allows several values. */
    public static void assertReturnsOneOfOrDoesNothing(Call call, long... allowed) {
        long seen = of(call);
        requireFunction(seen, allowed);
        if (Arrays.stream(allowed).noneMatch(value -> value == seen)) {
            Deviation.note(
                    Arrays.stream(allowed).mapToObj(Returns::name).collect(Collectors.joining(" or ")), name(seen));
        }
    }

    private static void requireFunction(long seen, long... allowed) {
        NotApplicable.unless(
                seen != PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED
                        || Arrays.stream(allowed).anyMatch(value -> value == seen),
                "the module does not have the function: CKR_FUNCTION_NOT_SUPPORTED");
    }

    /** Asserts exactly this return value, where another one would mislead the caller into harm. */
    public static void assertReturnsExactly(long expected, Call call) {
        assertThat(name(of(call))).isEqualTo(name(expected));
    }
}
