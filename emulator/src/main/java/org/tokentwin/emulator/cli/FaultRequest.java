package org.tokentwin.emulator.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.FaultVerb;
import org.tokentwin.emulator.control.WaitingFaults;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands that let faults happen take, ask a running server for, and print. */
final class FaultRequest {
    @Option(names = "--clear", description = "Take back first what has not happened.")
    private boolean clear;

    @Parameters(paramLabel = "FAULT", description = "What is to happen.")
    private List<String> faults = List.of();

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /**
     * Sends the faults, and shows which wait to happen.
     *
     * @param verb which the server carries out
     * @param token that they happen to; null where they happen to none, or to the only one
     * @param parser throws an {@link IllegalArgumentException} that says what is wrong with a fault
     * @param target names what they happen to, in a sentence
     */
    void send(String verb, @Nullable String token, Function<String, ?> parser, Function<WaitingFaults, String> target) {
        Map<String, String> options =
                Map.of(FaultVerb.CLEAR, Boolean.toString(clear), FaultVerb.FAULTS, checked(parser));
        output.print(
                server.ask(new ControlRequest(verb, token, options), WaitingFaults.class),
                waiting -> text(waiting, target.apply(waiting)));
    }

    /** All of them, before the first is used; and here, since picocli takes a parameter that does not convert for one too many. */
    private String checked(Function<String, ?> parser) {
        try {
            return faults.stream().map(parser).map(String::valueOf).collect(Collectors.joining(" "));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private static String text(WaitingFaults waiting, String target) {
        Page page = new Page();
        if (waiting.faults().isEmpty()) {
            page.line("No fault waits to happen to " + target + ".");
        } else {
            page.line("To " + target + " will happen:");
            waiting.faults().forEach(fault -> page.line("  " + fault));
        }
        return page.toString();
    }
}
