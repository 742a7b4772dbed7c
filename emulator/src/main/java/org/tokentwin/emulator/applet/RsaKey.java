package org.tokentwin.emulator.applet;

import javacard.security.KeyBuilder;
import javacard.security.RSAPrivateCrtKey;
import javacard.security.RSAPublicKey;

/** An RSA key by its Chinese-remainder parts. */
final class RsaKey extends CardKey {
    final byte[] modulus;
    final byte[] exponent;
    private final byte[] p;
    private final byte[] q;
    private final byte[] dp;
    private final byte[] dq;
    private final byte[] qInverse;

    /** Made when it is first used, then kept until the key is deleted. */
    private RSAPrivateCrtKey privateKey;

    RsaKey(Platform platform, short bits, byte access, byte usage, RsaParts parts) {
        super(platform, RSA, bits, access, usage);
        modulus = parts.modulus;
        exponent = parts.exponent;
        p = parts.p;
        q = parts.q;
        dp = parts.dp;
        dq = parts.dq;
        qInverse = parts.qInverse;
    }

    RSAPrivateCrtKey privateKey() {
        if (privateKey == null) {
            privateKey = newPrivateKey();
        }
        return privateKey;
    }

    private RSAPrivateCrtKey newPrivateKey() {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) platform.key(KeyBuilder.TYPE_RSA_CRT_PRIVATE, bits);
        key.setP(p, (short) 0, (short) p.length);
        key.setQ(q, (short) 0, (short) q.length);
        key.setDP1(dp, (short) 0, (short) dp.length);
        key.setDQ1(dq, (short) 0, (short) dq.length);
        key.setPQ(qInverse, (short) 0, (short) qInverse.length);
        return key;
    }

    RSAPublicKey publicKey() {
        RSAPublicKey key = (RSAPublicKey) platform.key(KeyBuilder.TYPE_RSA_PUBLIC, bits);
        key.setModulus(modulus, (short) 0, (short) modulus.length);
        key.setExponent(exponent, (short) 0, (short) exponent.length);
        return key;
    }

    /** Bytes of the modulus, and so of a block. */
    short blockLength() {
        return (short) (bits >> 3);
    }

    @Override
    short size() {
        return (short) (blockLength() * 4);
    }

    @Override
    void clear() {
        clear(p);
        clear(q);
        clear(dp);
        clear(dq);
        clear(qInverse);
        if (privateKey != null) {
            privateKey.clearKey();
            privateKey = null;
        }
    }

    @Override
    void saveNumbers(ImageWriter image) {
        image.putBytes(modulus);
        image.putBytes(exponent);
        image.putBytes(p);
        image.putBytes(q);
        image.putBytes(dp);
        image.putBytes(dq);
        image.putBytes(qInverse);
    }
}
