package org.tokentwin.client.x509;

import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Names as people read them, RFC 4514: the most specific part first, the e-mail address as {@code E}. */
public final class DistinguishedName {
    private static final Map<String, String> KEYWORDS =
            Map.of("1.2.840.113549.1.9.1", "E", "2.5.4.5", "SERIALNUMBER", "2.5.4.4", "SN", "2.5.4.42", "GN");

    private DistinguishedName() {}

    public static String of(X500Principal name) {
        return name.getName(X500Principal.RFC2253, KEYWORDS);
    }

    /** The values of one attribute, the most specific first. */
    static List<String> values(X500Principal name, ASN1ObjectIdentifier attribute) {
        return List.of(X500Name.getInstance(name.getEncoded()).getRDNs(attribute)).reversed().stream()
                .map(RDN::getFirst)
                .map(value -> IETFUtils.valueToString(value.getValue()))
                .toList();
    }
}
