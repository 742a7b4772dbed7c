package org.tokentwin.emulator.module;

import java.util.function.Function;
import org.tokentwin.emulator.cryptoki.Version;

/** A {@link FakeCryptoki} behind a module that a C program has loaded. */
final class LoadedFake implements AutoCloseable {
    final FakeCryptoki cryptoki = new FakeCryptoki();
    final Pkcs11Module module = Pkcs11Module.open(cryptoki.cryptoki(), new Version(2, 20));
    final NativePkcs11 c = new NativePkcs11(module.path());

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
        c.close();
    }
}
