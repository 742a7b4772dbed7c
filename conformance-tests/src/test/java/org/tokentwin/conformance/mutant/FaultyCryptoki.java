package org.tokentwin.conformance.mutant;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** An application with faults in some of its functions. */
final class FaultyCryptoki {
    /** The name of a fault in every function that has none of its own. */
    static final String EVERYWHERE = "*";

    private FaultyCryptoki() {}

    /**
     * @param faults by the functions' names in {@link Cryptoki}, or {@link #EVERYWHERE}
     * @param pin the right one
     * @throws IllegalArgumentException for a function that is not there
     */
    static Cryptoki over(Cryptoki honest, Map<String, Fault> faults, char[] pin) {
        for (String name : faults.keySet()) {
            if (!name.equals(EVERYWHERE)
                    && Arrays.stream(Cryptoki.class.getMethods())
                            .noneMatch(method -> method.getName().equals(name))) {
                throw new IllegalArgumentException("Cryptoki has no " + name);
            }
        }
        return (Cryptoki) Proxy.newProxyInstance(
                Cryptoki.class.getClassLoader(),
                new Class<?>[] {Cryptoki.class},
                (proxy, method, arguments) ->
                        answer(new Call(honest, pin, method, arguments == null ? new Object[0] : arguments), faults));
    }

    private static @Nullable Object answer(Call call, Map<String, Fault> faults) {
        Fault fault = faults.getOrDefault(call.function(), faults.get(EVERYWHERE));
        return fault == null ? call.proceed() : fault.answer(call);
    }
}
