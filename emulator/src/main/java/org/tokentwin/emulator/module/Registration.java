package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Version;

/** The one C function that the JVM calls: {@code tokentwin_register} of {@code shim.c}. */
final class Registration {
    private static final MethodHandle REGISTER = Linker.nativeLinker()
            .downcallHandle(
                    FunctionDescriptor.of(AbiLayout.host().ulongArgument(), ADDRESS, JAVA_LONG, JAVA_BYTE, JAVA_BYTE));

    private Registration() {}

    /**
     * Connects a shim to the upcall.
     *
     * @param shim a copy that was never connected
     * @param context handed to every upcall
     * @param version what the function list says from now on
     * @throws IllegalStateException when the shim is connected already, or is none
     */
    static void connect(SymbolLookup shim, long context, Version version) {
        MemorySegment register = shim.find("tokentwin_register")
                .orElseThrow(() -> new IllegalStateException("the library is not TokenTwin's PKCS#11 shim"));
        long answer = call(register, context, version);
        if (answer != Ckr.CKR_OK.code()) {
            throw new IllegalStateException("the PKCS#11 shim is connected already");
        }
    }

    private static long call(MemorySegment register, long context, Version version) {
        byte major = (byte) version.major();
        byte minor = (byte) version.minor();
        try {
            return ((Number) REGISTER.invoke(register, Upcall.ADDRESS, context, major, minor)).longValue();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a C function threw", e);
        }
    }
}
