package org.tokentwin.emulator.module;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;

/**
 * The functions that every shim calls, {@code struct upcalls} of {@code shim.c}: one table for the JVM, made at the first use and
 * never freed, since a shim may stay loaded until the JVM ends.
 */
final class UpcallTable {
    private UpcallTable() {}

    /** The table's address. */
    static MemorySegment address() {
        return Holder.TABLE;
    }

    private static final class Holder {
        static final MemorySegment TABLE = make(CFunctions.ofThisJvm(), Arena.global());
    }

    private static MemorySegment make(CFunctions functions, Arena arena) {
        UpcallStub stub = new UpcallStub(functions.abi(), arena);
        List<CryptokiFunction> list = CryptokiFunction.of(CryptokiVersion.V2_40);
        MemorySegment table = arena.allocate(ValueLayout.ADDRESS, list.size());
        for (CryptokiFunction function : list) {
            MethodHandle method = functions.method(function);
            if (method != null) {
                table.setAtIndex(ValueLayout.ADDRESS, function.index(), stub.make(function.name(), method));
            }
        }
        return table;
    }
}
