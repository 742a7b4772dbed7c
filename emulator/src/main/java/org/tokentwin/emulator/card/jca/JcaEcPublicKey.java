package org.tokentwin.emulator.card.jca;

import java.security.GeneralSecurityException;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import javacard.security.ECPublicKey;
import javacard.security.KeyBuilder;
import org.tokentwin.emulator.provider.Cryptography;

/** The public point; the point at infinity where it was not set. */
final class JcaEcPublicKey extends JcaEcKey implements ECPublicKey {
    private final Cryptography cryptography;
    private ECPoint point = ECPoint.POINT_INFINITY;

    JcaEcPublicKey(Cryptography cryptography, short bits) {
        super(KeyBuilder.TYPE_EC_FP_PUBLIC, bits);
        this.cryptography = cryptography;
    }

    void set(java.security.interfaces.ECPublicKey key) {
        point = key.getW();
        changed();
    }

    @Override
    java.security.Key make() throws GeneralSecurityException {
        return cryptography.ecKeys().generatePublic(new ECPublicKeySpec(point, curve.parameters()));
    }

    @Override
    public boolean isInitialized() {
        return !point.equals(ECPoint.POINT_INFINITY);
    }

    @Override
    public void clearKey() {
        point = ECPoint.POINT_INFINITY;
        changed();
    }

    @Override
    public void setW(byte[] array, short offset, short length) {
        point = curve.readPoint(array, offset, length);
        changed();
    }

    @Override
    public short getW(byte[] array, short offset) {
        return curve.writePoint(point, array, offset);
    }
}
