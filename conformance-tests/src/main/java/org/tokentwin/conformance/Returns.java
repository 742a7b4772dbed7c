package org.tokentwin.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
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

    public static void assertReturns(long expected, Call call) {
        assertThat(name(of(call))).isEqualTo(name(expected));
    }

    /** Asserts that the call returns one of the values that the standard allows. */
    public static void assertReturnsOneOf(Call call, long... allowed) {
        assertThat(name(of(call)))
                .isIn(Arrays.stream(allowed).mapToObj(Returns::name).collect(Collectors.toList()));
    }
}
