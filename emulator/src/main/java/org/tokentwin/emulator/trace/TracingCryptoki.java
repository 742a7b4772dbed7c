package org.tokentwin.emulator.trace;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.CryptokiMethods;

/** Reports an application's calls to a {@link Trace}, one event when a call is over. */
final class TracingCryptoki {
    /** The method that is no function, but tells of one. */
    private static final String REFUSED = "refused";

    /** Likewise. */
    private static final String ENDED = "ended";

    /** The method of all functions that have none. */
    private static final String UNSUPPORTED = "unsupported";

    private static final Map<Method, FunctionNames> NAMES = new ConcurrentHashMap<>();
    private static final long NANOS_IN_MICRO = 1000;

    private final Cryptoki application;
    private final Trace trace;
    private final int number;

    private TracingCryptoki(Cryptoki application, Trace trace, int number) {
        this.application = application;
        this.trace = trace;
        this.number = number;
    }

    static Cryptoki around(Cryptoki application, Trace trace, int number) {
        return CryptokiMethods.application(new TracingCryptoki(application, trace, number)::call);
    }

    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals(REFUSED)) {
            return tellRefusal((String) arguments[0], (Long) arguments[1], (Ckr) arguments[2]);
        }
        if (method.getName().equals(ENDED) || !trace.isOn()) {
            return CryptokiMethods.call(application, method, arguments);
        }
        if (method.getName()
                .equals(UNSUPPORTED)) { // by the function's name; of its arguments the session is all that is known
            FunctionNames names = FunctionNames.ofFunction((String) arguments[0]);
            return traced(method, names, names.showFirst((Long) arguments[1]), arguments);
        }
        FunctionNames names = NAMES.computeIfAbsent(method, each -> FunctionNames.of(each.getName()));
        return traced(method, names, names.show(arguments), arguments);
    }

    private @Nullable Object traced(Method method, FunctionNames names, Map<String, String> shown, Object[] arguments)
            throws Throwable {
        CardExchanges card = new CardExchanges();
        String at = Instant.now().toString();
        long start = System.nanoTime();
        String result = "";
        String output = "";
        try {
            Object returned = ScopedValue.where(Trace.CALL, card)
                    .call(() -> CryptokiMethods.call(application, method, arguments));
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
            tell(at, names, shown, result.isEmpty() ? Ckr.CKR_GENERAL_ERROR.name() : result, output, micros, card);
        }
    }

    private Ckr tellRefusal(String function, long argument, Ckr refused) {
        Ckr ckr = application.refused(function, argument, refused);
        if (trace.isOn()) {
            FunctionNames names = FunctionNames.ofFunction(function);
            tell(Instant.now().toString(), names, names.showFirst(argument), ckr.name(), "", 0, new CardExchanges());
        }
        return ckr;
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
