package org.tokentwin.emulator.cryptoki.application;

import java.util.function.Supplier;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.profile.MajorMinor;

/**
 * Return values that came with v2.40, about curves and about objects that may not be touched, as the library of a token says them: one that reports an earlier
 * version of PKCS#11 has others for the same.
 *
 * @param isEarlier than v2.40
 */
record EarlierVersion(boolean isEarlier) {
    private static final MajorMinor LATEST = new MajorMinor(2, 40);

    /** @param version that the library reports */
    static EarlierVersion of(MajorMinor version) {
        return new EarlierVersion(version.major() < LATEST.major()
                || (version.major() == LATEST.major() && version.minor() < LATEST.minor()));
    }

    /** Returns what a function of objects returns. */
    <T> T of(Supplier<T> function) {
        return of(Ckr.CKR_FUNCTION_FAILED, function);
    }

    /** @param prohibited what the earlier version has in place of {@code CKR_ACTION_PROHIBITED} */
    <T> T of(Ckr prohibited, Supplier<T> function) {
        try {
            return function.get();
        } catch (CryptokiException e) {
            Ckr ckr = isEarlier ? earlier(e.ckr(), prohibited) : e.ckr();
            throw ckr == e.ckr() ? e : new CryptokiException(ckr, "in an earlier version of PKCS#11", e);
        }
    }

    private static Ckr earlier(Ckr ckr, Ckr prohibited) {
        return switch (ckr) {
            case CKR_CURVE_NOT_SUPPORTED -> Ckr.CKR_DOMAIN_PARAMS_INVALID;
            case CKR_ACTION_PROHIBITED -> prohibited;
            default -> ckr;
        };
    }
}
