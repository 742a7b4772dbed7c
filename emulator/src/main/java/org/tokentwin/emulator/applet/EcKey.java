package org.tokentwin.emulator.applet;

import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyBuilder;

/** A key on a named prime curve. Java Card key objects are made anew for each use. */
final class EcKey extends CardKey {
    final EcCurve curve;
    final byte[] point;
    private final byte[] scalar;

    EcKey(EcCurve curve, byte access, byte usage, byte[] scalar, byte[] point) {
        super(EC, curve.bits, access, usage);
        this.curve = curve;
        this.scalar = scalar;
        this.point = point;
    }

    ECPrivateKey privateKey() {
        ECPrivateKey key = (ECPrivateKey) KeyBuilder.buildKey(KeyBuilder.TYPE_EC_FP_PRIVATE, bits, false);
        curve.setOn(key);
        key.setS(scalar, (short) 0, (short) scalar.length);
        return key;
    }

    ECPublicKey publicKey() {
        ECPublicKey key = (ECPublicKey) KeyBuilder.buildKey(KeyBuilder.TYPE_EC_FP_PUBLIC, bits, false);
        curve.setOn(key);
        key.setW(point, (short) 0, (short) point.length);
        return key;
    }

    @Override
    short size() {
        return (short) (curve.fieldLength() * 4);
    }

    @Override
    void saveNumbers(ImageWriter image) {
        image.putBytes(scalar);
        image.putBytes(point);
    }
}
