package org.tokentwin.emulator.cryptoki.application;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.ParameterKind;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.CryptokiMethods;
import org.tokentwin.emulator.profile.Refusal;

/**
 * An application of a model that refuses calls which the standard has nothing against. A call is refused before anything of it is done: it costs no try and
 * leaves no object. What the standard refuses anyway, such as a session that is not open, is left to the application.
 */
final class Refusals {
    /** Stands for a PIN that is null. */
    private static final Object NOT_GIVEN = new Object();

    /** {@link Cryptoki#refused}, which learns of a call that does not come to its method. */
    private static final String NOT_CARRIED_OUT = "refused";

    private static final Map<String, CryptokiFunction> FUNCTIONS = Arrays.stream(CryptokiFunction.values())
            .collect(Collectors.toMap(each -> methodName(each.name()), each -> each));

    private final Map<String, List<Refusal>> byMethod;
    private final Cryptoki application;
    private final BegunOperations begun = new BegunOperations();

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
        String name = method.getName().toLowerCase(Locale.ROOT);
        if (name.equals(NOT_CARRIED_OUT)) {
            String function = (String) arguments[0];
            return inPlaceOf(function, application.refused(function, (long) arguments[1], (Ckr) arguments[2]));
        }
        List<Refusal> meant = meant(byMethod.getOrDefault(name, List.of()), arguments);
        for (Refusal refusal : meant) {
            if (refusal.inPlaceOf().isEmpty()) {
                throw refused(refusal, arguments);
            }
        }
        try {
            Object result = CryptokiMethods.call(application, method, arguments);
            Optional.ofNullable(FUNCTIONS.get(name)).ifPresent(function -> begun.called(function, arguments));
            return FUNCTIONS.get(name) == CryptokiFunction.C_GetAttributeValue ? inPlaceOf(result, meant) : result;
        } catch (CryptokiException e) {
            throw inPlaceOf(e, meant);
        }
    }

    private List<Refusal> meant(List<Refusal> possible, Object[] arguments) {
        if (possible.isEmpty()) {
            return List.of();
        }
        List<Object> given = Stream.of(arguments)
                .map(each -> Objects.requireNonNullElse(each, NOT_GIVEN))
                .toList();
        return possible.stream()
                .filter(each -> new RefusedCall(application, begun, each, given).isMeant())
                .toList();
    }

    private CryptokiException refused(Refusal refusal, Object[] arguments) {
        if (refusal.operation().isOf(ParameterKind.SESSION)) {
            application.refused(refusal.operation().name(), (long) arguments[0], refusal.ckr());
        }
        return new CryptokiException(refusal.ckr(), "the token's profile refuses this call");
    }

    /** What a call that failed returns: the model's own value, where it has one for this. */
    private static CryptokiException inPlaceOf(CryptokiException failure, List<Refusal> meant) {
        Ckr ckr = inPlaceOf(failure.ckr(), meant);
        return ckr == failure.ckr() ? failure : new CryptokiException(ckr, String.valueOf(failure.getMessage()));
    }

    /** The same of a call that did not come to its method, where nothing is known of its arguments. */
    private Ckr inPlaceOf(String function, Ckr ckr) {
        return inPlaceOf(
                ckr,
                byMethod.getOrDefault(methodName(function), List.of()).stream()
                        .filter(Refusal::isUnconditional)
                        .toList());
    }

    /** Of attributes, each of which has its own value. */
    private static List<AttributeResult> inPlaceOf(@Nullable Object results, List<Refusal> meant) {
        return ((List<?>) Objects.requireNonNull(results))
                .stream()
                        .map(AttributeResult.class::cast)
                        .map(each -> new AttributeResult(each.type(), each.value(), inPlaceOf(each.ckr(), meant)))
                        .toList();
    }

    private static Ckr inPlaceOf(Ckr ckr, List<Refusal> meant) {
        return meant.stream()
                .filter(each -> each.inPlaceOf().equals(Optional.of(ckr)))
                .findFirst()
                .map(Refusal::ckr)
                .orElse(ckr);
    }
}
