package org.tokentwin.emulator.cryptoki.mechanism;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/** An EC key in software, where the card's would be: ECDSA by its formula, so that the number it signs is the one it was given. */
final class SoftwareEcKey implements PrivateKeyOnCard.Ec {
    private final NamedCurve curve;
    private final KeyPair pair;

    SoftwareEcKey(NamedCurve curve) {
        this.curve = curve;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp" + curve.bits() + "r1"));
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] ecParams() {
        return curve.ecParams();
    }

    @Override
    public byte[] sign(byte[] hash) {
        BigInteger n = order();
        if (hash.length != curve.orderLength() || new BigInteger(1, hash).bitLength() > n.bitLength()) {
            throw new IllegalArgumentException("the card would refuse this hash value of " + hash.length + " bytes");
        }
        BigInteger k = BigIntegers.createRandomInRange(BigInteger.ONE, n.subtract(BigInteger.ONE), Randomness.SYSTEM);
        BigInteger r = curve.domain()
                .getG()
                .multiply(k)
                .normalize()
                .getAffineXCoord()
                .toBigInteger()
                .mod(n);
        BigInteger d = ((ECPrivateKey) pair.getPrivate()).getS();
        BigInteger s = k.modInverse(n)
                .multiply(new BigInteger(1, hash).add(d.multiply(r)))
                .mod(n);
        return signature(r, s);
    }

    /** r and s, each as long as the order. */
    byte[] signature(BigInteger r, BigInteger s) {
        return Arrays.concatenate(
                BigIntegers.asUnsignedByteArray(curve.orderLength(), r),
                BigIntegers.asUnsignedByteArray(curve.orderLength(), s));
    }

    BigInteger order() {
        return curve.domain().getN();
    }

    /** The point, uncompressed, without tag and length. */
    byte[] point() {
        return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded())
                .getPublicKeyData()
                .getOctets();
    }

    /** A {@code CKA_EC_POINT}. */
    byte[] ecPoint() {
        return octetString(point());
    }

    PublicKeyOnHost onHost() {
        return PublicKeyOnHost.ec(ecParams(), ecPoint());
    }

    PrivateKey jdkPrivate() {
        return pair.getPrivate();
    }

    PublicKey jdkPublic() {
        return pair.getPublic();
    }

    static byte[] octetString(byte[] octets) {
        try {
            return new DEROctetString(octets).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] agree(byte[] point) {
        throw new UnsupportedOperationException("the tests of derivation are on the card");
    }
}
