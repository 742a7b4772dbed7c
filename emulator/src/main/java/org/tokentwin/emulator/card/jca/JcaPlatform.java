package org.tokentwin.emulator.card.jca;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAKeyGenParameterSpec;
import javacard.security.CryptoException;
import javacard.security.Key;
import javacard.security.KeyAgreement;
import javacard.security.KeyBuilder;
import javacard.security.MessageDigest;
import javacard.security.PrivateKey;
import javacard.security.PublicKey;
import javacard.security.Signature;
import javacardx.crypto.Cipher;
import org.tokentwin.emulator.applet.Platform;
import org.tokentwin.emulator.provider.Cryptography;

/** A platform of one card that computes with the providers of {@link Cryptography}. */
public final class JcaPlatform extends Platform {
    private final Cryptography cryptography;
    private final SecureRandom random;
    private final Runnable curvesTest;

    /**
     * @param cryptography what to compute with
     * @param random for keys and signatures, as far as the provider asks for it; Amazon's has its own source
     * @param curvesTest comes before each private key of a curve, and throws where there may be none
     */
    public JcaPlatform(Cryptography cryptography, SecureRandom random, Runnable curvesTest) {
        this.cryptography = cryptography;
        this.random = random;
        this.curvesTest = curvesTest;
    }

    @Override
    protected Key key(byte type, short bits) {
        return switch (type) {
            case KeyBuilder.TYPE_RSA_PUBLIC -> new JcaRsaPublicKey(cryptography, bits);
            case KeyBuilder.TYPE_RSA_CRT_PRIVATE -> new JcaRsaPrivateKey(cryptography, bits);
            case KeyBuilder.TYPE_EC_FP_PUBLIC -> new JcaEcPublicKey(cryptography, bits);
            case KeyBuilder.TYPE_EC_FP_PRIVATE -> privateKeyOfCurve(bits);
            default -> throw new CryptoException(CryptoException.NO_SUCH_ALGORITHM);
        };
    }

    private Key privateKeyOfCurve(short bits) {
        curvesTest.run();
        return new JcaEcPrivateKey(cryptography, bits);
    }

    @Override
    protected void generate(PublicKey publicKey, PrivateKey privateKey) {
        try {
            if (publicKey instanceof JcaRsaPublicKey rsa) {
                generate(rsa, (JcaRsaPrivateKey) privateKey);
            } else {
                generate((JcaEcPublicKey) publicKey, (JcaEcPrivateKey) privateKey);
            }
        } catch (GeneralSecurityException e) {
            throw Failure.of(e);
        }
    }

    private void generate(JcaRsaPublicKey publicKey, JcaRsaPrivateKey privateKey) throws GeneralSecurityException {
        KeyPairGenerator generator = cryptography.rsaKeyPairs();
        generator.initialize(
                new RSAKeyGenParameterSpec(publicKey.getSize(), publicKey.exponentToGenerateWith()), random);
        java.security.KeyPair pair = generator.generateKeyPair();
        publicKey.set((java.security.interfaces.RSAPublicKey) pair.getPublic());
        privateKey.set((RSAPrivateCrtKey) pair.getPrivate());
    }

    private void generate(JcaEcPublicKey publicKey, JcaEcPrivateKey privateKey) throws GeneralSecurityException {
        KeyPairGenerator generator = cryptography.ecKeyPairs();
        generator.initialize(publicKey.curve.generation(), random);
        java.security.KeyPair pair = generator.generateKeyPair();
        publicKey.set((java.security.interfaces.ECPublicKey) pair.getPublic());
        privateKey.set((java.security.interfaces.ECPrivateKey) pair.getPrivate());
    }

    @Override
    protected Cipher rsa() {
        return new RsaCipher(cryptography);
    }

    @Override
    protected Signature ecdsa() {
        return new EcdsaSignature(cryptography, random);
    }

    @Override
    protected KeyAgreement ecdh() {
        return new EcdhAgreement(cryptography);
    }

    @Override
    protected MessageDigest digest(byte algorithm) {
        return new HostDigest(algorithm);
    }
}
