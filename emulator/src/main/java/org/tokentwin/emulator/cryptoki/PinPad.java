package org.tokentwin.emulator.cryptoki;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.tokentwin.cryptoki.Ckr;

/**
 * Where the user enters PINs that no application sees: the protected authentication path, PKCS#11 v2.40 section 5.6. Safe for use by many
 * threads.
 */
@FunctionalInterface
public interface PinPad {
    /** Where nobody can be asked. */
    PinPad NONE = (question, wanted) -> {
        throw new CryptokiException(Ckr.CKR_FUNCTION_FAILED, "there is nobody to ask for a PIN");
    };

    /**
     * Asks, and waits for the user.
     *
     * @param wanted false from the moment when nobody waits for the PIN any more
     * @return as many PINs as the question is for, none of them empty; the caller wipes them
     * @throws CryptokiException {@code CKR_FUNCTION_CANCELED} when the user does not want to, time is up or the PIN is not wanted any more,
     *     {@code CKR_FUNCTION_FAILED} when the user cannot be asked
     */
    List<byte[]> ask(PinQuestion question, BooleanSupplier wanted);
}
