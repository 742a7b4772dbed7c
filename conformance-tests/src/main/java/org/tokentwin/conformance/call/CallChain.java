package org.tokentwin.conformance.call;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A module behind steps that every call takes. */
public final class CallChain {
    private static final Object[] NONE = {};

    private CallChain() {}

    /** The module's functions behind these steps, of which the first sees a call first. */
    public static PKCS11 of(PKCS11 module, List<CallStep> steps) {
        return (PKCS11) Proxy.newProxyInstance(
                CallChain.class.getClassLoader(), new Class<?>[] {PKCS11.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("finalize")) {
                        return null; // the wrapper's would disconnect the module, when nobody but this chain is gone
                    }
                    CallStep.Next way = passed -> invoke(module, method, passed);
                    if (!method.getName().startsWith("C_")) {
                        return way.call(arguments == null ? NONE : arguments);
                    }
                    for (CallStep step : steps.reversed()) {
                        CallStep.Next rest = way;
                        way = passed -> step.pass(method.getName(), passed, rest);
                    }
                    return way.call(arguments == null ? NONE : arguments);
                });
    }

    private static @Nullable Object invoke(PKCS11 module, Method method, @Nullable Object[] arguments)
            throws PKCS11Exception {
        try {
            return method.invoke(module, arguments);
        } catch (InvocationTargetException e) {
            throw unwrapped(method, e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method.getName(), e);
        }
    }

    private static PKCS11Exception unwrapped(Method method, InvocationTargetException thrown) {
        Throwable cause = thrown.getCause();
        if (cause instanceof PKCS11Exception refused) {
            return refused;
        }
        if (cause instanceof RuntimeException broken) {
            throw broken;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(method.getName(), thrown);
    }
}
