package org.tokentwin.client.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints, of the client and of the programs that are built on it. */
public final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "TokenTwin " + number(), "Java " + Runtime.version() + ", " + System.getProperty("java.vendor")
        };
    }

    /** Returns the version of the jar, which classes in a directory have none of. */
    public static String number() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("built from source");
    }
}
