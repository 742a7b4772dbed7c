package org.tokentwin.emulator.cli;

import java.nio.file.Files;
import org.tokentwin.emulator.store.TokenHome;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The name of a token that must be there. */
final class KeptTokenName {
    @Parameters(index = "0", paramLabel = "NAME", description = "The kept token.")
    private String name = "";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** @throws CommandException with the status for no token when it is not there */
    String existing() {
        return existing(home(), name);
    }

    TokenHome home() {
        return EmulatorCommand.surroundings(command).home();
    }

    static String existing(TokenHome home, String name) {
        if (!exists(home, name)) {
            throw CommandException.noToken(name);
        }
        return name;
    }

    static boolean exists(TokenHome home, String name) {
        return Files.exists(home.tokenDirectory(name));
    }
}
