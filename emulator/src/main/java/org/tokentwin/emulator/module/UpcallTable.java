package org.tokentwin.emulator.module;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.emulator.cryptoki.Version;

/**
 * The functions that a shim calls, {@code struct upcalls} of {@code shim.c}: one table for all shims of 2.x and one for those of 3.x, made at the first use and
 * never freed, since a shim may stay loaded until the JVM ends. Each function takes milliseconds to make, so that the first table has none of those that came with 3.x.
 */
final class UpcallTable {
    private UpcallTable() {}

    /** The address of the table for shims of a version. */
    static MemorySegment address(Version version) {
        return version.major() < 3 ? Version2.TABLE : Version3.TABLE;
    }

    private static final class Version2 {
        static final MemorySegment TABLE = make(CryptokiVersion.V2_40);
    }

    private static final class Version3 {
        static final MemorySegment TABLE = make(CryptokiVersion.V3_2);
    }

    private static MemorySegment make(CryptokiVersion version) {
        UpcallStub stub = new UpcallStub(AbiLayout.host(), Arena.global());
        List<CryptokiFunction> functions = CryptokiFunction.of(version);
        MemorySegment table = Arena.global()
                .allocate(
                        ValueLayout.ADDRESS,
                        CryptokiFunction.of(CryptokiVersion.V3_2).size());
        Map<CryptokiFunction, MethodHandle> methods = CFunctions.methods(AbiLayout.host());
        methods.keySet().retainAll(functions);
        methods.forEach((function, method) ->
                table.setAtIndex(ValueLayout.ADDRESS, function.index(), stub.make(function.name(), method)));
        return table;
    }
}
