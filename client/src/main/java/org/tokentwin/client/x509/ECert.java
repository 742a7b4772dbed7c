package org.tokentwin.client.x509;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * What makes a certificate an e-Cert of Hongkong Post, or one shaped like it. The type is the subject's organisation; the
 * subscriber reference number is the organisational unit of ten characters next to it; the version for mutual recognition is
 * which a certificate policy shows, below 2.16.344.8.2.2008.810.2.
 *
 * @param type {@link #PERSONAL}, {@link #ORGANISATIONAL} or another that stands in the name
 * @param subscriberReference the Subscriber Reference Number (SRN), if there is one
 * @param mutualRecognition whether it is the version for mutual recognition
 */
public record ECert(String type, Optional<String> subscriberReference, boolean mutualRecognition) {
    public static final String PERSONAL = "Personal";
    public static final String ORGANISATIONAL = "Organisational";

    private static final Pattern ORGANISATION = Pattern.compile("(?:.* )?e-Cert \\(([^()]+)\\)");
    private static final Pattern REFERENCE = Pattern.compile("[0-9A-Z]{10}");
    private static final String MUTUAL_RECOGNITION = "2.16.344.8.2.2008.810.2.";

    /** Whether a certificate is one. */
    public static boolean is(X509Certificate certificate) {
        return of(certificate, List.of()).isPresent();
    }

    static Optional<ECert> of(X509Certificate certificate, List<CertificatePolicy> policies) {
        return DistinguishedName.values(certificate.getSubjectX500Principal(), BCStyle.O).stream()
                .map(ORGANISATION::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(organisation ->
                        new ECert(organisation.group(1), reference(certificate), isMutualRecognition(policies)));
    }

    private static Optional<String> reference(X509Certificate certificate) {
        return DistinguishedName.values(certificate.getSubjectX500Principal(), BCStyle.OU).reversed().stream()
                .filter(unit -> REFERENCE.matcher(unit).matches())
                .findFirst();
    }

    private static boolean isMutualRecognition(List<CertificatePolicy> policies) {
        return policies.stream().anyMatch(policy -> policy.oid().startsWith(MUTUAL_RECOGNITION));
    }
}
