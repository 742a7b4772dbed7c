package org.tokentwin.emulator.issuer;

import java.security.KeyPair;

/** Where the authority takes a subscriber's key pair from. */
public enum KeySource {
    /** Generated for this one token. RSA takes from a tenth of a second to some seconds. */
    FRESH {
        @Override
        KeyPair take(KeyType type) {
            return type.generate();
        }
    },
    /** One of the published test keys that come with the emulator: at once, and known to everybody. */
    TEST_KEYS {
        @Override
        KeyPair take(KeyType type) {
            return TestKeys.next(type);
        }
    };

    abstract KeyPair take(KeyType type);
}
