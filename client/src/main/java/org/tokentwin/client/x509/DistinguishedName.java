package org.tokentwin.client.x509;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Names as people read them, RFC 4514: the most specific part first, the e-mail address as {@code E}. */
public final class DistinguishedName {
    private static final Map<String, String> KEYWORDS =
            Map.of("1.2.840.113549.1.9.1", "E", "2.5.4.5", "SERIALNUMBER", "2.5.4.4", "SN", "2.5.4.42", "GN");

    private DistinguishedName() {}

    public static String of(X500Principal name) {
        return name.getName(X500Principal.RFC2253, KEYWORDS);
    }

    /** The subject, or where that is empty the serial number, by which the issuer knows the certificate. */
    public static String ofSubject(X509Certificate certificate) {
        String subject = of(certificate.getSubjectX500Principal());
        return subject.isEmpty()
                ? "(no subject, serial number " + certificate.getSerialNumber().toString(16) + ")"
                : subject;
    }

    /** The subject's common name, or where it has none the subject. */
    public static String commonName(X509Certificate certificate) {
        return values(certificate.getSubjectX500Principal(), BCStyle.CN).stream()
                .findFirst()
                .orElseGet(() -> ofSubject(certificate));
    }

    /** The values of one attribute as they stand there, the most specific first; an RDN may hold it among others. */
    static List<String> values(X500Principal name, ASN1ObjectIdentifier attribute) {
        return Arrays.stream(X500Name.getInstance(name.getEncoded()).getRDNs(attribute))
                .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
                .filter(each -> each.getType().equals(attribute))
                .map(each -> each.getValue() instanceof ASN1String text
                        ? text.getString()
                        : each.getValue().toString())
                .toList()
                .reversed();
    }
}
