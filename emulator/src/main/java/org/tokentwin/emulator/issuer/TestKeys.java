package org.tokentwin.emulator.issuer;

import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Ready key pairs for tests, so that a token costs milliseconds. RSA pairs are published with the emulator and handed
 * out in turn, 16 of 2048 bits and 2 of each other length; pairs on elliptic curves are cheap, so they are always
 * fresh.
 */
final class TestKeys {
    private static final Map<KeyType, List<KeyPair>> RSA = PublishedKeys.encodings("test-keys.pem").stream()
            .map(PublishedKeys::rsa)
            .collect(Collectors.groupingBy(TestKeys::type));
    private static final AtomicInteger TURN = new AtomicInteger();

    private TestKeys() {}

    static KeyPair next(KeyType type) {
        if (!type.isRsa()) {
            return type.generate();
        }
        List<KeyPair> pairs = RSA.getOrDefault(type, List.of());
        return pairs.get(Math.floorMod(TURN.getAndIncrement(), pairs.size()));
    }

    private static KeyType type(KeyPair pair) {
        return KeyType.of(pair.getPublic())
                .orElseThrow(() -> new IllegalStateException("A published test key is of no known type"));
    }
}
