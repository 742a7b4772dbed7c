package org.tokentwin.emulator.cryptoki.object;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** The attribute of a name that a certificate's object is labelled with. */
public final class CommonName {
    private CommonName() {}

    /** The most specific common name as it stands there; an RDN may hold it among other attributes, RFC 5280 section 4.1.2.4. */
    public static Optional<String> of(X500Name name) {
        return Arrays.stream(name.getRDNs(BCStyle.CN))
                .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
                .filter(attribute -> attribute.getType().equals(BCStyle.CN))
                .reduce((before, after) -> after)
                .map(CommonName::text);
    }

    /** An attribute's value, without the escapes of a name in one line. */
    public static String text(AttributeTypeAndValue attribute) {
        return attribute.getValue() instanceof ASN1String string
                ? string.getString()
                : attribute.getValue().toString();
    }
}
