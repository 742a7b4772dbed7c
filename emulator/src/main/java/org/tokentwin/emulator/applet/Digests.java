package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;
import javacard.security.MessageDigest;

/** The hash functions of signatures and paddings. SHA-2 is named by the last byte of its object identifier. */
final class Digests {
    static final byte SHA1 = 0x00;
    static final byte SHA256 = 0x01;
    static final byte SHA384 = 0x02;
    static final byte SHA512 = 0x03;

    private final MessageDigest sha1;
    private final MessageDigest sha256;
    private final MessageDigest sha384;
    private final MessageDigest sha512;

    Digests(Platform platform) {
        sha1 = platform.digest(MessageDigest.ALG_SHA);
        sha256 = platform.digest(MessageDigest.ALG_SHA_256);
        sha384 = platform.digest(MessageDigest.ALG_SHA_384);
        sha512 = platform.digest(MessageDigest.ALG_SHA_512);
    }

    MessageDigest of(byte digest) {
        switch (digest) {
            case SHA1:
                return sha1;
            case SHA256:
                return sha256;
            case SHA384:
                return sha384;
            case SHA512:
                return sha512;
            default:
                ISOException.throwIt(Sw.CONDITIONS);
                return sha256;
        }
    }
}
