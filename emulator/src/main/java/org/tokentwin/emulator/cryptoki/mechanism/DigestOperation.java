package org.tokentwin.emulator.cryptoki.mechanism;

import java.security.MessageDigest;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** {@code C_DigestInit} to {@code C_Digest} or {@code C_DigestFinal}, PKCS#11 v2.40 section 5.10. */
public final class DigestOperation extends Operation {
    private final MessageDigest digest;

    DigestOperation(Hash hash) {
        this.digest = hash.newMessageDigest();
    }

    /** {@code C_Digest}. */
    public void digest(byte[] data, OutputBuffer output) {
        beginSinglePart();
        endWith(output, digest.getDigestLength(), () -> digest.digest(data));
    }

    /** {@code C_Digest} of a model that ends a digest in parts by it, too. */
    public void digestRest(byte[] data, OutputBuffer output) {
        beginFinal(true);
        endWith(output, digest.getDigestLength(), () -> digest.digest(data));
    }

    /** {@code C_DigestUpdate}. */
    public void update(byte[] part) {
        beginPart(true);
        digest.update(part);
    }

    /** {@code C_DigestKey}. */
    public void update(SecretKeyOnHost key) {
        update(key.value());
    }

    /** {@code C_DigestFinal}. */
    public void finish(OutputBuffer output) {
        beginFinal(true);
        endWith(output, digest.getDigestLength(), digest::digest);
    }
}
