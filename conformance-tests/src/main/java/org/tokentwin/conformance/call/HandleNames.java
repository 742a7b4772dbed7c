package org.tokentwin.conformance.call;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.Parameter;
import org.tokentwin.cryptoki.ParameterKind;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Constants.Category;

/**
 * Names for the handles and slots that a module gave, in the order in which it gave them: {@code session 1} in place of a number that is another in each
 * run. A number that the module did not give, as a handle that never was, stays a number. Safe for use by many threads.
 */
final class HandleNames {
    private static final Set<ParameterKind> SCALARS = Set.of(
            ParameterKind.SESSION,
            ParameterKind.SLOT,
            ParameterKind.OBJECT,
            ParameterKind.FLAGS,
            ParameterKind.MECHANISM_TYPE,
            ParameterKind.USER_TYPE,
            ParameterKind.NUMBER);

    @GuardedBy("this")
    private final Map<ParameterKind, Map<Long, String>> given = new EnumMap<>(ParameterKind.class);

    /** A slot that the module has, whose number the case has from elsewhere. */
    void slot(long id) {
        give(ParameterKind.SLOT, id);
    }

    private synchronized String give(ParameterKind kind, long value) {
        Map<Long, String> names = given.computeIfAbsent(kind, any -> new LinkedHashMap<>());
        return names.computeIfAbsent(value, any -> kind.name().toLowerCase(Locale.ROOT) + " " + (names.size() + 1));
    }

    private synchronized String known(ParameterKind kind, long value) {
        return given.getOrDefault(kind, Map.of()).getOrDefault(value, Long.toString(value));
    }

    /**
     * A call's arguments in words; of those that are no handle, {@link CallText} says how.
     *
     * @param count how many of them are the C function's
     */
    List<String> arguments(String function, @Nullable Object[] arguments, int count) {
        List<Parameter> parameters = CryptokiFunction.valueOf(function).parameters();
        boolean raw = Arrays.stream(arguments).anyMatch(MemorySegment.class::isInstance);
        Iterator<ParameterKind> kinds = parameters.stream()
                .flatMap(each -> raw ? each.names().stream().map(name -> each.kind()) : Stream.of(each.kind()))
                .filter(kind -> raw || SCALARS.contains(kind))
                .iterator();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object each = arguments[i];
            ParameterKind kind = (raw || each instanceof Long) && kinds.hasNext() ? kinds.next() : null;
            words.add(each instanceof Long number && kind != null ? argument(kind, number) : CallText.value(each));
        }
        return words;
    }

    private String argument(ParameterKind kind, long number) {
        return switch (kind) {
            case SESSION, SLOT, OBJECT -> known(kind, number);
            case MECHANISM_TYPE -> mechanism(number);
            case USER_TYPE -> PKCS11Constants.codeToName(Category.CKU, number);
            default -> Long.toString(number);
        };
    }

    /** What the wrapper returned, in words. */
    String result(String function, Object result) {
        CryptokiFunction called = CryptokiFunction.valueOf(function);
        boolean handles = called.parameters().stream()
                .anyMatch(each -> each.kind() == ParameterKind.HANDLE || each.kind() == ParameterKind.HANDLES);
        ParameterKind kind = switch (called) {
            case C_OpenSession -> ParameterKind.SESSION;
            case C_GetSlotList, C_WaitForSlotEvent -> ParameterKind.SLOT;
            default -> ParameterKind.OBJECT;
        };
        return switch (result) {
            case long[] types
            when called == CryptokiFunction.C_GetMechanismList ->
                types.length + " mechanisms: "
                        + Arrays.stream(types)
                                .sorted()
                                .mapToObj(HandleNames::mechanism)
                                .collect(Collectors.joining(" "));
            case long[] numbers ->
                Arrays.stream(numbers).mapToObj(each -> give(kind, each)).collect(Collectors.joining(", ", "[", "]"));
            case Long number when handles || kind == ParameterKind.SLOT -> give(kind, number);
            default -> CallText.value(result);
        };
    }

    private static String mechanism(long type) {
        return Ckm.name(type);
    }
}
