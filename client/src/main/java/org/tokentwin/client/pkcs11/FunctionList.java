package org.tokentwin.client.pkcs11;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Locale;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;

/**
 * A module's function list, looked at before the wrapper does, which trusts it: it ends the process if there is none, and makes room for as
 * many slots as are announced.
 */
@SuppressWarnings("restricted")
final class FunctionList {
    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    /** A CK_ULONG, PKCS#11 v2.40 section 2.1. */
    private static final ValueLayout ULONG = WINDOWS ? ValueLayout.JAVA_INT : ValueLayout.JAVA_LONG;

    /** Where the functions begin, after the version: on Windows structures are packed. */
    private static final long FIRST = WINDOWS ? 2 : Long.BYTES;

    private static final AddressLayout LIST = ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(
            FIRST + (long) CryptokiFunction.of(CryptokiVersion.V2_40).size() * Long.BYTES, ValueLayout.JAVA_BYTE));

    private final MemorySegment list;
    private final boolean shared;

    private FunctionList(MemorySegment list, boolean shared) {
        this.list = list;
        this.shared = shared;
    }

    /**
     * Calls C_GetFunctionList.
     *
     * @param name what the system's loader calls the library, which stays loaded
     * @throws IllegalArgumentException if it does not load
     * @throws TokenException if it is no PKCS#11 module
     */
    static FunctionList of(String name) {
        Path path = Path.of(name);
        SymbolLookup library;
        try (OpenCalls.Open _ = OpenCalls.ofProcess().load()) {
            library = path.isAbsolute()
                    ? SymbolLookup.libraryLookup(path, Arena.global())
                    : SymbolLookup.libraryLookup(name, Arena.global());
        }
        MemorySegment entry = library.find(CryptokiFunction.C_GetFunctionList.name())
                .orElseThrow(() -> TokenException.refused(
                        name + " is a library, but no PKCS#11 module: it does not export "
                                + CryptokiFunction.C_GetFunctionList,
                        "Name the PKCS#11 module of the token, as libeTPkcs11.so."));
        try (Arena arena = Arena.ofConfined();
                OpenCalls.Open _ = OpenCalls.ofProcess().enter(CryptokiFunction.C_GetFunctionList, false)) {
            MemorySegment place = arena.allocate(ValueLayout.ADDRESS);
            returned(invoke(entry, place), CryptokiFunction.C_GetFunctionList);
            MemorySegment list = place.get(LIST, 0);
            if (list.equals(MemorySegment.NULL)) {
                throw TokenException.refused(
                        CryptokiFunction.C_GetFunctionList + " succeeded, and returned no functions",
                        CryptokiLibrary.BROKEN);
            }
            boolean shared = invoke(entry, place) == 0 && place.get(LIST, 0).equals(list);
            return new FunctionList(list, shared);
        }
    }

    /** Whether there is a pointer for a function; later ones than those of version 2 are in another list. */
    boolean has(CryptokiFunction function) {
        return !address(function).equals(MemorySegment.NULL);
    }

    /**
     * C_GetSlotList without room for any: how many slots there are, empty ones too. 0 where the module gives each caller of C_GetFunctionList a
     * list and its own state, as p11-kit's client does: this list is not the one that was initialised.
     */
    long slots() {
        return announced(CryptokiFunction.C_GetSlotList, (byte) 0);
    }

    /** C_GetMechanismList without room for any: how many mechanisms there are; 0 as above. */
    long mechanisms(long slot) {
        return announced(CryptokiFunction.C_GetMechanismList, WINDOWS ? (Object) (int) slot : (Object) slot);
    }

    private long announced(CryptokiFunction function, Object first) {
        if (!shared) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ULONG);
            returned(invoke(address(function), first, MemorySegment.NULL, count), function);
            return WINDOWS
                    ? Integer.toUnsignedLong(count.get(ValueLayout.JAVA_INT, 0))
                    : count.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    private MemorySegment address(CryptokiFunction function) {
        return list.get(ValueLayout.ADDRESS_UNALIGNED, FIRST + (long) function.index() * Long.BYTES);
    }

    private static void returned(long result, CryptokiFunction function) {
        if (result != 0) {
            throw TokenException.returned(new Ckr(result), function);
        }
    }

    private static long invoke(MemorySegment function, Object... arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < layouts.length; i++) {
            layouts[i] = switch (arguments[i]) {
                case Byte any -> ValueLayout.JAVA_BYTE;
                case MemorySegment any -> ValueLayout.ADDRESS;
                default -> ULONG;
            };
        }
        try {
            Object result = Linker.nativeLinker()
                    .downcallHandle(function, FunctionDescriptor.of(ULONG, layouts))
                    .invokeWithArguments(arguments);
            return WINDOWS ? Integer.toUnsignedLong((Integer) result) : (Long) result;
        } catch (Throwable e) { // what a method handle declares
            throw new IllegalStateException("the call did not come about", e);
        }
    }
}
