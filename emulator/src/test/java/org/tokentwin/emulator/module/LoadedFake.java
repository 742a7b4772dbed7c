package org.tokentwin.emulator.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.CryptokiSource;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.rpc.RpcServer;

/** A {@link FakeCryptoki} behind a library that a C program has loaded. */
final class LoadedFake implements AutoCloseable {
    final FakeCryptoki cryptoki = new FakeCryptoki();
    final Pkcs11Module module = Pkcs11Module.open(cryptoki.cryptoki(), new Version(2, 20));
    final NativePkcs11 c;

    private final @Nullable Path directory;
    private final @Nullable RpcServer server;

    LoadedFake() {
        this(Way.IN_THE_PROCESS);
    }

    /** Over the socket it is a copy that no JVM has registered with, and initialised. */
    LoadedFake(Way way) {
        if (way == Way.IN_THE_PROCESS) {
            directory = null;
            server = null;
            c = new NativePkcs11(module.path());
            return;
        }
        try {
            directory = Files.createTempDirectory("tokentwin");
            Path socket = directory.resolve("run").resolve("pkcs11");
            server = RpcServer.start(socket, program -> CryptokiSource.of(cryptoki.cryptoki()));
            c = new NativePkcs11(SharedLibrary.putBound(directory, SharedLibrary.fileName(), socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cryptoki.accept("initialize");
        if (c.call("C_Initialize", NativePkcs11.NULL) != 0) {
            throw new IllegalStateException("the server is not reached");
        }
        cryptoki.calls().clear();
    }

    /** What a method returns from now on. */
    LoadedFake on(String method, Function<Object[], Object> answer) {
        cryptoki.on(method, answer);
        return this;
    }

    /** The only call so far. */
    FakeCryptoki.Call onlyCall() {
        if (cryptoki.calls().size() != 1) {
            throw new AssertionError("not one call but " + cryptoki.calls());
        }
        return cryptoki.calls().getFirst();
    }

    @Override
    public void close() {
        module.close();
        if (server != null && directory != null) {
            c.call("C_Finalize", NativePkcs11.NULL);
            server.close();
            delete(directory);
        }
        c.close();
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
