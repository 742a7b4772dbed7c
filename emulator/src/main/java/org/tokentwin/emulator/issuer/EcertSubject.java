package org.tokentwin.emulator.issuer;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** The subject of an e-Cert that was issued, as the subscriber that it was made of. */
record EcertSubject(String type, List<String> units, String name, Optional<String> email) {
    private static final int REGISTRATION = 1;
    private static final int ORGANISATION = 2;
    private static final int BRANCH = 3;

    static EcertSubject of(X509Certificate certificate) {
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        List<String> types = values(subject, BCStyle.O);
        List<String> names = values(subject, BCStyle.CN);
        if (types.size() != 1 || names.size() != 1) {
            throw noEcert(certificate);
        }
        EcertSubject read = new EcertSubject(
                types.getFirst(),
                values(subject, BCStyle.OU),
                names.getFirst(),
                values(subject, BCStyle.E).stream().findFirst());
        if (!read.subscriberIfAny().map(Subscriber::subject).equals(Optional.of(subject))) {
            throw noEcert(certificate);
        }
        return read;
    }

    private static IllegalArgumentException noEcert(X509Certificate certificate) {
        return new IllegalArgumentException(
                "This is no e-Cert of the test authority: " + certificate.getSubjectX500Principal());
    }

    private static List<String> values(X500Name subject, ASN1ObjectIdentifier type) {
        return Arrays.stream(subject.getRDNs(type))
                .map(RDN::getFirst)
                .map(pair -> ((ASN1String) pair.getValue()).getString())
                .toList();
    }

    Subscriber subscriber() {
        return subscriberIfAny().orElseThrow();
    }

    private Optional<Subscriber> subscriberIfAny() {
        boolean personal = type.equals(PersonalSubscriber.TYPE) && units.size() == 1;
        boolean organisational =
                type.equals(OrganisationalSubscriber.TYPE) && (units.size() == BRANCH || units.size() == BRANCH + 1);
        if (personal) {
            return Optional.of(new PersonalSubscriber(name, email, units.getFirst()));
        }
        return organisational
                ? Optional.of(new OrganisationalSubscriber(
                        name,
                        email,
                        units.get(ORGANISATION),
                        units.stream().skip(BRANCH).findFirst(),
                        units.get(REGISTRATION),
                        units.getFirst()))
                : Optional.empty();
    }
}
