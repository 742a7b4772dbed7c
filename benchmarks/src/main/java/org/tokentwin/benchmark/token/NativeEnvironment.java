package org.tokentwin.benchmark.token;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/**
 * The environment that native code of this process sees. Java's own view is a copy made at its start, and JMH starts the measuring process
 * without a way to say what is in it, while modules are configured by variables.
 */
final class NativeEnvironment {
    private NativeEnvironment() {}

    /** setenv(3) for each variable. One thread at a time, before the module is loaded. */
    static synchronized void set(Map<String, String> variables) {
        if (variables.isEmpty()) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle setenv = linker.downcallHandle(
                linker.defaultLookup()
                        .find("setenv")
                        .orElseThrow(() -> new NotMeasuredException("this system has no setenv")),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        variables.forEach((name, value) -> set(setenv, name, value));
    }

    private static void set(MethodHandle setenv, String name, String value) {
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            if (result != 0) {
                throw new NotMeasuredException("the variable " + name + " cannot be set");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
