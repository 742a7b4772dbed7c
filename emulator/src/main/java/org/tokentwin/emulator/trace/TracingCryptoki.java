package org.tokentwin.emulator.trace;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** Reports an application's calls to a {@link Trace}, one event when a call is over. */
final class TracingCryptoki implements InvocationHandler {
    /** The method that is no function, but tells of one. */
    private static final String REFUSED = "refused";

    /** Likewise. */
    private static final String ENDED = "ended";

    /** The method of all functions that have none. */
    private static final String UNSUPPORTED = "unsupported";

    private static final Map<Method, Function> FUNCTIONS = functions();
    private static final Object[] NOTHING = {};
    private static final long NANOS_IN_MICRO = 1000;

    private final Cryptoki application;
    private final Trace trace;
    private final int number;

    /** A function, and how it is called: {@code (Cryptoki, Object[])Object}, throwing what the function throws. */
    private record Function(MethodHandle handle, FunctionNames names) {}

    private TracingCryptoki(Cryptoki application, Trace trace, int number) {
        this.application = application;
        this.trace = trace;
        this.number = number;
    }

    static Cryptoki around(Cryptoki application, Trace trace, int number) {
        return (Cryptoki) Proxy.newProxyInstance(
                Cryptoki.class.getClassLoader(),
                new Class<?>[] {Cryptoki.class},
                new TracingCryptoki(application, trace, number));
    }

    private static Map<Method, Function> functions() {
        Map<Method, Function> functions = new HashMap<>();
        try {
            for (Method method : Cryptoki.class.getMethods()) {
                if (method.getName().equals(REFUSED) || method.getName().equals(ENDED)) {
                    continue;
                }
                MethodHandle handle =
                        MethodHandles.lookup().unreflect(method).asSpreader(Object[].class, method.getParameterCount());
                functions.put(
                        method,
                        new Function(
                                handle.asType(handle.type().changeReturnType(Object.class)),
                                method.getName().equals(UNSUPPORTED)
                                        ? FunctionNames.UNSUPPORTED
                                        : FunctionNames.of(method.getName())));
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cryptoki is a public interface", e);
        }
        return functions;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = given == null ? NOTHING : given;
        Function function = FUNCTIONS.get(method);
        if (method.getName().equals(REFUSED)) {
            tellRefusal((String) arguments[0], (Long) arguments[1], (Ckr) arguments[2]);
            return null;
        }
        if (method.getName().equals(ENDED)) {
            application.ended();
            return null;
        }
        if (function == null) {
            return method.invoke(this, arguments); // toString and its like
        }
        if (!trace.isOn()) {
            return function.handle().invoke(application, arguments);
        }
        return method.getName().equals(UNSUPPORTED) ? unsupported(function, arguments) : traced(function, arguments);
    }

    /** By the name of the function, of which the session is known only. */
    private @Nullable Object unsupported(Function function, Object[] arguments) throws Throwable {
        FunctionNames names = FunctionNames.ofFunction((String) arguments[0]);
        return traced(new Function(function.handle(), names), names.showFirst((Long) arguments[1]), arguments);
    }

    private @Nullable Object traced(Function function, Object[] arguments) throws Throwable {
        return traced(function, function.names().show(arguments), arguments);
    }

    private @Nullable Object traced(Function function, Map<String, String> shown, Object[] arguments) throws Throwable {
        CardExchanges card = new CardExchanges();
        String at = Instant.now().toString();
        long start = System.nanoTime();
        String result = "";
        String output = "";
        try {
            Object returned = ScopedValue.where(Trace.CALL, card)
                    .call(() -> function.handle().invoke(application, arguments));
            result = ShownValue.returnValue(returned).name();
            output = ShownValue.output(returned, arguments);
            return returned;
        } catch (CryptokiException e) {
            result = e.ckr().name();
            output = e.ckr() == Ckr.CKR_BUFFER_TOO_SMALL ? ShownValue.output(null, arguments) : "";
            throw e;
        } catch (OutOfMemoryError e) {
            result = Ckr.CKR_HOST_MEMORY.name();
            throw e;
        } catch (CardRemovedException e) {
            result = Ckr.CKR_DEVICE_REMOVED.name();
            throw e;
        } finally {
            long micros = (System.nanoTime() - start) / NANOS_IN_MICRO;
            tell(
                    at,
                    function.names(),
                    shown,
                    result.isEmpty() ? Ckr.CKR_GENERAL_ERROR.name() : result,
                    output,
                    micros,
                    card);
        }
    }

    private void tellRefusal(String function, long argument, Ckr ckr) {
        application.refused(function, argument, ckr);
        if (trace.isOn()) {
            FunctionNames names = FunctionNames.ofFunction(function);
            tell(Instant.now().toString(), names, names.showFirst(argument), ckr.name(), "", 0, new CardExchanges());
        }
    }

    private void tell(
            String at,
            FunctionNames names,
            Map<String, String> shown,
            String result,
            String output,
            long micros,
            CardExchanges card) {
        trace.tell(new TraceEvent(
                at,
                number,
                names.function(),
                shown,
                result,
                output,
                micros,
                card.nanos() / NANOS_IN_MICRO,
                card.lines()));
    }
}
