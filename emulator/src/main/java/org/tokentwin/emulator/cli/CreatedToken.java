package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.IssuedToken;
import org.tokentwin.emulator.paper.EnvelopePage;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.TokenHome;

/**
 * What is said of a token that was just made and kept: never a PIN.
 *
 * @param envelopePage the PIN envelope to print; null where this program cannot make it
 */
record CreatedToken(
        String name,
        String serial,
        String label,
        Path envelope,
        @Nullable Path envelopePage,
        Path certificates) {
    /** Makes the page of its PIN envelope too. */
    static CreatedToken of(TokenHome home, String name) {
        IssuedToken issued = KeptToken.describe(home, name);
        if (EnvelopePage.isPossible()) {
            KeptToken.keepEnvelopePage(home, name, EnvelopePage.of(issued.envelope()));
        }
        return new CreatedToken(
                name,
                issued.serial(),
                issued.label(),
                KeptToken.envelope(home, name),
                KeptToken.envelopePage(home, name).orElse(null),
                KeptToken.certificates(home, name));
    }

    Page page() {
        return new Page()
                .field("Token", name)
                .field("Label", label)
                .field("Serial number", serial)
                .field("PIN envelope", envelope)
                .field("To print", envelopePage == null ? "" : envelopePage)
                .field("Certificates", certificates);
    }
}
