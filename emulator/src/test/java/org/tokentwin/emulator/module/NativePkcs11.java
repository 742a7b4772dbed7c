package org.tokentwin.emulator.module;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tokentwin.cryptoki.CryptokiFunction;

/** A C program's view of a PKCS#11 module on 64-bit Unix: it loads the library and calls through the function list. */
public final class NativePkcs11 implements AutoCloseable {
    public static final MemorySegment NULL = MemorySegment.NULL;

    private static final int FUNCTIONS = 68;
    private static final int VERSION_BYTES = 8;

    private final Arena arena = Arena.ofShared();
    private final SymbolLookup library;
    private final MemorySegment functionList;

    public NativePkcs11(Path path) {
        library = SymbolLookup.libraryLookup(path, arena);
        MemorySegment result = pointer();
        long ckr = invoke(library.findOrThrow("C_GetFunctionList"), result);
        if (ckr != 0) {
            throw new IllegalStateException("C_GetFunctionList answers " + ckr);
        }
        functionList = result.get(ValueLayout.ADDRESS, 0).reinterpret(VERSION_BYTES + FUNCTIONS * 8L);
    }

    /** Calls a function through the function list; {@code Long} is a CK_ULONG, {@code Byte} a CK_BBOOL, a segment a pointer. */
    public long call(String function, Object... arguments) {
        int index = CryptokiFunction.valueOf(function).index();
        return invoke(functionList.get(ValueLayout.ADDRESS, VERSION_BYTES + 8L * index), arguments);
    }

    /** Calls the exported symbol in place of the function list's entry. */
    long callSymbol(String function, Object... arguments) {
        return invoke(library.findOrThrow(function), arguments);
    }

    /** The function list's entries. */
    List<MemorySegment> entries() {
        return IntStream.range(0, FUNCTIONS)
                .mapToObj(i -> functionList.get(ValueLayout.ADDRESS, VERSION_BYTES + 8L * i))
                .toList();
    }

    MemorySegment symbol(String function) {
        return library.findOrThrow(function);
    }

    String version() {
        return functionList.get(ValueLayout.JAVA_BYTE, 0) + "." + functionList.get(ValueLayout.JAVA_BYTE, 1);
    }

    /** A pointer to a CK_ULONG of this value. */
    public MemorySegment ulong(long value) {
        return arena.allocateFrom(ValueLayout.JAVA_LONG, value);
    }

    public MemorySegment bytes(byte... bytes) {
        return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
    }

    /** Memory full of 0xEE, so that a write shows. */
    public MemorySegment buffer(long length) {
        return arena.allocate(length, 16).fill((byte) 0xEE);
    }

    /** A structure of CK_ULONGs and pointers. */
    public MemorySegment structure(Object... fields) {
        MemorySegment structure = arena.allocate(8L * fields.length, 8);
        for (int i = 0; i < fields.length; i++) {
            long value = fields[i] instanceof MemorySegment pointer ? pointer.address() : (Long) fields[i];
            structure.set(ValueLayout.JAVA_LONG, 8L * i, value);
        }
        return structure;
    }

    private MemorySegment pointer() {
        return arena.allocate(ValueLayout.ADDRESS);
    }

    private static long invoke(MemorySegment function, Object... arguments) {
        MemoryLayout[] layouts =
                Arrays.stream(arguments).map(NativePkcs11::layout).toArray(MemoryLayout[]::new);
        MethodHandle handle =
                Linker.nativeLinker().downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_LONG, layouts));
        try {
            return (long) handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static MemoryLayout layout(Object argument) {
        return switch (argument) {
            case Long _ -> ValueLayout.JAVA_LONG;
            case Byte _ -> ValueLayout.JAVA_BYTE;
            case MemorySegment _ -> ValueLayout.ADDRESS;
            default -> throw new IllegalArgumentException("no C type for " + argument);
        };
    }

    @Override
    public void close() {
        arena.close();
    }
}
