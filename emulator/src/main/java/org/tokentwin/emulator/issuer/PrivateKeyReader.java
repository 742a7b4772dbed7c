package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Makes a key of what stands in a file, or says why no token takes it. */
final class PrivateKeyReader {
    private PrivateKeyReader() {}

    static PrivateKey read(PrivateKeyInfo info) {
        ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
        try {
            if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                    || algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
                return rsa(RSAPrivateKey.getInstance(info.parsePrivateKey()));
            }
            if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
                return KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(onNamedCurve(info).getEncoded()));
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableFileException("its private key is damaged: " + e.getMessage(), e);
        }
        throw refused("its private key is of " + AlgorithmNames.of(algorithm));
    }

    /** Some programs leave the primes out, or write zeros for them; the card's are then found from the exponents. */
    private static PrivateKey rsa(RSAPrivateKey key) throws GeneralSecurityException {
        if (key.getVersion().signum() != 0) {
            throw refused("its RSA key has more than two primes");
        }
        KeySize.requireTaken(new KeySize(true, key.getModulus().bitLength()));
        KeyFactory factory = KeyFactory.getInstance("RSA");
        boolean complete = Stream.of(
                        key.getPublicExponent(),
                        key.getPrime1(),
                        key.getPrime2(),
                        key.getExponent1(),
                        key.getExponent2(),
                        key.getCoefficient())
                .allMatch(number -> number.signum() > 0);
        return factory.generatePrivate(
                complete
                        ? new RSAPrivateCrtKeySpec(
                                key.getModulus(),
                                key.getPublicExponent(),
                                key.getPrivateExponent(),
                                key.getPrime1(),
                                key.getPrime2(),
                                key.getExponent1(),
                                key.getExponent2(),
                                key.getCoefficient())
                        : new RSAPrivateKeySpec(key.getModulus(), key.getPrivateExponent()));
    }

    /** A key that spells its curve out is one that names it, if the curve is one of ours. */
    private static PrivateKeyInfo onNamedCurve(PrivateKeyInfo info) throws IOException {
        X962Parameters parameters =
                X962Parameters.getInstance(info.getPrivateKeyAlgorithm().getParameters());
        if (parameters.isNamedCurve()) {
            ASN1ObjectIdentifier curve = ASN1ObjectIdentifier.getInstance(parameters.getParameters());
            if (KeySize.curve(curve).isEmpty()) {
                throw refused("its private key is on the curve " + AlgorithmNames.ofCurve(curve));
            }
            return info;
        }
        if (parameters.isImplicitlyCA()) {
            throw refused("its private key does not say which curve it is on");
        }
        ASN1ObjectIdentifier curve = named(X9ECParameters.getInstance(parameters.getParameters()))
                .orElseThrow(() -> refused("its private key spells out a curve that has no name here"));
        return new PrivateKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), info.parsePrivateKey());
    }

    static Optional<ASN1ObjectIdentifier> named(X9ECParameters explicit) {
        return Arrays.stream(KeySize.CURVES)
                .filter(each -> same(explicit, ECNamedCurveTable.getByOID(each)))
                .findFirst();
    }

    private static boolean same(X9ECParameters one, X9ECParameters other) {
        return one.getCurve().equals(other.getCurve())
                && one.getG().equals(other.getG())
                && one.getN().equals(other.getN())
                && (one.getH() == null || one.getH().equals(BigInteger.ONE));
    }

    private static UnusableFileException refused(String what) {
        return new UnusableFileException(what + "; " + KeySize.TAKEN);
    }
}
