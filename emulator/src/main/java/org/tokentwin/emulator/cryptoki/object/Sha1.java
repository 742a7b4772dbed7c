package org.tokentwin.emulator.cryptoki.object;

import org.bouncycastle.crypto.digests.SHA1Digest;

/** SHA-1 where the standard takes it for a name, not for security. */
final class Sha1 {
    private Sha1() {}

    static byte[] of(byte[] data) {
        SHA1Digest digest = new SHA1Digest();
        digest.update(data, 0, data.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }
}
