package org.tokentwin.emulator.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Signals by way of {@code sun.misc.Signal}: supported by every JDK in the module jdk.unsupported, and the only way to them. It is called
 * by reflection because the compiler warns of it, and the warning cannot be suppressed at one place.
 */
final class ProcessSignals implements Signals {
    private static final String PACKAGE = "sun.misc.";

    @Override
    public Handling handle(List<String> names, Consumer<String> handler) {
        try {
            Class<?> signalType = Class.forName(PACKAGE + "Signal");
            Class<?> handlerType = Class.forName(PACKAGE + "SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                        if (!method.getName().equals("handle")) {
                            return method.invoke(handler, arguments); // hashCode, equals and toString
                        }
                        handler.accept((String) signalType.getMethod("getName").invoke(arguments[0]));
                        return null;
                    });
            List<Handling> taken = new ArrayList<>();
            for (String name : names) {
                Object signal = signalType.getConstructor(String.class).newInstance(name);
                Object before = install(signalType, handlerType, signal, proxy);
                taken.add(() -> reinstall(signalType, handlerType, signal, before));
            }
            return () -> taken.forEach(Handling::close);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Java cannot take over signals", e);
        }
    }

    private static Object install(Class<?> signalType, Class<?> handlerType, Object signal, Object handler)
            throws ReflectiveOperationException {
        try {
            return signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The signal " + signal + " cannot be taken over", e.getCause());
        }
    }

    private static void reinstall(Class<?> signalType, Class<?> handlerType, Object signal, Object handler) {
        try {
            install(signalType, handlerType, signal, handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The signal " + signal + " cannot be given back", e);
        }
    }
}
