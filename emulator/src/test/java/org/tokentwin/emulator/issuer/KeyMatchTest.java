package org.tokentwin.emulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Only a key that the certificate's key belongs to is taken for one. */
class KeyMatchTest {
    private static KeyPair pair;
    private static RSAPrivateCrtKey own;

    @BeforeAll
    static void generate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        pair = generator.generateKeyPair();
        own = (RSAPrivateCrtKey) pair.getPrivate();
    }

    @Test
    void keyWithItsPrimes_belongs() {
        assertThat(belongs(own)).isTrue();
    }

    @Test
    void exponentForTheProductOfBothPrimesLessOne_belongs() throws Exception {
        BigInteger phi = less(own.getPrimeP()).multiply(less(own.getPrimeQ()));
        assertThat(belongs(with(own.getPublicExponent().modInverse(phi), own.getPrimeP(), own.getPrimeQ())))
                .isTrue();
    }

    @Test
    void keyWithoutPrimes_belongs() throws Exception {
        assertThat(belongs(withoutPrimes(own.getPrivateExponent()))).isTrue();
    }

    @Test
    void otherExponent_doesNotBelong() throws Exception {
        BigInteger other = own.getPrivateExponent().add(BigInteger.TWO);
        assertThat(belongs(with(other, own.getPrimeP(), own.getPrimeQ()))).isFalse();
        assertThat(belongs(withoutPrimes(other))).isFalse();
    }

    @Test
    void primesThatAreNone_doNotBelong() throws Exception {
        BigInteger d = own.getPrivateExponent();
        assertThat(belongs(with(d, own.getModulus(), BigInteger.ONE))).isFalse();
        assertThat(belongs(with(d, BigInteger.ONE, own.getModulus()))).isFalse();
        assertThat(belongs(with(d, own.getPrimeP(), own.getPrimeP()))).isFalse();
        assertThat(belongs(with(d, own.getPrimeP(), own.getPrimeQ().shiftLeft(100_000))))
                .isFalse();
    }

    @Test
    void exponentLongerThanTheModulus_isNotComputedWith() throws Exception {
        BigInteger d = own.getPrivateExponent().setBit(10_000_000);
        assertThat(belongs(with(d, own.getPrimeP(), own.getPrimeQ()))).isFalse();
        assertThat(belongs(withoutPrimes(d))).isFalse();
    }

    private static boolean belongs(PrivateKey key) {
        return KeyMatch.belongTogether(
                key, SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    }

    private static BigInteger less(BigInteger prime) {
        return prime.subtract(BigInteger.ONE);
    }

    private static PrivateKey withoutPrimes(BigInteger exponent) throws Exception {
        BigInteger modulus = ((RSAPublicKey) pair.getPublic()).getModulus();
        return KeyFactory.getInstance("RSA").generatePrivate(new RSAPrivateKeySpec(modulus, exponent));
    }

    private static PrivateKey with(BigInteger exponent, BigInteger p, BigInteger q) throws Exception {
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        own.getModulus(),
                        own.getPublicExponent(),
                        exponent,
                        p,
                        q,
                        own.getPrimeExponentP(),
                        own.getPrimeExponentQ(),
                        own.getCrtCoefficient()));
    }
}
