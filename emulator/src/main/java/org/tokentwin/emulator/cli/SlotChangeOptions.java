package org.tokentwin.emulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.tokentwin.emulator.control.ControlRequest;
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
        JsonNode change = server.ask(ControlRequest.of(verb, token.given()));
        output.print(
                change,
                shown -> new Page()
                        .line("The token " + shown.path("token").asText() + " " + done + " slot "
                                + shown.path("slot").asLong() + ".")
                        .toString());
    }
}
