package org.tokentwin.emulator.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.FaultVerb;
import org.tokentwin.emulator.control.WaitingFaults;
import org.tokentwin.emulator.fault.Fault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fault}: lets a token fail while a server serves it. */
@Command(
        name = "fault",
        description = {
            "Lets faults happen to a served token, and prints which wait to happen.",
            "",
            "A FAULT is ACTION[@KIND[:NUMBER]]. Actions: remove, remove-after, sw=XXXX, delay=TIME, slow=TIME, memory-full, clock=TIME. "
                    + "Kinds of command: command, sign, decipher, verify, write. NUMBER counts from now, or is always.",
            "So remove@sign pulls the token out at the next signature, and sw=6581@write:2 lets the second write fail.",
            "clock=2020-12-31T23:59:59Z sets the token's clock at once; --clear takes that back too.",
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

    @Parameters(paramLabel = "FAULT", description = "What is to happen.")
    private List<String> faults = List.of();

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> options = Map.of(
                FaultVerb.CLEAR,
                Boolean.toString(clear),
                FaultVerb.FAULTS,
                parsed().map(Fault::toString).collect(Collectors.joining(" ")));
        WaitingFaults waiting = server.ask(new ControlRequest("fault", token, options), WaitingFaults.class);
        output.print(waiting, FaultCommand::text);
        return ExitStatus.SUCCESS;
    }

    /** Here, since picocli takes a parameter that does not convert for one too many. */
    private Stream<Fault> parsed() {
        try {
            return faults.stream().map(Fault::parse).toList().stream(); // all, before the first is used
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private static String text(WaitingFaults waiting) {
        if (waiting.faults().isEmpty()) {
            return "No fault waits to happen to the token " + waiting.token() + ".\n";
        }
        StringBuilder lines = new StringBuilder("To the token " + waiting.token() + " will happen:\n");
        waiting.faults().forEach(fault -> lines.append("  ").append(fault).append('\n'));
        return lines.toString();
    }
}
