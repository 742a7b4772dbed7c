package org.tokentwin.emulator.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/** A certificate and its chain in a PEM file, the certificate of the token's key first. */
final class CertificateChainFile {
    private CertificateChainFile() {}

    static void write(Path file, List<X509Certificate> certificates) throws IOException {
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            for (X509Certificate certificate : certificates) {
                writer.writeObject(certificate);
            }
        }
        OwnerOnly.replace(file, pem.toString().getBytes(StandardCharsets.US_ASCII));
    }

    static List<X509Certificate> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException | CertificateException e) {
            throw new StoreException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
