package org.tokentwin.emulator.issuer;

import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ready key pairs for tests, so that a token costs milliseconds. RSA pairs are published with the emulator and handed
 * out in turn, 16 of 2048 bits and 2 of each other length; pairs on elliptic curves are cheap, so they are always
 * fresh.
 */
final class TestKeys {
    private static final Map<KeyType, List<byte[]>> ENCODINGS = new ConcurrentHashMap<>();
    private static final AtomicInteger TURN = new AtomicInteger();

    private TestKeys() {}

    static KeyPair next(KeyType type) {
        if (!type.isRsa()) {
            return type.generate();
        }
        List<byte[]> keys = ENCODINGS.computeIfAbsent(type, TestKeys::read);
        return Published.key(keys.get(Math.floorMod(TURN.getAndIncrement(), keys.size())));
    }

    private static List<byte[]> read(KeyType type) {
        return Published.encodings("test-keys-" + type.spelling() + ".pem");
    }
}
