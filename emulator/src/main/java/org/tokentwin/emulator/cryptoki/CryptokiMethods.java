package org.tokentwin.emulator.cryptoki;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The methods of {@link Cryptoki}, for what looks at each call of an application in the same way. */
public final class CryptokiMethods {
    private static final Object[] NOTHING = {};

    /** Made when they are first called: a JVM takes a tenth of a second for all of them. */
    private static final Map<Method, MethodHandle> HANDLES = new ConcurrentHashMap<>();

    /** What happens on a call. */
    @FunctionalInterface
    public interface Call {
        /** Carries the call out, or does not; what it throws is thrown as it is. */
        @Nullable
        Object of(Method method, Object[] arguments) throws Throwable;
    }

    private CryptokiMethods() {}

    /** Returns an application whose calls are the handler's. */
    public static Cryptoki application(Call handler) {
        InvocationHandler invocation = new InvocationHandler() {
            @Override
            public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
                Object[] arguments = given == null ? NOTHING : given;
                return method.getDeclaringClass() == Cryptoki.class
                        ? handler.of(method, arguments)
                        : method.invoke(this, arguments); // toString and its like
            }
        };
        return (Cryptoki)
                Proxy.newProxyInstance(Cryptoki.class.getClassLoader(), new Class<?>[] {Cryptoki.class}, invocation);
    }

    /** Calls a method of an application; what it throws is thrown as it is. */
    public static @Nullable Object call(Cryptoki application, Method method, Object[] arguments) throws Throwable {
        return HANDLES.computeIfAbsent(method, CryptokiMethods::handle).invokeExact(application, arguments);
    }

    private static MethodHandle handle(Method method) {
        try {
            return MethodHandles.lookup()
                    .unreflect(method)
                    .asSpreader(Object[].class, method.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Cryptoki.class, Object[].class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(method + " is none of Cryptoki's", e);
        }
    }
}
