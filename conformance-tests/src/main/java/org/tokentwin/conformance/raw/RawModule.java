package org.tokentwin.conformance.raw;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tokentwin.conformance.call.CallStep;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** A module's functions, called directly: those of its function list, and what came later. The library must be loaded already, and stays so. */
public final class RawModule {
    /** Those that {@code CK_FUNCTION_LIST} has, in its order. */
    public static final List<CryptokiFunction> FUNCTIONS = CryptokiFunction.of(CryptokiVersion.V2_40);

    /** All that the standard has, those of 3.x behind the others. */
    public static final List<CryptokiFunction> ALL_FUNCTIONS = CryptokiFunction.of(CryptokiVersion.V3_2);

    private static final Map<Path, RawModule> MODULES = new ConcurrentHashMap<>();

    private final MemorySegment functionList;
    private final LaterFunctions later;
    private final boolean shared;
    private final CallStep step;

    private RawModule(MemorySegment functionList, LaterFunctions later, boolean shared, CallStep step) {
        this.functionList = functionList;
        this.later = later;
        this.shared = shared;
        this.step = step;
    }

    /** The same functions behind one more step, which sees a call first. Its arguments are those of {@link #call}. */
    public RawModule behind(CallStep first) {
        return new RawModule(
                functionList,
                later,
                shared,
                (function, arguments, next) ->
                        first.pass(function, arguments, passed -> step.pass(function, passed, next)));
    }

    /**
     * The function list that {@code C_GetFunctionList} gives.
     *
     * @throws IllegalStateException when it gives none
     */
    public static RawModule of(Path library) {
        return MODULES.computeIfAbsent(library, RawModule::load);
    }

    private static RawModule load(Path library) {
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
        MemorySegment entry = symbols.findOrThrow(CryptokiFunction.C_GetFunctionList.name());
        MemorySegment first = functionList(entry);
        boolean shared = first.address() == functionList(entry).address();
        return new RawModule(
                first, new LaterFunctions(symbols), shared, (function, arguments, next) -> next.call(arguments));
    }

    private static MemorySegment functionList(MemorySegment entry) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(ValueLayout.ADDRESS);
            long result = invoke(entry, place);
            if (result != 0) {
                throw new IllegalStateException("C_GetFunctionList returns " + result);
            }
            AddressLayout toList = ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(
                    Abi.functionListBytes(RawModule.FUNCTIONS.size()), ValueLayout.JAVA_BYTE));
            return place.get(toList, 0);
        }
    }

    /** Whether each caller of {@code C_GetFunctionList} gets this list, and so the same state of the module. */
    public boolean isShared() {
        return shared;
    }

    /**
     * Calls a function; {@code C_Login(hSession, userType, pPin, ulPinLen)} takes a {@code Long}, a {@code Long}, a
     * {@code MemorySegment} and a {@code Long}.
     *
     * @param arguments a {@code Long} for each {@code CK_ULONG} or handle, a {@code Boolean} for a {@code CK_BBOOL}, a segment for each
     *     pointer
     * @throws PKCS11Exception with the {@code CK_RV}, where that is not {@code CKR_OK}
     */
    public void call(CryptokiFunction function, Object... arguments) throws PKCS11Exception {
        step.pass(function.name(), arguments, passed -> {
            Object[] given = Arrays.stream(passed).map(Objects::requireNonNull).toArray();
            long result = invoke(address(function), given);
            if (result != PKCS11Constants.CKR_OK) {
                throw new PKCS11Exception(result);
            }
            return null;
        });
    }

    /** Whether the module has the function: a pointer in its list that is not null. */
    public boolean has(CryptokiFunction function) {
        return find(function).isPresent();
    }

    /**
     * Puts another function into the list of 2.x, for every application in the process; a module that keeps its list in memory which cannot be
     * written ends the process.
     *
     * @param replacement its address; null takes the function away
     */
    public void replace(CryptokiFunction function, MemorySegment replacement) {
        functionList.set(ValueLayout.ADDRESS_UNALIGNED, Abi.functionOffset(function.index()), replacement);
    }

    /**
     * The address of a function.
     *
     * @throws IllegalStateException where the module does not have it
     */
    public MemorySegment address(CryptokiFunction function) {
        return find(function).orElseThrow(() -> new IllegalStateException("the module does not have " + function));
    }

    private Optional<MemorySegment> find(CryptokiFunction function) {
        if (!CryptokiVersion.V2_40.includes(function.since())) {
            return later.address(function);
        }
        MemorySegment listed = functionList.get(ValueLayout.ADDRESS_UNALIGNED, Abi.functionOffset(function.index()));
        return Optional.of(listed).filter(address -> address.address() != 0);
    }

    static long invoke(MemorySegment function, Object... arguments) {
        MemoryLayout[] layouts = Arrays.stream(arguments).map(RawModule::layout).toArray(MemoryLayout[]::new);
        FunctionDescriptor descriptor = FunctionDescriptor.of(Abi.ulong(), layouts);
        Object[] values = Arrays.stream(arguments).map(RawModule::value).toArray();
        try {
            Object result =
                    Linker.nativeLinker().downcallHandle(function, descriptor).invokeWithArguments(values);
            return Abi.unsigned(result);
        } catch (Throwable e) { // what a method handle declares
            throw new IllegalStateException("the call did not come about", e);
        }
    }

    private static MemoryLayout layout(Object argument) {
        return switch (argument) {
            case Long any -> Abi.ulong();
            case Boolean any -> ValueLayout.JAVA_BYTE;
            case MemorySegment any -> ValueLayout.ADDRESS;
            default -> throw new IllegalArgumentException("no argument of a C_ function: " + argument);
        };
    }

    private static Object value(Object argument) {
        return switch (argument) {
            case Long number -> Abi.number(number);
            case Boolean truth -> (byte) (truth ? 1 : 0);
            default -> argument;
        };
    }
}
