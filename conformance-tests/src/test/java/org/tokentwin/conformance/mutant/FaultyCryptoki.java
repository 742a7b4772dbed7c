package org.tokentwin.conformance.mutant;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** An application with faults in some of its functions. */
final class FaultyCryptoki {
    private FaultyCryptoki() {}

    /**
     * @param faults by the functions' names in {@link Cryptoki}
     * @throws IllegalArgumentException for a function that is not there
     */
    static Cryptoki over(Cryptoki honest, Map<String, Fault> faults) {
        for (String name : faults.keySet()) {
            if (Arrays.stream(Cryptoki.class.getMethods())
                    .noneMatch(method -> method.getName().equals(name))) {
                throw new IllegalArgumentException("Cryptoki has no " + name);
            }
        }
        return (Cryptoki) Proxy.newProxyInstance(
                Cryptoki.class.getClassLoader(),
                new Class<?>[] {Cryptoki.class},
                (proxy, method, arguments) ->
                        answer(honest, faults, method, arguments == null ? new Object[0] : arguments));
    }

    private static @Nullable Object answer(
            Cryptoki honest, Map<String, Fault> faults, Method method, @Nullable Object[] arguments) {
        Call call = new Call(honest, method, arguments);
        Fault fault = faults.get(method.getName());
        return fault == null ? call.proceed() : fault.answer(call);
    }
}
