package org.tokentwin.client.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tokentwin.client.pkcs11.CallWatch;
import org.tokentwin.client.pkcs11.OpenCalls;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a command in the face of a module that hangs or dies: in another process where that is asked for, and never longer than the limit in one
 * function. A window without a process of its own goes on, since it shows itself what it waits for. A library that hangs while it is being loaded
 * holds the loader's lock, on which this process waits then too: only another process sees that.
 */
final class ModuleCare implements IExecutionStrategy {
    private static final long POLL_MILLIS = 100;

    @Override
    public int execute(ParseResult parsed) {
        ParseResult leaf = parsed;
        while (leaf.hasSubcommand()) {
            leaf = leaf.subcommand();
        }
        CommandSpec command = leaf.commandSpec();
        Optional<TokenOptions> options = command.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(TokenOptions.class::isInstance)
                .map(TokenOptions.class::cast)
                .findFirst();
        boolean cares = ClientCommand.surroundings(command).ownProcess() && !leaf.isUsageHelpRequested();
        return options.isPresent() && cares ? execute(parsed, command, options.get()) : new RunLast().execute(parsed);
    }

    private static int execute(ParseResult parsed, CommandSpec command, TokenOptions options) {
        CommandLine commandLine = command.commandLine();
        try {
            if (IsolatedProcess.isThis()) {
                IsolatedProcess.obey(); // the process that started this one has the watch
            } else if (options.isolate(command.userObject() instanceof DoctorCommand)) {
                return isolated(commandLine, options, parsed.originalArgs());
            } else if (!(command.userObject() instanceof WindowCommand)) {
                watch(commandLine, options);
            }
        } catch (IOException e) {
            throw new ExecutionException(commandLine, "there is no process for the module", e);
        } catch (InterruptedException e) {
            throw new ExecutionException(commandLine, "interrupted", e);
        }
        return new RunLast().execute(parsed);
    }

    private static int isolated(CommandLine commandLine, TokenOptions options, List<String> arguments)
            throws IOException, InterruptedException {
        try (IsolatedProcess process = IsolatedProcess.start(arguments)) {
            CallWatch watch = new CallWatch(process.calls(), options.limit());
            while (!process.hasEnded(POLL_MILLIS)) {
                Optional<String> late = watch.late();
                if (late.isPresent()) {
                    process.kill();
                    return late(commandLine, options, late.get());
                }
            }
            return process.status().orElseGet(() -> died(commandLine, process));
        }
    }

    /** Ends this process when the module does not come back: no way leads out of a function in C. */
    private static void watch(CommandLine commandLine, TokenOptions options) {
        CallWatch watch = new CallWatch(OpenCalls.ofProcess(), options.limit());
        Thread.ofPlatform().daemon().name("call-watch").start(() -> {
            try {
                Optional<String> late = watch.late();
                while (late.isEmpty()) {
                    Thread.sleep(POLL_MILLIS);
                    late = watch.late();
                }
                Runtime.getRuntime().halt(late(commandLine, options, late.get()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static int late(CommandLine commandLine, TokenOptions options, String function) {
        commandLine.getOut().flush();
        ErrorMessages.print(
                commandLine,
                "the module has not come back from " + function + " for "
                        + options.limit().toSeconds() + " s",
                "Pull the token out and put it in again, or restart what serves it. --timeout SECONDS waits longer.");
        return ExitStatus.FAILURE;
    }

    private static int died(CommandLine commandLine, IsolatedProcess process) {
        List<String> open = process.calls().names();
        ErrorMessages.print(
                commandLine,
                open.isEmpty()
                        ? "the process for the module ended outside of the module's functions, " + process.end()
                        : "the module ended its process in " + String.join(", ", open),
                "The module is broken, or was built for another system: look for another version.");
        return ExitStatus.FAILURE;
    }
}
