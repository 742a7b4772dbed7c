package org.tokentwin.client.window;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.x509.CertificateDetails;

/** Writes a certificate into a file: DER where the file's name ends in .cer or .der, else PEM. */
record CertificateExport(CertificateEntry entry) {
    Path to(Path file) throws IOException {
        X509Certificate certificate = entry.certificate().orElseThrow();
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        byte[] content = name.endsWith(".cer") || name.endsWith(".der")
                ? der(certificate)
                : CertificateDetails.pem(certificate).getBytes(StandardCharsets.US_ASCII);
        return Files.write(file, content);
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}
