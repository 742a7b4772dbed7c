package org.tokentwin.emulator.issuer;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;

/** To whom an e-Cert is issued. */
public sealed interface Subscriber permits PersonalSubscriber, OrganisationalSubscriber {
    /** The subscriber's, or the authorised user's, name: 1 to 64 characters. */
    String name();

    Optional<String> email();

    /** The Subscriber Reference Number: 10 digits. */
    String referenceNumber();

    /** The e-Cert's subject, most significant attribute (the country) first. */
    X500Name subject();

    /**
     * The subscriber to whom an e-Cert was issued.
     *
     * @throws IllegalArgumentException when the certificate is no e-Cert of the test authority
     */
    static Subscriber of(X509Certificate ecert) {
        return EcertSubject.of(ecert).subscriber();
    }

    /** A Subscriber Reference Number that nobody chose. */
    static String randomReferenceNumber() {
        return String.format(Locale.ROOT, "%010d", new SecureRandom().nextLong(10_000_000_000L));
    }
}
