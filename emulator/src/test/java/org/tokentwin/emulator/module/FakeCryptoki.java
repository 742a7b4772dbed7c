package org.tokentwin.emulator.module;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** A {@link Cryptoki} that records its calls and does what a test says; what was not said is not supported. */
final class FakeCryptoki {
    /** A call of a method, with its arguments as they were at that time. */
    record Call(String method, List<Object> arguments) {}

    private final Map<String, Function<Object[], Object>> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final Cryptoki cryptoki = (Cryptoki) Proxy.newProxyInstance(
            Cryptoki.class.getClassLoader(),
            new Class<?>[] {Cryptoki.class},
            (_, method, arguments) -> answer(method, arguments == null ? new Object[0] : arguments));

    /** The fake under the interface. */
    Cryptoki cryptoki() {
        return cryptoki;
    }

    /** What a method returns from now on. */
    FakeCryptoki on(String method, Function<Object[], Object> answer) {
        answers.put(method, answer);
        return this;
    }

    /** Methods that return nothing and succeed from now on. */
    FakeCryptoki accept(String... methods) {
        for (String method : methods) {
            answers.put(method, _ -> Done.DONE);
        }
        return this;
    }

    /** The calls so far, {@code C_Finalize}, which a module's closing makes, apart. */
    List<Call> calls() {
        return calls;
    }

    /** The functions that were refused before they came to a method. */
    List<String> refusals() {
        return refusals;
    }

    private @Nullable Object answer(Method method, Object[] arguments) {
        if (method.getName().equals("refused")) {
            refusals.add(arguments[0] + "(" + arguments[1] + ") = " + arguments[2]);
            return arguments[2];
        }
        if (method.getName().equals("ended")) { // a connection went away, which is no call
            return null;
        }
        calls.add(new Call(method.getName(), java.util.Arrays.asList(arguments.clone())));
        Function<Object[], Object> answer = answers.get(method.getName());
        if (answer == null) {
            throw new CryptokiException(Ckr.CKR_FUNCTION_NOT_SUPPORTED, method.getName());
        }
        Object result = answer.apply(arguments);
        return method.getReturnType() == void.class ? null : result;
    }

    private enum Done {
        DONE
    }
}
