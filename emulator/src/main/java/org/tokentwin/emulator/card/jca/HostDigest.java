package org.tokentwin.emulator.card.jca;

import java.security.GeneralSecurityException;
import javacard.security.CryptoException;
import javacard.security.MessageDigest;

/** A hash function of the JDK, which has the processor's instructions for it. */
final class HostDigest extends MessageDigest {
    private final byte algorithm;
    private final java.security.MessageDigest digest;

    /** @param algorithm SHA-1 or SHA-2 by its number in {@link MessageDigest} */
    HostDigest(byte algorithm) {
        this.algorithm = algorithm;
        try {
            digest = java.security.MessageDigest.getInstance(name(algorithm));
        } catch (GeneralSecurityException e) {
            throw Failure.of(e);
        }
    }

    private static String name(byte algorithm) {
        return switch (algorithm) {
            case ALG_SHA -> "SHA-1";
            case ALG_SHA_224 -> "SHA-224";
            case ALG_SHA_256 -> "SHA-256";
            case ALG_SHA_384 -> "SHA-384";
            case ALG_SHA_512 -> "SHA-512";
            default -> throw new CryptoException(CryptoException.NO_SUCH_ALGORITHM);
        };
    }

    @Override
    public byte getAlgorithm() {
        return algorithm;
    }

    @Override
    public byte getLength() {
        return (byte) digest.getDigestLength();
    }

    @Override
    public void update(byte[] in, short offset, short length) {
        digest.update(in, offset, length);
    }

    @Override
    public short doFinal(byte[] in, short inOffset, short length, byte[] out, short outOffset) {
        digest.update(in, inOffset, length);
        try {
            return (short) digest.digest(out, outOffset, out.length - outOffset);
        } catch (GeneralSecurityException e) {
            throw Failure.of(e);
        }
    }

    @Override
    public void reset() {
        digest.reset();
    }
}
