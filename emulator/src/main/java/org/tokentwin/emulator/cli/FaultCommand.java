package org.tokentwin.emulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.FaultVerb;
import org.tokentwin.emulator.fault.Fault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fault}: lets a token fail while a server serves it. */
@Command(
        name = "fault",
        description = {
            "Lets faults happen to a served token, and prints which wait to happen.",
            "",
            "A FAULT is ACTION[@KIND[:NUMBER]]. Actions: remove, remove-after, sw=XXXX, delay=TIME, slow=TIME, memory-full. "
                    + "Kinds of command: command, sign, decipher, verify, write. NUMBER counts from now, or is always.",
            "So remove@sign pulls the token out at the next signature, and sw=6581@write:2 lets the second write fail.",
            "To pull the token out now: remove. To put it in again: insert."
        })
final class FaultCommand implements Callable<Integer> {
    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The token's name or serial number; not needed where the server has but one.")
    private @Nullable String token;

    @Option(names = "--clear", description = "Take back first what has not happened.")
    private boolean clear;

    @Parameters(paramLabel = "FAULT", converter = FaultConverter.class, description = "What is to happen.")
    private List<Fault> faults = List.of();

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        Map<String, String> options = Map.of(
                FaultVerb.CLEAR,
                Boolean.toString(clear),
                FaultVerb.FAULTS,
                faults.stream().map(Fault::toString).collect(Collectors.joining(" ")));
        output.print(server.ask(new ControlRequest("fault", token, options)), FaultCommand::text);
        return ExitStatus.SUCCESS;
    }

    private static String text(JsonNode waiting) {
        JsonNode texts = waiting.path("faults");
        String name = waiting.path("token").asText();
        if (texts.isEmpty()) {
            return "No fault waits to happen to the token " + name + ".\n";
        }
        StringBuilder lines = new StringBuilder("To the token " + name + " will happen:\n");
        texts.forEach(fault -> lines.append("  ").append(fault.asText()).append('\n'));
        return lines.toString();
    }
}
