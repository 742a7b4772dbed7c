package org.tokentwin.emulator.applet;

import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyBuilder;

/** A key on a named prime curve. */
final class EcKey extends CardKey {
    final EcCurve curve;
    final byte[] point;
    private final byte[] scalar;

    /** Made when it is first used, then kept until the key is deleted. */
    private ECPrivateKey privateKey;

    EcKey(Platform platform, EcCurve curve, byte access, byte usage, byte[] scalar, byte[] point) {
        super(platform, EC, curve.bits, access, usage);
        this.curve = curve;
        this.scalar = scalar;
        this.point = point;
    }

    ECPrivateKey privateKey() {
        if (privateKey == null) {
            privateKey = newPrivateKey();
        }
        return privateKey;
    }

    private ECPrivateKey newPrivateKey() {
        ECPrivateKey key = (ECPrivateKey) platform.key(KeyBuilder.TYPE_EC_FP_PRIVATE, bits);
        curve.setOn(key);
        key.setS(scalar, (short) 0, (short) scalar.length);
        return key;
    }

    ECPublicKey publicKey() {
        ECPublicKey key = (ECPublicKey) platform.key(KeyBuilder.TYPE_EC_FP_PUBLIC, bits);
        curve.setOn(key);
        key.setW(point, (short) 0, (short) point.length);
        return key;
    }

    @Override
    short size() {
        return (short) (curve.fieldLength() * 4);
    }

    @Override
    void clear() {
        clear(scalar);
        if (privateKey != null) {
            privateKey.clearKey();
            privateKey = null;
        }
    }

    @Override
    void saveNumbers(ImageWriter image) {
        image.putBytes(scalar);
        image.putBytes(point);
    }
}
