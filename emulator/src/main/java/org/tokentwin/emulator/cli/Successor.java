package org.tokentwin.emulator.cli;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.IssuedToken;
import org.tokentwin.emulator.TokenOrder;
import org.tokentwin.emulator.cli.UserPinOptions.PinChoice;
import org.tokentwin.emulator.issuer.TestAuthority;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.TokenHome;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A token that takes another one's place: of the same subscriber, with a new key and a new envelope. The old token stays where it is. */
final class Successor {
    private static final int MOST_OF_A_NAME = 1000;

    @Mixin
    private KeptTokenName old = new KeptTokenName();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The name to keep the new token under; by default, the old one's with -2, -3 and so on.")
    private @Nullable String newName;

    @Option(
            names = "--test-key",
            description = "Take a published test key, which is there at once and which everybody has.")
    private boolean testKey;

    @Mixin
    private UserPinOptions userPin = new UserPinOptions();

    @Mixin
    private AuthorityOption authority = new AuthorityOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** What has to be done with the old e-Cert before the new one is issued. */
    interface Before {
        /** @throws IllegalStateException when no new one is issued in its place */
        void accept(TestAuthority authority, X509Certificate old);
    }

    /** @throws CommandException when the old token has no e-Cert of this authority, or the new name is taken */
    void issue(Before before) {
        TokenHome home = old.home();
        String oldName = old.existing();
        String name = freeName(home, oldName);
        IssuedToken described = KeptToken.describe(home, oldName);
        TestAuthority issuing = authority.authority(InstantSource.system());
        userPin.tryOn(described.profile());
        TokenOrder order = EmulatedToken.order().profile(described.profile()).authority(issuing);
        try {
            X509Certificate ecert = described.certificates().stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the token " + oldName + " has no certificate"));
            order.like(ecert).label(described.label());
            before.accept(issuing, ecert);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw CommandException.failure(
                    String.valueOf(e.getMessage()), "'emulator authority list' shows the e-Certs that were issued.");
        }
        userPin.applyTo(order, PinChoice.initial);
        if (testKey) {
            order.withTestKey();
        }
        KeptToken.create(home, name, order.issue(), KeptToken.profileFile(home, oldName));
        output.print(CreatedToken.of(home, name), created -> created.page().toString());
    }

    private String freeName(TokenHome home, String oldName) {
        String given = newName;
        if (given != null) {
            return CreateCommand.requireFree(home, given);
        }
        for (int number = 2; number < MOST_OF_A_NAME; number++) {
            String name = oldName + "-" + number;
            if (!KeptTokenName.exists(home, name)) {
                return name;
            }
        }
        throw CommandException.failure("there are too many tokens like " + oldName, "Name the new one with --name.");
    }
}
