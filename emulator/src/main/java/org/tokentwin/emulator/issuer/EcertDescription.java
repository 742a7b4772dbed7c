package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * What an e-Cert was issued for, so that another one can be issued for the same.
 *
 * @param years of validity
 */
public record EcertDescription(Subscriber subscriber, EcertPolicies policies, KeyType key, int years) {
    /** @throws IllegalArgumentException when the certificate is no e-Cert of the test authority */
    public static EcertDescription of(X509Certificate ecert) {
        return new EcertDescription(
                Subscriber.of(ecert), policies(ecert), KeyType.of(ecert.getPublicKey()), years(ecert));
    }

    private static EcertPolicies policies(X509Certificate ecert) {
        try {
            Optional<byte[]> extension =
                    Optional.ofNullable(ecert.getExtensionValue(Extension.certificatePolicies.getId()));
            return extension.isPresent()
                    ? EcertPolicies.of(
                            CertificatePolicies.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension.get())))
                    : EcertPolicies.STANDARD;
        } catch (IOException e) {
            throw new IllegalArgumentException("The certificate's policies cannot be read", e);
        }
    }

    private static int years(X509Certificate ecert) {
        return (int) ChronoUnit.YEARS.between(
                ecert.getNotBefore().toInstant().atOffset(ZoneOffset.UTC),
                ecert.getNotAfter().toInstant().atOffset(ZoneOffset.UTC));
    }
}
