package org.tokentwin.emulator.cli;

import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.SlotChange;
import picocli.CommandLine.Mixin;

/** What {@code insert} and {@code remove} take and print. */
final class SlotChangeOptions {
    @Mixin
    private ServedTokenName token = new ServedTokenName();

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    void ask(String verb, String done) {
        SlotChange change = server.ask(ControlRequest.of(verb, token.given()), SlotChange.class);
        output.print(
                change,
                shown -> new Page()
                        .line("The token " + shown.token() + " " + done + " slot " + shown.slot() + ".")
                        .toString());
    }
}
