package org.tokentwin.emulator.cli;

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
}
