package org.tokentwin.emulator.rpc;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** PINs that came over the wire: wiped as soon as the call is over. */
final class SecretBytes {
    private SecretBytes() {}

    static void use(byte @Nullable [] secret, Runnable call) {
        try {
            call.run();
        } finally {
            if (secret != null) {
                Arrays.fill(secret, (byte) 0);
            }
        }
    }
}
