package org.tokentwin.client;

import java.util.List;
import java.util.OptionalInt;
import org.tokentwin.client.pkcs11.CkAttribute;
import org.tokentwin.client.pkcs11.CryptokiSession;
import org.tokentwin.client.pkcs11.ModuleInfo;
import org.tokentwin.client.pkcs11.Token;

/**
 * What SafeNet's module tells beyond the standard: a hardware feature object with the PIN's retry counters. Its numbers are
 * vendor-defined, so they mean this only where the module is SafeNet's.
 */
final class SafeNetExtension {
    private static final long TOKEN_OBJECT = 0x80005002L;
    private static final long USER_RETRIES_LEFT = 0x80001110L;
    private static final long USER_RETRIES_AT_MOST = 0x80001112L;

    private SafeNetExtension() {}

    static boolean appliesTo(ModuleInfo module) {
        return module.manufacturer().startsWith("SafeNet");
    }

    static PinStatus pinStatus(Token token, CryptokiSession session) {
        List<Long> objects = session.find(
                new CkAttribute(Cka.CKA_CLASS, Cka.CKO_HW_FEATURE),
                new CkAttribute(Cka.CKA_HW_FEATURE_TYPE, TOKEN_OBJECT));
        if (objects.isEmpty()) {
            return PinStatus.of(token, OptionalInt.empty(), OptionalInt.empty());
        }
        long object = objects.getFirst();
        return PinStatus.of(
                token, counter(session, object, USER_RETRIES_LEFT), counter(session, object, USER_RETRIES_AT_MOST));
    }

    /** The counters are integers of which the first byte counts. */
    private static OptionalInt counter(CryptokiSession session, long object, long attribute) {
        byte[] value = session.bytes(object, attribute);
        return value.length == 0 ? OptionalInt.empty() : OptionalInt.of(Byte.toUnsignedInt(value[0]));
    }
}
