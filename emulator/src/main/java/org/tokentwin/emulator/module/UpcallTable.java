package org.tokentwin.emulator.module;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
        static final MemorySegment TABLE = make(AbiLayout.host(), Arena.global());
    }

    private static MemorySegment make(AbiLayout abi, Arena arena) {
        UpcallStub stub = new UpcallStub(abi, arena);
        MemorySegment table = arena.allocate(
                ValueLayout.ADDRESS, CryptokiFunction.of(CryptokiVersion.V3_2).size());
        CFunctions.methods(abi)
                .forEach((function, method) ->
                        table.setAtIndex(ValueLayout.ADDRESS, function.index(), stub.make(function.name(), method)));
        return table;
    }
}
