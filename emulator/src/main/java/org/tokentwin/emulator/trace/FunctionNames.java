package org.tokentwin.emulator.trace;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.Parameter;
import org.tokentwin.emulator.cryptoki.CallerRoom;

/**
 * What the standard calls a function and its parameters, PKCS#11 v2.40 section 5; those that are pointers for the answer are left out.
 *
 * @param function for example {@code C_Login}
 * @param parameters in the order of the method in Java
 */
record FunctionNames(String function, List<String> parameters) {
    private static final Map<String, FunctionNames> ALL = Arrays.stream(CryptokiFunction.values())
            .collect(Collectors.toUnmodifiableMap(
                    function -> function.name().substring(2).toLowerCase(Locale.ROOT),
                    function -> new FunctionNames(
                            function.name(),
                            function.parameters().stream()
                                    .flatMap(parameter -> shown(parameter).stream())
                                    .toList())));

    /** Of room that is not asked about but filled, how much there is; of what only goes out, nothing. */
    private static Optional<String> shown(Parameter parameter) {
        return switch (parameter.kind()) {
            case FILLED, HANDLES -> Optional.of(parameter.names().get(1));
            case HANDLE, RESULT, STRUCTURE, FUNCTION_LIST, INTERFACE, APPLICATION, NOTIFY -> Optional.empty();
            default -> Optional.of(parameter.name());
        };
    }

    /** @param method of {@code Cryptoki}; C_Finalize's has a longer name there */
    static FunctionNames of(String method) {
        String name = method.toLowerCase(Locale.ROOT);
        return Stream.of(name, name.replace("cryptoki", ""))
                .filter(ALL::containsKey)
                .map(ALL::get)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a function without a name: " + method));
    }

    /** @param function for example {@code C_Login}; upper and lower case are the same */
    static FunctionNames ofFunction(String function) {
        return of(function.substring(2));
    }

    /** The arguments, and where the function has one, the room for what it returns whole, which is its last parameter. */
    Map<String, String> show(Object[] arguments) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            shown.put(parameters.get(i), ShownValue.argument(parameters.get(i), arguments[i]));
        }
        if (CallerRoom.OF_CALL.isBound()) {
            shown.put(parameters.getLast(), CallerRoom.OF_CALL.get().toString());
        }
        return shown;
    }

    /** What is known of the arguments of a call that was refused before they were read. */
    Map<String, String> showFirst(long argument) {
        boolean session = !parameters.isEmpty() && parameters.getFirst().equals("hSession");
        return session ? Map.of("hSession", Long.toUnsignedString(argument)) : Map.of();
    }
}
