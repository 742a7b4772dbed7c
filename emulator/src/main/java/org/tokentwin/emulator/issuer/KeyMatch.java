package org.tokentwin.emulator.issuer;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;

/** Whether a private and a public key are one pair: by their numbers, since no provider computes with every kind. */
final class KeyMatch {
    private static final BigInteger PROBE = BigInteger.TWO;

    private KeyMatch() {}

    static boolean belongTogether(PrivateKey privateKey, SubjectPublicKeyInfo publicKey) {
        ASN1ObjectIdentifier algorithm = publicKey.getAlgorithm().getAlgorithm();
        boolean rsa = algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                || algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS);
        byte[] octets = publicKey.getPublicKeyData().getOctets();
        // no switch: a pattern is linked at its first use, which each young JVM would wait for
        if (privateKey instanceof RSAPrivateKey own) {
            return rsa && ofRsa(own, RSAPublicKey.getInstance(octets));
        }
        return privateKey instanceof ECPrivateKey own
                && algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
                && ofEc(own, X962Parameters.getInstance(publicKey.getAlgorithm().getParameters()), octets);
    }

    private static boolean ofRsa(RSAPrivateKey own, RSAPublicKey certified) {
        BigInteger modulus = own.getModulus();
        BigInteger exponent = certified.getPublicExponent();
        return modulus.bitLength() <= KeySize.MAX_RSA // no power of a longer one is computed: it takes hours
                && modulus.equals(certified.getModulus())
                && exponent.bitLength() <= modulus.bitLength()
                && own.getPrivateExponent().bitLength() <= modulus.bitLength()
                && (own instanceof RSAPrivateCrtKey withPrimes
                        ? areInverse(exponent, withPrimes)
                        : undoes(own.getPrivateExponent(), exponent, modulus));
    }

    /** The exponents undo each other modulo each prime: no power is computed, which is what an issued token would wait for. */
    private static boolean areInverse(BigInteger exponent, RSAPrivateCrtKey own) {
        BigInteger p = own.getPrimeP();
        BigInteger q = own.getPrimeQ();
        boolean factors = isFactor(p, own) && isFactor(q, own) && p.multiply(q).equals(own.getModulus());
        if (!factors) {
            return false;
        }
        BigInteger product = exponent.multiply(own.getPrivateExponent()).subtract(BigInteger.ONE);
        return product.mod(p.subtract(BigInteger.ONE)).signum() == 0
                && product.mod(q.subtract(BigInteger.ONE)).signum() == 0;
    }

    private static boolean isFactor(BigInteger prime, RSAPrivateCrtKey own) {
        return prime.compareTo(BigInteger.ONE) > 0
                && prime.bitLength() < own.getModulus().bitLength();
    }

    /** What the public exponent does, the private one undoes. */
    private static boolean undoes(BigInteger privateExponent, BigInteger exponent, BigInteger modulus) {
        return PROBE.modPow(exponent, modulus).modPow(privateExponent, modulus).equals(PROBE);
    }

    private static boolean ofEc(ECPrivateKey own, X962Parameters parameters, byte[] octets) {
        if (!parameters.isNamedCurve()) {
            return false;
        }
        X9ECParameters curve = CustomNamedCurves.getByOID(ASN1ObjectIdentifier.getInstance(parameters.getParameters()));
        if (curve == null || !curve.getN().equals(own.getParams().getOrder())) {
            return false;
        }
        ECPoint certified = curve.getCurve().decodePoint(octets);
        return curve.getG().multiply(own.getS()).normalize().equals(certified.normalize());
    }
}
