package org.tokentwin.conformance;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;

/** Reads how many wrong user PINs a token still takes, at the cost of none. */
final class TryCounter {
    private final PKCS11 raw;
    private final Path module;
    private final long slot;

    TryCounter(PKCS11 raw, Path module, long slot) {
        this.raw = raw;
        this.module = module;
        this.slot = slot;
    }

    /** The number that the token tells; empty where it does not. */
    OptionalInt left() {
        try (TokenClient client = TokenClient.open(module)) {
            for (Slot each : client.slots()) {
                if (each.id() == slot && each.token().isPresent()) {
                    Token token = each.token().get();
                    return client.pinStatus(token).triesLeft();
                }
            }
            return OptionalInt.empty();
        } catch (TokenException e) {
            return OptionalInt.empty();
        }
    }

    /** The flags of {@code CK_TOKEN_INFO}. */
    long flags() throws PKCS11Exception {
        return raw.C_GetTokenInfo(slot).flags;
    }
}
