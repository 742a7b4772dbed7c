package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.cli.UserPinOptions.PinChoice;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.TokenHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code create}: issues a token and keeps it. */
@Command(name = "create", description = "Issues a token with its PIN envelope, and keeps it.")
final class CreateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The name to keep it under: letters, digits and . _ -")
    private String name = "";

    @Mixin
    private OrderOptions order = new OrderOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TokenHome home = EmulatorCommand.surroundings(spec).home();
        requireFree(home, name);
        EmulatedToken issued = order.issue(PinChoice.initial, false, order.authority()::authority);
        KeptToken.create(home, name, issued, order.profileFile());
        output.print(CreatedToken.of(home, name), this::text);
        return ExitStatus.SUCCESS;
    }

    /** Said before a key is made, which takes its time, and before a password is asked for. */
    static String requireFree(TokenHome home, String name) {
        if (KeptTokenName.exists(home, name)) {
            throw CommandException.failure(
                    "there is a token " + name + " already",
                    "Choose another name, or delete that one: 'emulator delete " + name + "'.");
        }
        return name;
    }

    private String text(CreatedToken created) {
        Page page = created.page();
        if (order.pin(PinChoice.initial) == PinChoice.changed) {
            page.line("The PIN of the envelope was changed; 'emulator run --token " + created.name()
                    + " -- COMMAND' gives the new one to COMMAND in TOKENTWIN_PIN.");
        }
        return page.toString();
    }
}
