package org.tokentwin.emulator.cli;

import java.util.Optional;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "TokenTwin " + number(),
            "Java " + Runtime.version() + ", " + System.getProperty("java.vendor"),
            "Cryptography: " + JcardsimCard.cryptography()
        };
    }

    /** Returns the version of the jar, which classes in a directory have none of. */
    private static String number() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("built from source");
    }
}
