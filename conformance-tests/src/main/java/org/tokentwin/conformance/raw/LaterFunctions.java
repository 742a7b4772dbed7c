package org.tokentwin.conformance.raw;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.Structure;

/**
 * The functions that came with PKCS#11 3.x, as a module has them: those that give its interfaces by their names, all others by the list of the
 * interface that it gives for {@link #NAME}. A module of 2.x has none. Nothing is asked of the module before somebody wants one.
 */
final class LaterFunctions {
    /** The name of the interface that the standard describes. */
    static final String NAME = "PKCS 11";

    private final SymbolLookup symbols;

    @GuardedBy("this")
    private @Nullable Map<CryptokiFunction, MemorySegment> found;

    LaterFunctions(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /** Returns where a function is; empty where the module does not have it. */
    synchronized Optional<MemorySegment> address(CryptokiFunction function) {
        Map<CryptokiFunction, MemorySegment> known = found;
        if (known == null) {
            known = find();
            found = known;
        }
        return Optional.ofNullable(known.get(function));
    }

    private Map<CryptokiFunction, MemorySegment> find() {
        Map<CryptokiFunction, MemorySegment> all = new EnumMap<>(CryptokiFunction.class);
        named(CryptokiFunction.C_GetInterfaceList).ifPresent(it -> all.put(CryptokiFunction.C_GetInterfaceList, it));
        named(CryptokiFunction.C_GetInterface).ifPresent(it -> {
            all.put(CryptokiFunction.C_GetInterface, it);
            list(it).ifPresent(list -> addAll(list, all));
        });
        return all;
    }

    private Optional<MemorySegment> named(CryptokiFunction function) {
        return symbols.find(function.name());
    }

    /** The function list of the interface that the module gives for the standard's name. */
    private static Optional<MemorySegment> list(MemorySegment entry) {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment place = memory.block();
            MemorySegment name = memory.bytes((NAME + '\0').getBytes(StandardCharsets.US_ASCII));
            if (RawModule.invoke(entry, name, RawMemory.NULL, place, 0L) != 0) {
                return Optional.empty();
            }
            MemorySegment given = place.get(ValueLayout.ADDRESS_UNALIGNED, 0);
            if (given.address() == 0) {
                return Optional.empty(); // it returned CKR_OK, and gave nothing
            }
            MemorySegment list = given.reinterpret(Structure.CK_INTERFACE.size(DataModel.host()))
                    .get(
                            ValueLayout.ADDRESS_UNALIGNED,
                            Structure.CK_INTERFACE.offset("pFunctionList", DataModel.host()));
            return Optional.of(list).filter(address -> address.address() != 0);
        }
    }

    private static void addAll(MemorySegment list, Map<CryptokiFunction, MemorySegment> all) {
        CryptokiVersion version = version(list);
        List<CryptokiFunction> listed = CryptokiFunction.of(version);
        MemorySegment whole = list.reinterpret(Abi.functionListBytes(listed.size()));
        for (CryptokiFunction function : listed) {
            if (!CryptokiVersion.V2_40.includes(function.since())) {
                MemorySegment address = whole.get(ValueLayout.ADDRESS_UNALIGNED, Abi.functionOffset(function.index()));
                if (address.address() != 0) {
                    all.putIfAbsent(function, address);
                }
            }
        }
    }

    /** Which of the lists that are known here it is, by the version in front of it. */
    private static CryptokiVersion version(MemorySegment list) {
        MemorySegment version = list.reinterpret(2);
        return CryptokiVersion.of(version.get(ValueLayout.JAVA_BYTE, 0), version.get(ValueLayout.JAVA_BYTE, 1));
    }
}
