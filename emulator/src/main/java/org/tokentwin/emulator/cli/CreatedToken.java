package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import org.tokentwin.emulator.IssuedToken;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.TokenHome;

/** What is said of a token that was just made and kept: never a PIN. */
record CreatedToken(String name, String serial, String label, Path envelope, Path certificates) {
    static CreatedToken of(TokenHome home, String name) {
        IssuedToken issued = KeptToken.describe(home, name);
        return new CreatedToken(
                name,
                issued.serial(),
                issued.label(),
                KeptToken.envelope(home, name),
                KeptToken.certificates(home, name));
    }

    Page page() {
        return new Page()
                .field("Token", name)
                .field("Label", label)
                .field("Serial number", serial)
                .field("PIN envelope", envelope)
                .field("Certificates", certificates);
    }
}
