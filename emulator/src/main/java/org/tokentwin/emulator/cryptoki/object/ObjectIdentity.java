package org.tokentwin.emulator.cryptoki.object;

import java.util.Locale;

/** What tells an object with its own file from all others that were ever on the card. */
final class ObjectIdentity {
    private ObjectIdentity() {}

    static String of(int fileId, long serial) {
        return String.format(Locale.ROOT, "%04x-%016x", fileId, serial);
    }

    /** The serial number in an identity. */
    static long serial(String identity) {
        return Long.parseUnsignedLong(identity.substring(identity.indexOf('-') + 1), 16);
    }
}
