package org.tokentwin.emulator.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.TraceLine;
import org.tokentwin.emulator.trace.TraceEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code trace}: what programs call, as it happens. */
@Command(
        name = "trace",
        description = {
            "Shows each call of a running server's applications, and what it makes the card do, until the server stops.",
            "Of PINs, keys and data, only lengths are shown. JSON is one object in each line."
        })
final class TraceCommand implements Callable<Integer> {
    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private TraceForm form = new TraceForm();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        server.follow(ControlRequest.of("trace", Optional.empty()), TraceLine.class, this::print);
        return ExitStatus.SUCCESS;
    }

    private void print(TraceLine line) {
        if (line.leftOut() > 0) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("warning: " + line.leftOut() + " events came too fast and are left out");
            err.flush();
        }
        TraceEvent event = line.event();
        if (event != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(form.of(event));
            out.flush();
        }
    }
}
