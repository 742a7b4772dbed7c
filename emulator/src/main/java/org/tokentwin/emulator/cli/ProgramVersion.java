package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Optional;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "TokenTwin " + number(),
            "Commit: " + commit(),
            "Java " + Runtime.version() + ", " + System.getProperty("java.vendor"),
            "Cryptography: " + JcardsimCard.cryptography()
        };
    }

    /** Returns the version of the jar, which classes in a directory have none of. */
    private static String number() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("built from source");
    }

    /** Returns the commit that the jar was built from, as the build was given it. */
    private static String commit() {
        URL self = ProgramVersion.class.getResource("ProgramVersion.class");
        try {
            if (self != null && self.openConnection() instanceof JarURLConnection jar) {
                return Optional.ofNullable(jar.getMainAttributes())
                        .map(attributes -> attributes.getValue("TokenTwin-Commit"))
                        .orElse("unknown");
            }
        } catch (IOException _) {
            // a jar that cannot be read now is of no known commit
        }
        return "unknown";
    }
}
