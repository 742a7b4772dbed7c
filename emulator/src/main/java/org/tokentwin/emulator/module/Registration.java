package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.VarHandle;
import org.tokentwin.emulator.cryptoki.Version;

/** What the JVM writes into a shim, {@code tokentwin_registration} of {@code shim.c}: the function to call, and for which module. */
final class Registration {
    private static final StructLayout LAYOUT = MemoryLayout.structLayout(
            ADDRESS.withName("jvm"),
            JAVA_LONG.withName("context"),
            JAVA_BYTE.withName("major"),
            JAVA_BYTE.withName("minor"));

    private static final VarHandle JVM = LAYOUT.varHandle(PathElement.groupElement("jvm"));
    private static final long CONTEXT = LAYOUT.byteOffset(PathElement.groupElement("context"));
    private static final long MAJOR = LAYOUT.byteOffset(PathElement.groupElement("major"));
    private static final long MINOR = LAYOUT.byteOffset(PathElement.groupElement("minor"));

    private Registration() {}

    /**
     * Connects a shim to the upcall.
     *
     * @param shim a copy that was never connected
     * @param context handed to every upcall
     * @param version what the function list says from now on
     * @throws IllegalStateException when the shim is connected already, or is none
     */
    static synchronized void connect(SymbolLookup shim, long context, Version version) {
        MemorySegment registration = shim.find("tokentwin_registration")
                .orElseThrow(() -> new IllegalStateException("the library is not TokenTwin's PKCS#11 shim"))
                .reinterpret(LAYOUT.byteSize());
        if (((MemorySegment) JVM.getAcquire(registration, 0L)).address() != 0) {
            throw new IllegalStateException("the PKCS#11 shim is connected already");
        }
        registration.set(JAVA_LONG, CONTEXT, context);
        registration.set(JAVA_BYTE, MAJOR, (byte) version.major());
        registration.set(JAVA_BYTE, MINOR, (byte) version.minor());
        JVM.setRelease(registration, 0L, Upcall.ADDRESS);
    }
}
