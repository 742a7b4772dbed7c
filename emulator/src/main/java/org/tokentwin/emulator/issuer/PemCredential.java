package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** Reads certificates and keys in PEM: PKCS#8, encrypted or not, and OpenSSL's older forms. */
@SuppressWarnings("ArrayRecordComponent") // made for one reading and never compared
record PemCredential(Path file, char[] password) {
    private static final BouncyCastleProvider DECRYPTION = new BouncyCastleProvider();

    CredentialFile.Contents read(String text) {
        List<PrivateKey> keys = new ArrayList<>();
        List<X509Certificate> certificates = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                if (each instanceof X509CertificateHolder holder) {
                    certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
                } else {
                    keyIn(each, keys);
                }
            }
        } catch (IOException | CertificateException e) {
            throw new CredentialException(file + ": this PEM file cannot be read: " + e.getMessage(), e);
        }
        return new CredentialFile.Contents(keys, certificates);
    }

    /** Anything else in the file, such as parameters of a curve, is none of our business. */
    private void keyIn(Object pem, List<PrivateKey> keys) throws PEMException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        switch (pem) {
            case PrivateKeyInfo info -> keys.add(converter.getPrivateKey(info));
            case PEMKeyPair pair -> keys.add(converter.getPrivateKey(pair.getPrivateKeyInfo()));
            case PKCS8EncryptedPrivateKeyInfo info -> keys.add(converter.getPrivateKey(decrypted(info)));
            case PEMEncryptedKeyPair pair ->
                keys.add(converter.getPrivateKey(decrypted(pair).getPrivateKeyInfo()));
            default -> {}
        }
    }

    private PrivateKeyInfo decrypted(PKCS8EncryptedPrivateKeyInfo info) {
        requirePassword();
        try {
            return info.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(DECRYPTION)
                    .build(password));
        } catch (PKCSException | OperatorCreationException e) {
            throw new CredentialException(file + ": the password is wrong", e);
        }
    }

    private PEMKeyPair decrypted(PEMEncryptedKeyPair pair) {
        requirePassword();
        try {
            return pair.decryptKeyPair(
                    new JcePEMDecryptorProviderBuilder().setProvider(DECRYPTION).build(password));
        } catch (IOException e) {
            throw new CredentialException(file + ": the password is wrong", e);
        }
    }

    private void requirePassword() {
        if (password.length == 0) {
            throw new CredentialException(file + ": its private key is encrypted, and there is no password for it");
        }
    }

    /** The file, not the password. */
    @Override
    public String toString() {
        return "PemCredential[" + file + "]";
    }
}
