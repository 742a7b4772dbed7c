package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.tokentwin.emulator.cryptoki.Version;

/** What the JVM writes into a shim, {@code tokentwin_registration} of {@code shim.c}: the function to call, and for which module. */
final class Registration {
    private static final int JVM = 0;
    private static final int CONTEXT = JVM + Long.BYTES;
    private static final int MAJOR = CONTEXT + Long.BYTES;
    private static final int MINOR = MAJOR + 1;
    private static final int BYTES = MINOR + 1;

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
                .reinterpret(BYTES);
        ByteBuffer fields = AbiLayout.view(registration, 0, BYTES);
        if (fields.getLong(JVM) != 0) {
            throw new IllegalStateException("the PKCS#11 shim is connected already");
        }
        fields.putLong(CONTEXT, context);
        fields.put(MAJOR, (byte) version.major());
        fields.put(MINOR, (byte) version.minor());
        VarHandle.releaseFence(); // the shim looks at this field first, and may be called already
        fields.putLong(JVM, Upcall.ADDRESS.address());
    }
}
