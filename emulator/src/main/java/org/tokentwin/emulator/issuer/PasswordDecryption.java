package org.tokentwin.emulator.issuer;

import java.security.Provider;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/**
 * Decrypts what is encrypted under a password: PBES1 and PBES2 (RFC 8018), and the older schemes of PKCS#12 (RFC 7292 appendix C).
 *
 * @param password the characters in the form that this file was made with
 * @param cost counts the iterations
 * @param emptyIsZero whether an empty password of PKCS#12's older schemes is the two zero bytes that end one, as OpenSSL has it
 */
@SuppressWarnings("ArrayRecordComponent") // made for one reading and never compared
record PasswordDecryption(char[] password, FilePassword cost, boolean emptyIsZero) implements InputDecryptorProvider {
    static final Provider PROVIDER = new BouncyCastleProvider();

    @Override
    public InputDecryptor get(AlgorithmIdentifier algorithm) throws OperatorCreationException {
        ASN1ObjectIdentifier scheme = algorithm.getAlgorithm();
        if (scheme.equals(PKCSObjectIdentifiers.id_PBES2)) {
            return new Pbes2(PBES2Parameters.getInstance(algorithm.getParameters()), cost).decryptor(password);
        }
        if (scheme.on(PKCSObjectIdentifiers.pkcs_12PbeIds)) {
            cost.charged(PKCS12PBEParams.getInstance(algorithm.getParameters()).getIterations());
            return new JcePKCSPBEInputDecryptorProviderBuilder()
                    .setProvider(PROVIDER)
                    .setTryWrongPKCS12Zero(emptyIsZero)
                    .build(password)
                    .get(algorithm);
        }
        if (scheme.on(PKCSObjectIdentifiers.pkcs_5)) {
            cost.charged(PBEParameter.getInstance(algorithm.getParameters()).getIterationCount());
            return new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(PROVIDER)
                    .build(password)
                    .get(algorithm);
        }
        throw unknown(scheme);
    }

    static UnusableFileException unknown(ASN1ObjectIdentifier algorithm) {
        return new UnusableFileException("it is encrypted with " + AlgorithmNames.of(algorithm)
                + ", which is not read; encrypt it anew, with AES-256-CBC");
    }

    @Override
    public String toString() {
        return "PasswordDecryption";
    }
}
