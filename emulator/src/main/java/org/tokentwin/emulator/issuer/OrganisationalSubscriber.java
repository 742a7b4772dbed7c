package org.tokentwin.emulator.issuer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The holder of an e-Cert (Organisational): the user whom an organisation authorised.
 *
 * @param name of the authorised user, 1 to 64 characters
 * @param email if one is to stand in the e-Cert
 * @param organisation its English name, 1 to 64 characters
 * @param branch or department, 1 to 64 characters
 * @param registrationNumber of the business, 16 characters, and that of the company after it if there is one
 * @param referenceNumber 10 digits
 */
public record OrganisationalSubscriber(
        String name,
        Optional<String> email,
        String organisation,
        Optional<String> branch,
        String registrationNumber,
        String referenceNumber)
        implements Subscriber {
    static final String TYPE = "TokenTwin Test e-Cert (Organisational)";

    /** @throws IllegalArgumentException when a value cannot stand in an e-Cert */
    public OrganisationalSubscriber {
        SubjectName.requireText("name", name);
        SubjectName.requireEmail(email);
        SubjectName.requireText("organisation", organisation);
        branch.ifPresent(text -> SubjectName.requireText("branch", text));
        SubjectName.requireText("registration number", registrationNumber);
        SubjectName.requireReferenceNumber(referenceNumber);
    }

    @Override
    public X500Name subject() {
        List<String> units = Stream.concat(
                        Stream.of(referenceNumber, registrationNumber, organisation), branch.stream())
                .toList();
        return SubjectName.of(TYPE, units, name, email);
    }
}
