package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.CHeader;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.emulator.cryptoki.Version;

/** The shared library itself: its function list, and what it returns without a JVM behind it. */
class ShimTest {
    private static final List<CryptokiFunction> FUNCTIONS = CryptokiFunction.of(CryptokiVersion.V2_40);
    private static final int RTLD_NOW_GLOBAL = 0x102;
    private static final Object[] ZEROS = {0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L};

    @TempDir
    Path directory;

    @Test
    void functionList_holdsTheExportedSymbolsInOrder() throws IOException {
        try (NativePkcs11 c = unregistered()) {
            assertThat(c.entries())
                    .isEqualTo(FUNCTIONS.stream()
                            .map(CryptokiFunction::name)
                            .map(c::symbol)
                            .toList());
        }
    }

    @Test
    void nullFunctionListPointer_isRefused() throws IOException {
        try (NativePkcs11 c = unregistered()) {
            assertThat(c.call("C_GetFunctionList", NativePkcs11.NULL)).isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
        }
    }

    @Test
    void unregisteredLibrary_hasToBeInitialized() throws IOException {
        try (NativePkcs11 c = unregistered()) {
            assertThat(FUNCTIONS)
                    .filteredOn(function ->
                            function != CryptokiFunction.C_Initialize && function != CryptokiFunction.C_GetFunctionList)
                    .allSatisfy(function -> assertThat(c.call(function.name(), ZEROS))
                            .isEqualTo(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED.code()));
        }
    }

    @Test
    void unregisteredLibraryWithoutAServer_hasAnEmptySlot() throws IOException {
        try (NativePkcs11 c = unregistered();
                Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
            assertThat(c.call("C_Initialize", NativePkcs11.NULL)).isEqualTo(Ckr.CKR_OK.code());
            assertThat(c.call("C_GetSlotList", (byte) 0, NativePkcs11.NULL, count))
                    .isEqualTo(Ckr.CKR_OK.code());
            assertThat(count.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(1);
            assertThat(c.call("C_GetSlotList", (byte) 1, NativePkcs11.NULL, count))
                    .isEqualTo(Ckr.CKR_OK.code());
            assertThat(count.get(ValueLayout.JAVA_LONG, 0)).isZero();
            assertThat(c.call("C_GetTokenInfo", 0L, arena.allocate(1024))).isEqualTo(Ckr.CKR_TOKEN_NOT_PRESENT.code());
            assertThat(c.call("C_GetTokenInfo", 1L, arena.allocate(1024))).isEqualTo(Ckr.CKR_SLOT_ID_INVALID.code());
            assertThat(c.call("C_Finalize", NativePkcs11.NULL)).isEqualTo(Ckr.CKR_OK.code());
        }
    }

    @Test
    void header_isWrittenFromTheStandardsTable() throws IOException {
        assertThat(Path.of("src/main/native/cryptoki.h"))
                .as("write it anew from CHeader.text()")
                .hasContent(CHeader.text());
    }

    @Test
    void versionGivenToTheModule_standsInTheFunctionList() {
        try (Pkcs11Module module = Pkcs11Module.open(new FakeCryptoki().cryptoki(), new Version(2, 40));
                NativePkcs11 c = new NativePkcs11(module.path())) {
            assertThat(c.version()).isEqualTo("2.40");
        }
    }

    @Test
    void shimThatIsConnected_isNotConnectedAgain() {
        try (LoadedFake token = new LoadedFake();
                Arena arena = Arena.ofConfined()) {
            SymbolLookup shim = SymbolLookup.libraryLookup(token.module.path(), arena);
            assertThatThrownBy(() -> Registration.connect(shim, 1, new Version(2, 20)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("connected already");
        }
    }

    @Test
    void copyLoadedAfterAGlobalOne_keepsItsOwnFunctions() throws Throwable {
        try (LoadedFake first = new LoadedFake()) {
            assertThat(openGlobally(first.module.path())).isNotEqualTo(MemorySegment.NULL);
            try (LoadedFake second = new LoadedFake()) {
                second.cryptoki.accept("logout");
                assertThat(second.c.call("C_Logout", 1L)).isEqualTo(Ckr.CKR_OK.code());
                assertThat(first.cryptoki.calls()).isEmpty();
            }
        }
    }

    private NativePkcs11 unregistered() throws IOException {
        ShimLibrary shim = ShimLibrary.ofThisJvm();
        return new NativePkcs11(Files.write(directory.resolve(shim.fileName()), shim.bytes(SharedLibrary.USUAL)));
    }

    private static MemorySegment openGlobally(Path library) throws Throwable {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor descriptor =
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            return (MemorySegment) linker.downcallHandle(linker.defaultLookup().findOrThrow("dlopen"), descriptor)
                    .invokeExact(arena.allocateFrom(library.toString()), RTLD_NOW_GLOBAL);
        }
    }
}
