package org.tokentwin.emulator.card.jca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPrivateCrtKeySpec;
import javacard.security.KeyBuilder;
import org.tokentwin.emulator.provider.Cryptography;

/** The five numbers of RFC 8017 section 3.2, second form; a number that was not set is 0. */
final class JcaRsaPrivateKey extends JcaKey implements javacard.security.RSAPrivateCrtKey {
    private final Cryptography cryptography;
    private BigInteger p = BigInteger.ZERO;
    private BigInteger q = BigInteger.ZERO;
    private BigInteger dp = BigInteger.ZERO;
    private BigInteger dq = BigInteger.ZERO;
    private BigInteger qInverse = BigInteger.ZERO;

    JcaRsaPrivateKey(Cryptography cryptography, short bits) {
        super(KeyBuilder.TYPE_RSA_CRT_PRIVATE, bits);
        this.cryptography = cryptography;
    }

    void set(RSAPrivateCrtKey key) {
        p = key.getPrimeP();
        q = key.getPrimeQ();
        dp = key.getPrimeExponentP();
        dq = key.getPrimeExponentQ();
        qInverse = key.getCrtCoefficient();
        changed();
    }

    /** Modulus and both exponents, which a provider asks for, follow from the five numbers. */
    @Override
    java.security.Key make() throws GeneralSecurityException {
        BigInteger p1 = p.subtract(BigInteger.ONE);
        BigInteger q1 = q.subtract(BigInteger.ONE);
        try {
            BigInteger e = dp.modInverse(p1);
            BigInteger d = e.modInverse(p1.divide(p1.gcd(q1)).multiply(q1));
            return cryptography
                    .rsaKeys()
                    .generatePrivate(new RSAPrivateCrtKeySpec(p.multiply(q), e, d, p, q, dp, dq, qInverse));
        } catch (ArithmeticException notInvertible) {
            throw new InvalidKeySpecException("The numbers are no RSA key's", notInvertible);
        }
    }

    @Override
    public boolean isInitialized() {
        return p.signum() != 0 && q.signum() != 0 && dp.signum() != 0 && dq.signum() != 0 && qInverse.signum() != 0;
    }

    @Override
    public void clearKey() {
        p = BigInteger.ZERO;
        q = BigInteger.ZERO;
        dp = BigInteger.ZERO;
        dq = BigInteger.ZERO;
        qInverse = BigInteger.ZERO;
        changed();
    }

    @Override
    public void setP(byte[] array, short offset, short length) {
        p = Numbers.read(array, offset, length);
        changed();
    }

    @Override
    public void setQ(byte[] array, short offset, short length) {
        q = Numbers.read(array, offset, length);
        changed();
    }

    @Override
    public void setDP1(byte[] array, short offset, short length) {
        dp = Numbers.read(array, offset, length);
        changed();
    }

    @Override
    public void setDQ1(byte[] array, short offset, short length) {
        dq = Numbers.read(array, offset, length);
        changed();
    }

    @Override
    public void setPQ(byte[] array, short offset, short length) {
        qInverse = Numbers.read(array, offset, length);
        changed();
    }

    @Override
    public short getP(byte[] array, short offset) {
        return Numbers.write(p, array, offset);
    }

    @Override
    public short getQ(byte[] array, short offset) {
        return Numbers.write(q, array, offset);
    }

    @Override
    public short getDP1(byte[] array, short offset) {
        return Numbers.write(dp, array, offset);
    }

    @Override
    public short getDQ1(byte[] array, short offset) {
        return Numbers.write(dq, array, offset);
    }

    @Override
    public short getPQ(byte[] array, short offset) {
        return Numbers.write(qInverse, array, offset);
    }
}
