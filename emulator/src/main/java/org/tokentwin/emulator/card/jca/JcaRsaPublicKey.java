package org.tokentwin.emulator.card.jca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.RSAPublicKeySpec;
import javacard.security.KeyBuilder;
import javacard.security.RSAPublicKey;
import org.tokentwin.emulator.provider.Cryptography;

/** Modulus and public exponent; a number that was not set is 0. */
final class JcaRsaPublicKey extends JcaKey implements RSAPublicKey {
    private final Cryptography cryptography;
    private BigInteger modulus = BigInteger.ZERO;
    private BigInteger exponent = BigInteger.ZERO;

    JcaRsaPublicKey(Cryptography cryptography, short bits) {
        super(KeyBuilder.TYPE_RSA_PUBLIC, bits);
        this.cryptography = cryptography;
    }

    /** The exponent that was set, or else 65,537. */
    BigInteger exponentToGenerateWith() {
        return exponent.signum() == 0 ? BigInteger.valueOf(65537) : exponent;
    }

    void set(java.security.interfaces.RSAPublicKey key) {
        modulus = key.getModulus();
        exponent = key.getPublicExponent();
        changed();
    }

    @Override
    java.security.Key make() throws GeneralSecurityException {
        return cryptography.rsaKeys().generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }

    @Override
    public boolean isInitialized() {
        return modulus.signum() != 0 && exponent.signum() != 0;
    }

    @Override
    public void clearKey() {
        modulus = BigInteger.ZERO;
        exponent = BigInteger.ZERO;
        changed();
    }

    @Override
    public void setModulus(byte[] array, short offset, short length) {
        modulus = Numbers.read(array, offset, length);
        changed();
    }

    @Override
    public void setExponent(byte[] array, short offset, short length) {
        exponent = Numbers.read(array, offset, length);
        changed();
    }

    @Override
    public short getModulus(byte[] array, short offset) {
        return Numbers.write(modulus, array, offset);
    }

    @Override
    public short getExponent(byte[] array, short offset) {
        return Numbers.write(exponent, array, offset);
    }
}
