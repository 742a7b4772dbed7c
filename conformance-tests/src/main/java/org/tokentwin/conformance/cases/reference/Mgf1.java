package org.tokentwin.conformance.cases.reference;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** The mask generation function of RFC 8017 appendix B.2.1. */
public final class Mgf1 {
    private Mgf1() {}

    /** Masks bytes in place, or takes the mask off. */
    static void mask(byte[] bytes, HashAlgorithm hash, byte[] seed) {
        for (int counter = 0; counter * hash.bytes() < bytes.length; counter++) {
            byte[] mask = block(hash, seed, counter);
            int begin = counter * hash.bytes();
            for (int i = 0; i < mask.length && begin + i < bytes.length; i++) {
                bytes[begin + i] ^= mask[i];
            }
        }
    }

    private static byte[] block(HashAlgorithm hash, byte[] seed, int counter) {
        try {
            MessageDigest digest = MessageDigest.getInstance(hash.jdkName());
            digest.update(seed);
            return digest.digest(
                    ByteBuffer.allocate(Integer.BYTES).putInt(counter).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no " + hash.jdkName(), e);
        }
    }
}
