package org.tokentwin.emulator.cryptoki.application;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.ParameterKind;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.profile.Refusal;

/**
 * An application of a model that refuses calls which the standard has nothing against. A call is refused before anything of it is done: it costs no try and
 * leaves no object. What the standard refuses anyway, such as a session that is not open, is left to the application.
 */
final class Refusals {
    /** Stands for a PIN that is null. */
    private static final Object NOT_GIVEN = new Object();

    private final Map<String, List<Refusal>> byMethod;
    private final Cryptoki application;

    private Refusals(List<Refusal> refusals, Cryptoki application) {
        this.byMethod = refusals.stream()
                .collect(Collectors.groupingBy(
                        each -> methodName(each.operation().name())));
        this.application = application;
    }

    /** The application with the refusals of a profile. */
    static Cryptoki of(List<Refusal> refusals, Cryptoki application) {
        return refusals.isEmpty()
                ? application
                : CryptokiMethods.application(new Refusals(refusals, application)::call);
    }

    /** A function's name as its method's, in small letters: C_InitPIN is initPin. */
    private static String methodName(String function) {
        return function.substring(2).toLowerCase(Locale.ROOT);
    }

    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        List<Refusal> possible = byMethod.getOrDefault(method.getName().toLowerCase(Locale.ROOT), List.of());
        if (!possible.isEmpty()) {
            refuse(possible, arguments);
        }
        return CryptokiMethods.call(application, method, arguments);
    }

    private void refuse(List<Refusal> possible, Object[] arguments) {
        List<Object> given = Stream.of(arguments)
                .map(each -> Objects.requireNonNullElse(each, NOT_GIVEN))
                .toList();
        Optional<Refusal> found = possible.stream()
                .filter(each -> new RefusedCall(application, each, given).isMeant())
                .findFirst();
        if (found.isPresent()) {
            Refusal refusal = found.get();
            if (refusal.operation().isOf(ParameterKind.SESSION)) {
                application.refused(refusal.operation().name(), (long) arguments[0], refusal.ckr());
            }
            throw new CryptokiException(refusal.ckr(), "the token's profile refuses this call");
        }
    }
}
