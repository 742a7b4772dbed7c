package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** Reads a PKCS#12 file, RFC 7292. */
record Pkcs12Credential(FilePassword password) {
    private static final int DEEPEST = 8;

    CredentialFile.Contents read(byte[] bytes) {
        PKCS12PfxPdu pfx = parsed(bytes);
        if (!pfx.toASN1Structure().getAuthSafe().getContentType().equals(PKCSObjectIdentifiers.data)) {
            throw new UnusableFileException(
                    "this PKCS#12 file is signed and not protected by a password, which is not read");
        }
        Optional<PasswordForm> form =
                pfx.hasMac() ? Optional.of(new Pkcs12Mac(pfx, password).rightForm()) : Optional.empty();
        InputDecryptorProvider decryption = algorithm -> {
            PasswordForm used = form.orElseGet(() -> PasswordForm.plain(password.get()));
            return new PasswordDecryption(used.characters(), password, used.emptyIsZero()).get(algorithm);
        };
        CredentialFile.Contents contents = new CredentialFile.Contents(new ArrayList<>(), new ArrayList<>());
        try {
            for (ContentInfo each : pfx.getContentInfos()) {
                for (PKCS12SafeBag bag : bags(each, decryption)) {
                    add(bag, contents, decryption, 0);
                }
            }
        } catch (PKCSException | IOException e) {
            throw form.isPresent()
                    ? UnusableFileException.unlessKnown("this PKCS#12 file is damaged: " + e.getMessage(), e)
                    : UnusableFileException.wrongPassword(e);
        }
        return contents;
    }

    private static PKCS12PfxPdu parsed(byte[] bytes) {
        try {
            return new PKCS12PfxPdu(bytes);
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            throw new UnusableFileException("it is neither a PKCS#12 nor a PEM file", e);
        }
    }

    private static PKCS12SafeBag[] bags(ContentInfo content, InputDecryptorProvider decryption) throws PKCSException {
        ASN1ObjectIdentifier type = content.getContentType();
        if (type.equals(PKCSObjectIdentifiers.data)) {
            return new PKCS12SafeBagFactory(content).getSafeBags();
        }
        if (type.equals(PKCSObjectIdentifiers.encryptedData)) {
            return new PKCS12SafeBagFactory(content, decryption).getSafeBags();
        }
        throw new UnusableFileException(
                "a part of this PKCS#12 file is encrypted for a public key and not under a password, which is not read");
    }

    /** Revocation lists and other secrets are none of our business. */
    private static void add(
            PKCS12SafeBag bag, CredentialFile.Contents contents, InputDecryptorProvider decryption, int depth)
            throws PKCSException, IOException {
        if (bag.getType().equals(PKCSObjectIdentifiers.safeContentsBag)) {
            addNested(bag, contents, decryption, depth + 1);
            return;
        }
        if (bag.getType().equals(PKCSObjectIdentifiers.certBag)
                && !CertBag.getInstance(bag.toASN1Structure().getBagValue())
                        .getCertId()
                        .equals(PKCSObjectIdentifiers.x509Certificate)) {
            throw new UnusableFileException("a certificate in this PKCS#12 file is not of X.509");
        }
        switch (bag.getBagValue()) {
            case PKCS8EncryptedPrivateKeyInfo key -> contents.keys().add(key.decryptPrivateKeyInfo(decryption));
            case PrivateKeyInfo key -> contents.keys().add(key);
            case X509CertificateHolder certificate -> contents.certificates().add(certificate);
            default -> {}
        }
    }

    private static void addNested(
            PKCS12SafeBag bag, CredentialFile.Contents contents, InputDecryptorProvider decryption, int depth)
            throws PKCSException, IOException {
        if (depth > DEEPEST) {
            throw new UnusableFileException("the bags in this PKCS#12 file are nested too deeply");
        }
        for (Object each : ASN1Sequence.getInstance(bag.toASN1Structure().getBagValue())) {
            add(new PKCS12SafeBag(SafeBag.getInstance(each)), contents, decryption, depth);
        }
    }
}
