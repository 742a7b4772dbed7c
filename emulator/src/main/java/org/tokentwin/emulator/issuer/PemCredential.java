package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.io.StringReader;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.openssl.EncryptionException;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** Reads certificates and keys in PEM: PKCS#8, encrypted or not, OpenSSL's older and trusted forms, and PKCS#7. */
record PemCredential(FilePassword password) {
    static final String BEGIN = "-----BEGIN ";

    /** What may stand before a block's first line without changing it: editors and programs that join files leave it there. */
    private static final Pattern BEFORE_BEGIN = Pattern.compile("[\\uFEFF \\t]+(?=-----BEGIN )");

    CredentialFile.Contents read(String text) {
        String clean = BEFORE_BEGIN.matcher(text).replaceAll("");
        CredentialFile.Contents contents = new CredentialFile.Contents(new ArrayList<>(), new ArrayList<>());
        int blocks = 0;
        try (PEMParser parser = new PEMParser(new StringReader(clean))) {
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                add(each, contents);
                blocks++;
            }
        } catch (IOException e) {
            throw new UnusableFileException("this PEM file cannot be read: " + e.getMessage(), e);
        }
        if (blocks != clean.split(Pattern.quote(BEGIN), -1).length - 1) {
            throw new UnusableFileException("this PEM file cannot be read: a line with " + BEGIN
                    + "holds other characters before it, so that its block would be lost");
        }
        return contents;
    }

    /** Anything else in the file, such as parameters of a curve, is none of our business. */
    private void add(Object pem, CredentialFile.Contents contents) throws IOException {
        List<PrivateKeyInfo> keys = contents.keys();
        switch (pem) {
            case X509CertificateHolder holder -> contents.certificates().add(holder);
            case X509TrustedCertificateBlock trusted -> contents.certificates().add(trusted.getCertificateHolder());
            case ContentInfo pkcs7 -> contents.certificates().addAll(certificates(pkcs7));
            case PrivateKeyInfo info -> keys.add(info);
            case PEMKeyPair pair -> keys.add(pair.getPrivateKeyInfo());
            case PKCS8EncryptedPrivateKeyInfo info -> keys.add(decrypted(info));
            case PEMEncryptedKeyPair pair -> keys.add(decrypted(pair).getPrivateKeyInfo());
            default -> {}
        }
    }

    private static List<X509CertificateHolder> certificates(ContentInfo pkcs7) {
        try {
            return List.copyOf(new CMSSignedData(pkcs7).getCertificates().getMatches(null));
        } catch (CMSException | IllegalArgumentException e) {
            throw new UnusableFileException(
                    "its PKCS7 block holds no certificates; put them into the file in CERTIFICATE blocks", e);
        }
    }

    private PrivateKeyInfo decrypted(PKCS8EncryptedPrivateKeyInfo info) {
        try {
            return info.decryptPrivateKeyInfo(new PasswordDecryption(required(), password, false));
        } catch (PKCSException | IllegalArgumentException e) {
            throw UnusableFileException.wrongPassword(e);
        }
    }

    private PEMKeyPair decrypted(PEMEncryptedKeyPair pair) {
        try {
            return pair.decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                    .setProvider(PasswordDecryption.PROVIDER)
                    .build(required()));
        } catch (EncryptionException e) {
            throw e.getCause() instanceof NoSuchAlgorithmException
                    ? new UnusableFileException(
                            "its key is encrypted with " + pair.getDekAlgName()
                                    + ", which is not read; encrypt it anew",
                            e)
                    : UnusableFileException.wrongPassword(e);
        } catch (IOException e) {
            throw UnusableFileException.wrongPassword(e);
        }
    }

    private char[] required() {
        if (password.get().length == 0) {
            throw new UnusableFileException("its private key is encrypted, and there is no password for it");
        }
        return password.get();
    }
}
