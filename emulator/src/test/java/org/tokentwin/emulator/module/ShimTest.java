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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Version;

/** The shared library itself: its function list, and what it answers without a JVM behind it. */
class ShimTest {
    private static final int RTLD_NOW_GLOBAL = 0x102;
    private static final Object[] ZEROS = {0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L};

    @TempDir
    Path directory;

    @Test
    void functionList_holdsTheExportedSymbolsInOrder() throws IOException {
        try (NativePkcs11 c = unregistered()) {
            assertThat(c.entries())
                    .isEqualTo(FunctionList.NAMES.stream().map(c::symbol).toList());
        }
    }

    @Test
    void nullFunctionListPointer_isRefused() throws IOException {
        try (NativePkcs11 c = unregistered()) {
            assertThat(c.call("C_GetFunctionList", NativePkcs11.NULL)).isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
        }
    }

    @Test
    void unregisteredShim_cannotBeInitialized() throws IOException {
        try (NativePkcs11 c = unregistered()) {
            assertThat(c.call("C_Initialize", NativePkcs11.NULL)).isEqualTo(Ckr.CKR_GENERAL_ERROR.code());
            assertThat(FunctionList.NAMES.stream().skip(1).filter(name -> !name.equals(FunctionList.NOT_FORWARDED)))
                    .allSatisfy(
                            name -> assertThat(c.call(name, ZEROS)).isEqualTo(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED.code()));
        }
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
        return new NativePkcs11(Files.write(directory.resolve(shim.fileName()), shim.bytes()));
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
