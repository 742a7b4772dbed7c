package org.tokentwin.emulator.cryptoki.mechanism;

import java.security.MessageDigest;
import java.util.Optional;

/** What a signature is over: the data itself, which must come in a single part, or its hash value, over any number of parts. */
final class Message {
    private static final byte[] NOTHING = {};

    private final Optional<MessageDigest> digest;

    Message(Optional<Hash> hash) {
        this.digest = hash.map(Hash::newMessageDigest);
    }

    boolean takesParts() {
        return digest.isPresent();
    }

    void update(byte[] part) {
        digest.orElseThrow().update(part);
    }

    /** What is signed, this data the last or only part of it. */
    byte[] finish(byte[] data) {
        return digest.map(hash -> hash.digest(data)).orElse(data);
    }

    /** What is signed, all parts being there. */
    byte[] finish() {
        return finish(NOTHING);
    }
}
