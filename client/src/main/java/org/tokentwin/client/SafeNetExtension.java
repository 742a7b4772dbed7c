package org.tokentwin.client;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.tokentwin.client.pkcs11.CryptokiSession;
import org.tokentwin.client.pkcs11.ModuleInfo;
import org.tokentwin.client.pkcs11.Token;

/**
 * What SafeNet's module tells beyond the standard: a hardware feature object with the PIN's retry counters. Its numbers are
 * vendor-defined, so they mean this only where the module is SafeNet's.
 */
final class SafeNetExtension {
    private static final long USER_RETRIES_LEFT = 0x80001110L;
    private static final long SO_RETRIES_LEFT = 0x80001111L;
    private static final long USER_RETRIES_AT_MOST = 0x80001112L;
    private static final long SO_RETRIES_AT_MOST = 0x80001113L;

    private SafeNetExtension() {}

    static boolean appliesTo(ModuleInfo module) {
        return module.manufacturer().startsWith("SafeNet");
    }

    static PinStatus pinStatus(Token token, CryptokiSession session) {
        OptionalLong object = tokenObject(session);
        return PinStatus.of(
                token, counter(session, object, USER_RETRIES_LEFT), counter(session, object, USER_RETRIES_AT_MOST));
    }

    /** The state of the SO PIN; empty where the token says that it never had a try. */
    static Optional<PinStatus> soPinStatus(Token token, CryptokiSession session) {
        OptionalLong object = tokenObject(session);
        OptionalInt atMost = counter(session, object, SO_RETRIES_AT_MOST);
        return atMost.equals(OptionalInt.of(0))
                ? Optional.empty()
                : Optional.of(PinStatus.ofSecurityOfficer(token, counter(session, object, SO_RETRIES_LEFT), atMost));
    }

    private static OptionalLong tokenObject(CryptokiSession session) {
        return HardwareFeatures.find(session, HardwareFeatures.TOKEN_OBJECT).findFirst();
    }

    /** The counters are integers of which the first byte counts. */
    private static OptionalInt counter(CryptokiSession session, OptionalLong object, long attribute) {
        if (object.isEmpty()) {
            return OptionalInt.empty();
        }
        byte[] value = session.bytes(object.getAsLong(), attribute);
        return value.length == 0 ? OptionalInt.empty() : OptionalInt.of(Byte.toUnsignedInt(value[0]));
    }
}
