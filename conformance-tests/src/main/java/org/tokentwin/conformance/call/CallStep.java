package org.tokentwin.conformance.call;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One step on a call's way to the module. */
@FunctionalInterface
public interface CallStep {
    /**
     * Lets the call pass by {@code next}, with these arguments or others, or throws instead.
     *
     * @param function the function's name, as {@code C_Login}
     * @param arguments those of the IAIK wrapper's method, in its order
     * @return what the wrapper's method returns; null where it returns nothing
     * @throws PKCS11Exception with the module's return value
     */
    @Nullable
    Object pass(String function, @Nullable Object[] arguments, Next next) throws PKCS11Exception;

    /** An argument that is a CK_ULONG: a handle, an id, a user type. */
    static long number(@Nullable Object[] arguments, int index) {
        return Objects.requireNonNull((Long) arguments[index]);
    }

    /** The rest of the way. */
    @FunctionalInterface
    interface Next {
        @Nullable
        Object call(@Nullable Object[] arguments) throws PKCS11Exception;
    }
}
