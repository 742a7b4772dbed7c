package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.Version;

/** The life of modules, alone and side by side. */
class Pkcs11ModuleTest {
    @Test
    void modulesSideBySide_haveEachItsOwnApplication() {
        try (LoadedFake one = new LoadedFake();
                LoadedFake other = new LoadedFake()) {
            one.on("openSession", _ -> 1L);
            other.on("openSession", _ -> 2L);
            assertThat(one.module.path()).isNotEqualTo(other.module.path());
            assertThat(openSession(one)).isEqualTo(1);
            assertThat(openSession(other)).isEqualTo(2);
        }
    }

    @Test
    void closedModule_answersWhoStillHoldsTheLibrary() {
        try (LoadedFake token = new LoadedFake();
                LoadedFake other = new LoadedFake()) {
            other.cryptoki.accept("logout");
            token.module.close();
            assertThat(token.c.call("C_Logout", 1L)).isEqualTo(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED.code());
            assertThat(token.c.call("C_Initialize", NativePkcs11.NULL)).isEqualTo(Ckr.CKR_GENERAL_ERROR.code());
            assertThat(other.c.call("C_Logout", 1L)).isEqualTo(Ckr.CKR_OK.code());
        }
    }

    @Test
    void close_endsTheApplicationOnceAndDeletesTheFile() {
        FakeCryptoki fake = new FakeCryptoki().accept("finalizeCryptoki");
        Pkcs11Module module = Pkcs11Module.open(fake.cryptoki(), new Version(2, 20));
        assertThat(module.path()).isRegularFile();
        module.close();
        module.close();
        assertThat(module.path()).doesNotExist();
        assertThat(module.path().getParent()).doesNotExist();
        assertThat(fake.calls()).containsExactly(new FakeCryptoki.Call("finalizeCryptoki", List.of(false)));
    }

    @Test
    void library_liesInADirectoryOfTheUsersOwn() throws IOException {
        try (LoadedFake token = new LoadedFake()) {
            Path directory = token.module.path().getParent();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void callsFromManyThreads_getEachItsOwnAnswer() throws Exception {
        int threads = 16;
        try (LoadedFake token = new LoadedFake();
                ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            token.on("sign", arguments -> {
                ((OutputBuffer) arguments[2]).put(new byte[] {((Long) arguments[0]).byteValue()});
                return arguments;
            });
            CountDownLatch start = new CountDownLatch(threads);
            List<Callable<Boolean>> tasks = IntStream.range(0, threads)
                    .<Callable<Boolean>>mapToObj(i -> () -> signsAsItself(token, start, i))
                    .toList();
            for (Future<Boolean> result : executor.invokeAll(tasks)) {
                assertThat(result.get()).isTrue();
            }
        }
    }

    @Test
    void waitingCall_doesNotHoldUpOthers() throws InterruptedException, ExecutionException {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch event = new CountDownLatch(1);
        try (LoadedFake token = new LoadedFake();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            token.cryptoki.accept("logout");
            token.on("waitForSlotEvent", _ -> {
                waiting.countDown();
                return await(event);
            });
            Future<Long> answer =
                    executor.submit(() -> token.c.call("C_WaitForSlotEvent", 0L, token.c.ulong(0), NativePkcs11.NULL));
            waiting.await();
            assertThat(token.c.call("C_Logout", 1L)).isEqualTo(Ckr.CKR_OK.code());
            event.countDown();
            assertThat(answer.get()).isEqualTo(Ckr.CKR_OK.code());
        }
    }

    @Test
    void platformWithoutShim_isNamed() {
        ShimLibrary shim = new ShimLibrary(Optional.empty(), "Plan 9", "mips");
        assertThatThrownBy(() -> shim.bytes(SharedLibrary.USUAL))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Plan 9 on mips")
                .hasMessageContaining("-Dtokentwin.pkcs11.shim");
    }

    @Test
    void fileThatTheUserNames_goesBeforeTheBundledOne(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("mine.so"), new byte[] {1, 2, 3});
        assertThat(new ShimLibrary(Optional.of(file), "Plan 9", "mips").bytes(SharedLibrary.USUAL))
                .containsExactly(1, 2, 3);
    }

    @Test
    void everyLinuxPlatform_hasAShim() {
        assertThat(List.of("amd64", "x86_64", "aarch64", "arm64"))
                .allSatisfy(
                        arch -> assertThat(new ShimLibrary(Optional.empty(), "Linux", arch).bytes(SharedLibrary.USUAL))
                                .startsWith(0x7F, 'E', 'L', 'F'));
    }

    private static long openSession(LoadedFake token) {
        var session = token.c.ulong(0);
        token.c.call("C_OpenSession", 0L, 4L, NativePkcs11.NULL, NativePkcs11.NULL, session);
        return Memory.ulong(session);
    }

    private static boolean signsAsItself(LoadedFake token, CountDownLatch start, int thread)
            throws InterruptedException {
        var data = token.c.bytes((byte) 0);
        var signature = token.c.buffer(1);
        var length = token.c.ulong(1);
        start.countDown();
        start.await();
        boolean right = true;
        for (int i = 0; i < 200; i++) {
            right &= token.c.call("C_Sign", (long) thread, data, 1L, signature, length) == Ckr.CKR_OK.code();
            right &= Memory.bytes(signature)[0] == thread;
        }
        return right;
    }

    private static long await(CountDownLatch latch) {
        try {
            latch.await();
            return 0L;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
