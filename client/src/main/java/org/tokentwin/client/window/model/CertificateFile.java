package org.tokentwin.client.window.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.tokentwin.client.window.text.Sentence;

/**
 * What a file brings: certificates (PEM, DER), or a private key with its certificates (PKCS#12).
 *
 * @param key of the first certificate
 */
public record CertificateFile(Optional<PrivateKey> key, List<X509Certificate> certificates) {
    private static final int LARGEST = 1 << 20;
    private static final int PFX_VERSION = 3;

    public CertificateFile {
        certificates = List.copyOf(certificates);
    }

    /** Says why a file cannot be imported. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Sentence why;

        Unusable(String key) {
            super(key);
            why = Sentence.of(key);
        }

        public Sentence why() {
            return why;
        }
    }

    /** Whether a file is PKCS#12, so that it has a password. */
    public static boolean hasPassword(Path file) throws IOException, Unusable {
        return isPkcs12(content(file));
    }

    /**
     * Reads a file.
     *
     * @param password of PKCS#12; it stays the caller's
     * @throws Unusable if it holds nothing that can be imported, or the password is wrong
     */
    public static CertificateFile read(Path file, char[] password) throws IOException, Unusable {
        byte[] content = content(file);
        try {
            return isPkcs12(content) ? pkcs12(content, password) : certificates(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] content(Path file) throws IOException, Unusable {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new Unusable("import.large");
            }
            return content;
        }
    }

    /** RFC 7292 section 4: a sequence that begins with the version 3; a certificate begins with a sequence. */
    private static boolean isPkcs12(byte[] content) {
        try {
            return ASN1Primitive.fromByteArray(content) instanceof ASN1Sequence sequence
                    && sequence.size() > 1
                    && sequence.getObjectAt(0) instanceof ASN1Integer version
                    && version.hasValue(PFX_VERSION);
        } catch (IOException | IllegalArgumentException e) {
            return false; // PEM, or nothing that can be imported, which is found out later
        }
    }

    private static CertificateFile pkcs12(byte[] content, char[] password) throws Unusable {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey key) {
                    return new CertificateFile(Optional.of(key), x509(List.of(store.getCertificateChain(alias))));
                }
            }
            throw new Unusable("import.nothing");
        } catch (IOException e) {
            throw new Unusable(
                    e.getCause() instanceof UnrecoverableKeyException ? "import.password" : "import.nothing");
        } catch (GeneralSecurityException e) {
            throw new Unusable("import.nothing");
        }
    }

    private static CertificateFile certificates(byte[] content) throws Unusable {
        try {
            List<X509Certificate> certificates = x509(List.copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content))));
            if (certificates.isEmpty()) {
                throw new Unusable("import.nothing");
            }
            return new CertificateFile(Optional.empty(), certificates);
        } catch (CertificateException e) {
            throw new Unusable("import.nothing");
        }
    }

    private static List<X509Certificate> x509(List<? extends Certificate> certificates) {
        return certificates.stream()
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }
}
