package org.tokentwin.client.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    /** Where the functions begin, after the version: on Windows structures are packed. */
    private static final int FIRST = WINDOWS ? 2 : Long.BYTES;

    private static final long BYTES =
            FIRST + (long) CryptokiFunction.of(CryptokiVersion.V2_40).size() * Long.BYTES;

    /**
     * Calls a function with three arguments or fewer. Each lies in a register of 64 bits, of which a function reads those bits, and those registers, that its own
     * arguments have.
     */
    private static final MethodHandle CALL =
            Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    private final ByteBuffer list;
    private final boolean shared;

    private FunctionList(ByteBuffer list, boolean shared) {
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
            MemorySegment place = arena.allocate(Long.BYTES, Long.BYTES);
            returned(call(entry, place.address(), 0, 0), CryptokiFunction.C_GetFunctionList);
            long list = number(place);
            if (list == 0) {
                throw TokenException.refused(
                        CryptokiFunction.C_GetFunctionList + " succeeded, and returned no functions",
                        CryptokiLibrary.BROKEN);
            }
            boolean shared = call(entry, place.address(), 0, 0) == 0 && number(place) == list;
            return new FunctionList(view(MemorySegment.ofAddress(list).reinterpret(BYTES)), shared);
        }
    }

    /** Whether there is a pointer for a function; later ones than those of version 2 are in another list. */
    boolean has(CryptokiFunction function) {
        return address(function) != 0;
    }

    /**
     * C_GetSlotList without room for any: how many slots there are, empty ones too. 0 where the module gives each caller of C_GetFunctionList a
     * list and its own state, as p11-kit's client does: this list is not the one that was initialised.
     */
    long slots() {
        return announced(CryptokiFunction.C_GetSlotList, 0);
    }

    /** C_GetMechanismList without room for any: how many mechanisms there are; 0 as above. */
    long mechanisms(long slot) {
        return announced(CryptokiFunction.C_GetMechanismList, slot);
    }

    private long announced(CryptokiFunction function, long first) {
        if (!shared) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(Long.BYTES, Long.BYTES);
            MemorySegment address = MemorySegment.ofAddress(address(function));
            returned(call(address, first, 0, count.address()), function);
            return ulong(number(count));
        }
    }

    private long address(CryptokiFunction function) {
        return list.getLong(FIRST + function.index() * Long.BYTES);
    }

    private static long number(MemorySegment place) {
        return view(place).getLong();
    }

    /** A layout's own access is made of method handles, which takes a young JVM longer than all that is read here. */
    private static ByteBuffer view(MemorySegment memory) {
        return memory.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /** Returns the bits that a CK_ULONG has, PKCS#11 v2.40 section 2.1. */
    private static long ulong(long register) {
        return WINDOWS ? Integer.toUnsignedLong((int) register) : register;
    }

    private static void returned(long result, CryptokiFunction function) {
        if (result != 0) {
            throw TokenException.returned(new Ckr(result), function);
        }
    }

    private static long call(MemorySegment function, long first, long second, long third) {
        try {
            return ulong((long) CALL.invokeExact(function, first, second, third));
        } catch (Throwable e) { // what a method handle declares
            throw new IllegalStateException("the call did not come about", e);
        }
    }
}
