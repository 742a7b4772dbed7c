package org.tokentwin.emulator.card.jca;

import java.math.BigInteger;
import javacard.security.CryptoException;
import javacard.security.ECKey;

/**
 * A key on one of the named curves, which its length tells. The domain parameters may be set, as Java Card wants it, and must be that
 * curve's: {@code ILLEGAL_VALUE} for any others.
 */
abstract class JcaEcKey extends JcaKey implements ECKey {
    final JcaCurve curve;

    JcaEcKey(byte type, short bits) {
        super(type, bits);
        curve = JcaCurve.of(bits);
    }

    private static void require(boolean isTheCurves) {
        if (!isTheCurves) {
            throw new CryptoException(CryptoException.ILLEGAL_VALUE);
        }
    }

    private static void requireEqual(BigInteger own, byte[] array, short offset, short length) {
        require(own.equals(Numbers.read(array, offset, length)));
    }

    @Override
    public void setFieldFP(byte[] array, short offset, short length) {
        requireEqual(curve.field(), array, offset, length);
    }

    @Override
    public void setFieldF2M(short e) {
        require(false);
    }

    @Override
    public void setFieldF2M(short e1, short e2, short e3) {
        require(false);
    }

    @Override
    public void setA(byte[] array, short offset, short length) {
        requireEqual(curve.parameters().getCurve().getA(), array, offset, length);
    }

    @Override
    public void setB(byte[] array, short offset, short length) {
        requireEqual(curve.parameters().getCurve().getB(), array, offset, length);
    }

    @Override
    public void setG(byte[] array, short offset, short length) {
        require(curve.parameters().getGenerator().equals(curve.readPoint(array, offset, length)));
    }

    @Override
    public void setR(byte[] array, short offset, short length) {
        requireEqual(curve.parameters().getOrder(), array, offset, length);
    }

    @Override
    public void setK(short cofactor) {
        require(cofactor == getK());
    }

    @Override
    public short getField(byte[] array, short offset) {
        return Numbers.write(curve.field(), array, offset, curve.length());
    }

    @Override
    public short getA(byte[] array, short offset) {
        return Numbers.write(curve.parameters().getCurve().getA(), array, offset, curve.length());
    }

    @Override
    public short getB(byte[] array, short offset) {
        return Numbers.write(curve.parameters().getCurve().getB(), array, offset, curve.length());
    }

    @Override
    public short getG(byte[] array, short offset) {
        return curve.writePoint(curve.parameters().getGenerator(), array, offset);
    }

    @Override
    public short getR(byte[] array, short offset) {
        return Numbers.write(curve.parameters().getOrder(), array, offset, curve.length());
    }

    @Override
    public short getK() {
        return (short) curve.parameters().getCofactor();
    }

    @Override
    public void copyDomainParametersFrom(ECKey other) {
        require(other instanceof JcaEcKey ours && ours.curve == curve);
    }
}
