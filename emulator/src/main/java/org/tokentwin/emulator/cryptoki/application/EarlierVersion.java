package org.tokentwin.emulator.cryptoki.application;

import java.lang.reflect.Method;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.profile.MajorMinor;

/**
 * An application of a library that reports a version of PKCS#11 before v2.40: return values that came with v2.40 become those by which the
 * earlier version says the same.
 */
final class EarlierVersion {
    private static final Comparator<MajorMinor> ORDER =
            Comparator.comparingInt(MajorMinor::major).thenComparingInt(MajorMinor::minor);

    private static final MajorMinor LATEST = new MajorMinor(2, 40);
    private final Cryptoki application;

    private EarlierVersion(Cryptoki application) {
        this.application = application;
    }

    /** The application as a library of this version has it. */
    static Cryptoki of(MajorMinor version, Cryptoki application) {
        if (ORDER.compare(version, LATEST) >= 0) {
            return application;
        }
        return CryptokiMethods.application(new EarlierVersion(application)::call);
    }

    /** What v2.20 lists for a function in place of a return value of v2.40. */
    static Ckr earlier(String method, Ckr ckr) {
        return switch (ckr) {
            case CKR_CURVE_NOT_SUPPORTED -> Ckr.CKR_DOMAIN_PARAMS_INVALID;
            case CKR_ACTION_PROHIBITED ->
                method.equals("setAttributeValue") ? Ckr.CKR_ATTRIBUTE_READ_ONLY : Ckr.CKR_FUNCTION_FAILED;
            default -> ckr;
        };
    }

    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return CryptokiMethods.call(application, method, arguments);
        } catch (CryptokiException e) {
            Ckr earlier = earlier(method.getName(), e.ckr());
            throw earlier == e.ckr() ? e : new CryptokiException(earlier, "in an earlier version of PKCS#11", e);
        }
    }
}
