package org.tokentwin.emulator.cryptoki.mechanism;

import java.security.MessageDigest;
import java.util.Optional;

/** What a signature is over: the data itself, which must come in a single part, or its hash value, over any number of parts. */
final class HashedMessage implements Message {
    private final Optional<MessageDigest> digest;

    HashedMessage(Optional<Hash> hash) {
        this.digest = hash.map(Hash::newMessageDigest);
    }

    @Override
    public boolean takesParts() {
        return digest.isPresent();
    }

    @Override
    public void update(byte[] part) {
        digest.orElseThrow().update(part);
    }

    @Override
    public byte[] finish(byte[] data) {
        return digest.map(hash -> hash.digest(data)).orElse(data);
    }

    @Override
    public void reset() {
        digest.ifPresent(MessageDigest::reset);
    }
}
