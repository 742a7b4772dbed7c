package org.tokentwin.emulator.issuer;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The holder of an e-Cert (Personal).
 *
 * @param name 1 to 64 characters, as on the identity card
 * @param email if one is to stand in the e-Cert
 * @param referenceNumber 10 digits
 */
public record PersonalSubscriber(String name, Optional<String> email, String referenceNumber) implements Subscriber {
    static final String TYPE = "TokenTwin Test e-Cert (Personal)";

    /** @throws IllegalArgumentException when a value cannot stand in an e-Cert */
    public PersonalSubscriber {
        SubjectName.requireText("name", name);
        SubjectName.requireEmail(email);
        SubjectName.requireReferenceNumber(referenceNumber);
    }

    /** Somebody of this name, without e-mail address, with a random reference number. */
    public static PersonalSubscriber named(String name) {
        return new PersonalSubscriber(name, Optional.empty(), Subscriber.randomReferenceNumber());
    }

    @Override
    public X500Name subject() {
        return SubjectName.of(TYPE, List.of(referenceNumber), name, email);
    }
}
