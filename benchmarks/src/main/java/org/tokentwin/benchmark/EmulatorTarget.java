package org.tokentwin.benchmark;

import java.nio.file.Path;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.issuer.KeyType;

/** A fresh emulated token and the module in front of it. The one class here that knows the emulator. */
final class EmulatorTarget implements AutoCloseable {
    private final EmulatedToken token;
    private final Emulator emulator;

    private EmulatorTarget(EmulatedToken token) {
        this.token = token;
        emulator = Emulator.with(token);
    }

    /**
     * @param keyType a constant of the emulator's key types, such as {@code RSA_2048}
     * @throws IllegalArgumentException when there is no such key type
     */
    static EmulatorTarget withKey(String keyType) {
        return new EmulatorTarget(EmulatedToken.order()
                .key(KeyType.valueOf(keyType))
                .withTestKey()
                .issue());
    }

    Path module() {
        return emulator.modulePath();
    }

    /** The user PIN. The array is the caller's own. */
    char[] pin() {
        return token.pin();
    }

    @Override
    public void close() {
        emulator.close();
        token.close();
    }
}
