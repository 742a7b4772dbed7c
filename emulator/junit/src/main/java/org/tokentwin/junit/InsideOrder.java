package org.tokentwin.junit;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.TokenOrder;
import org.tokentwin.emulator.issuer.EcertPolicies;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.OrganisationalSubscriber;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.Subscriber;
import org.tokentwin.emulator.issuer.TestAuthority;
import org.tokentwin.emulator.profile.TokenProfile;

/** An order in the emulator's own types. */
final class InsideOrder {
    private static final String REGISTRATION_NUMBER = "1234567800000000";

    private InsideOrder() {}

    /** @param authority which issues the e-Cert */
    static TokenOrder of(Order order, TestAuthority authority) {
        TokenOrder wanted = EmulatedToken.order();
        if (order.hasProfileFile()) {
            wanted.profile(TokenProfile.load(Path.of(order.profile())));
        } else {
            wanted.profile(order.profile());
        }
        order.label().ifPresent(wanted::label);
        if (order.isBlank()) {
            wanted.blank();
        }
        for (int file = 0; file < order.credentials().size(); file++) {
            wanted.credential(
                    order.credentials().get(file),
                    order.credentialPassword(file).toCharArray());
        }
        if (order.withInitialPin()) {
            wanted.withInitialPin();
        }
        order.userPin().ifPresent(wanted::withPin);
        return ecert(order, wanted, authority);
    }

    private static TokenOrder ecert(Order order, TokenOrder wanted, TestAuthority authority) {
        wanted.authority(
                order.issued().map(day -> authority.withClock(midnight(day))).orElse(authority));
        order.beside().forEach(each -> wanted.beside(org.tokentwin.emulator.issuer.Companion.valueOf(each.name())));
        return wanted.holder(subscriber(order))
                .policies(new EcertPolicies(order.mutualRecognition(), order.policies()))
                .years(order.years())
                .key(org.tokentwin.emulator.issuer.KeyType.parse(order.key().spelling()))
                .keys(order.freshKey() ? KeySource.FRESH : KeySource.TEST_KEYS);
    }

    private static InstantSource midnight(String day) {
        try {
            return InstantSource.fixed(
                    LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "@TokenTwin(issued = ...) is a day as 2020-12-31: '" + day + "' is none", e);
        }
    }

    private static Subscriber subscriber(Order order) {
        String number = order.referenceNumber().orElseGet(Subscriber::randomReferenceNumber);
        if (order.organisation().isEmpty()) {
            if (order.branch().isPresent() || order.registration().isPresent()) {
                throw new IllegalArgumentException("branch and registration are an organisation's: say organisation");
            }
            return new PersonalSubscriber(order.holder(), order.email(), number);
        }
        return new OrganisationalSubscriber(
                order.holder(),
                order.email(),
                order.organisation().get(),
                order.branch(),
                order.registration().orElse(REGISTRATION_NUMBER),
                number);
    }
}
