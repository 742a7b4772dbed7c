package org.tokentwin.emulator.cli;

import java.util.Set;
import org.tokentwin.emulator.EmulatedToken;

/**
 * Begins, while the command line is read, what every command with a card has to do first: to find and to test the cryptography, and to read
 * profile, authority and test key. It takes as long as reading the command line does, and a second core is usually free.
 */
final class HeadStart {
    private static final Set<String> COMMANDS_WITH_A_CARD = Set.of("create", "run", "serve", "testbed");

    private HeadStart() {}

    /** Begins, on its own thread, where these arguments are those of a command that makes cards. */
    static void beginFor(String... arguments) {
        if (arguments.length > 0 && COMMANDS_WITH_A_CARD.contains(arguments[0])) {
            Thread.ofPlatform().name("head-start").daemon().start(HeadStart::issue);
        }
    }

    /** Issues a throw-away token, to warm up. */
    private static void issue() {
        try {
            EmulatedToken.order().withTestKey().issue().close();
        } catch (RuntimeException | LinkageError _) {
            // The command itself will meet it, and say so.
        }
    }
}
