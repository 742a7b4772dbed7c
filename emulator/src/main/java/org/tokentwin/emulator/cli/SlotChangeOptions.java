package org.tokentwin.emulator.cli;

import java.util.Map;
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

    /** @param options what else the verb takes */
    void ask(String verb, Map<String, String> options, String done) {
        SlotChange change = server.ask(new ControlRequest(verb, token.given().orElse(null), options), SlotChange.class);
        output.print(
                change,
                shown -> new Page()
                        .line("The token " + shown.token() + " " + done + " slot " + shown.slot() + ".")
                        .toString());
    }
}
