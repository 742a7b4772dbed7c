package org.tokentwin.emulator.cli;

import java.io.Console;
import java.util.Map;
import java.util.Optional;
import org.tokentwin.emulator.store.TokenHome;

/** What the commands take from the process, so that a test can give it to them. */
record Surroundings(
        Map<String, String> environment,
        PasswordPrompt prompt,
        Confirmation confirmation,
        Pkcs11KitClient pkcs11KitClient,
        TokenServer server,
        Signals signals) {
    static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                PasswordPrompt::onTerminal,
                Confirmation::onTerminal,
                Pkcs11KitClient.ofSystem(),
                new RpcTokenServer(),
                new ProcessSignals());
    }

    /** The same without a terminal, for what a server does: there is nobody to ask. */
    Surroundings withoutTerminal() {
        return new Surroundings(
                environment, _ -> Optional.empty(), _ -> Optional.empty(), pkcs11KitClient, server, signals);
    }

    TokenHome home() {
        return TokenHome.of(environment);
    }

    /** Asks the user yes or no. */
    interface Confirmation {
        /** Whether it is to be done, or empty if there is nobody to ask. */
        Optional<Boolean> ask(String question);

        /** Asks on the terminal, if there is one; whatever is not {@code y} or {@code yes} is no. */
        static Optional<Boolean> onTerminal(String question) {
            return Optional.ofNullable(System.console())
                    .filter(Console::isTerminal)
                    .map(console -> console.readLine("%s [y/N] ", question))
                    .map(answer -> answer.strip().matches("(?i)y|yes"));
        }
    }

    /** Asks the user for a password without showing it. */
    interface PasswordPrompt {
        /** The characters entered, or empty if there is nobody to ask or the user has ended the input. */
        Optional<char[]> ask(String question);

        /** Asks on the terminal, if there is one. */
        static Optional<char[]> onTerminal(String question) {
            return Optional.ofNullable(System.console())
                    .filter(Console::isTerminal)
                    .map(console -> console.readPassword("%s: ", question));
        }
    }
}
