package org.tokentwin.emulator.cli;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.issuer.OrganisationalSubscriber;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.Subscriber;
import picocli.CommandLine.Option;

/** Whose e-Cert it is: a person's, or with {@code --organisation} that of an organisation's authorised user. */
final class HolderOptions {
    private static final String NAME = "CHAN TAI MAN";
    private static final String REGISTRATION_NUMBER = "1234567800000000";

    @Option(names = "--holder", paramLabel = "NAME", description = "Whose e-Cert it is; without it, " + NAME + ".")
    private @Nullable String holder;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "The e-mail address in the e-Cert.")
    private @Nullable String email;

    @Option(
            names = "--organisation",
            paramLabel = "NAME",
            description = "Make it an e-Cert (Organisational) of this organisation, whose authorised user --holder is.")
    private @Nullable String organisation;

    @Option(names = "--branch", paramLabel = "NAME", description = "The organisation's branch or department.")
    private @Nullable String branch;

    @Option(
            names = "--registration",
            paramLabel = "NUMBER",
            description = "The organisation's business registration number, 16 characters; without it, "
                    + REGISTRATION_NUMBER + ".")
    private @Nullable String registration;

    @Option(
            names = "--srn",
            paramLabel = "NUMBER",
            description = "The Subscriber Reference Number, 10 digits; by default, a random one.")
    private @Nullable String referenceNumber;

    boolean isGiven() {
        return Stream.of(referenceNumber, holder, email, organisation, branch, registration)
                .anyMatch(given -> given != null);
    }

    /**
     * Empty where none of the options was given.
     *
     * @throws IllegalArgumentException when a value cannot stand in an e-Cert, or goes with an organisation only
     */
    Optional<Subscriber> subscriber() {
        return isGiven() ? Optional.of(given()) : Optional.empty();
    }

    private Subscriber given() {
        String name = Optional.ofNullable(holder).orElse(NAME);
        String number = Optional.ofNullable(referenceNumber).orElseGet(Subscriber::randomReferenceNumber);
        String owner = organisation;
        if (owner != null) {
            return new OrganisationalSubscriber(
                    name,
                    Optional.ofNullable(email),
                    owner,
                    Optional.ofNullable(branch),
                    Optional.ofNullable(registration).orElse(REGISTRATION_NUMBER),
                    number);
        }
        if (branch != null || registration != null) {
            throw new IllegalArgumentException("--branch and --registration are an organisation's: say --organisation");
        }
        return new PersonalSubscriber(name, Optional.ofNullable(email), number);
    }
}
