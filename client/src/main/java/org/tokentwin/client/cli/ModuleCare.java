package org.tokentwin.client.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Optional;
import org.tokentwin.client.doctor.Finding;
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
 * function. A window without its own process goes on, since it shows itself what it waits for.
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
        boolean cares = ClientCommand.surroundings(command).ownProcess()
                && !leaf.isUsageHelpRequested()
                && !leaf.isVersionHelpRequested();
        return options.isPresent() && cares ? execute(parsed, command, options.get()) : new RunLast().execute(parsed);
    }

    private static int execute(ParseResult parsed, CommandSpec command, TokenOptions options) {
        CommandLine commandLine = command.commandLine();
        try {
            if (IsolatedProcess.isThis()) {
                IsolatedProcess.obey(); // the process that started this one has the watch
            } else if (options.isolate(command.userObject() instanceof DoctorCommand)) {
                return isolated(commandLine, options, command.userObject(), parsed.originalArgs());
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

    private static int isolated(CommandLine commandLine, TokenOptions options, Object command, List<String> arguments)
            throws IOException, InterruptedException {
        if (command instanceof DoctorCommand doctor && doctor.isJson()) {
            try (IsolatedProcess process = IsolatedProcess.start(arguments, Redirect.PIPE)) {
                ToldFindings told = new ToldFindings(process.said());
                Optional<Trouble> trouble = trouble(process, options);
                doctor.print(trouble.isPresent() ? told.document(trouble.get().finding()) : told.document());
                return status(commandLine, process, trouble);
            }
        }
        try (IsolatedProcess process = IsolatedProcess.start(arguments, Redirect.INHERIT)) {
            return status(commandLine, process, trouble(process, options));
        }
    }

    /** What there is to say when the process has ended. */
    private static Optional<Trouble> trouble(IsolatedProcess process, TokenOptions options)
            throws InterruptedException {
        CallWatch watch = new CallWatch(process.calls(), options.limit());
        while (!process.hasEnded(POLL_MILLIS)) {
            Optional<String> late = watch.late();
            if (late.isPresent()) {
                process.kill();
                return Optional.of(late(options, late.get()));
            }
        }
        return process.status().isPresent() ? Optional.empty() : Optional.of(died(process));
    }

    private static int status(CommandLine commandLine, IsolatedProcess process, Optional<Trouble> trouble) {
        trouble.ifPresent(each -> each.print(commandLine));
        return trouble.isPresent() ? ExitStatus.FAILURE : process.status().orElse(ExitStatus.FAILURE);
    }

    /** Ends this process when the module does not come back: no way leads out of a function in C. */
    private static void watch(CommandLine commandLine, TokenOptions options) {
        CallWatch watch = new CallWatch(OpenCalls.ofProcess(), options.limit());
        AbruptEnd end = AbruptEnd.prepare();
        Thread.ofPlatform().daemon().name("call-watch").start(() -> {
            try {
                Optional<String> late = watch.late();
                while (late.isEmpty()) {
                    Thread.sleep(POLL_MILLIS);
                    late = watch.late();
                }
                commandLine.getOut().flush();
                late(options, late.get()).print(commandLine);
                end.now(ExitStatus.FAILURE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** What the module has done to the command. */
    private record Trouble(String message, String advice) {
        void print(CommandLine commandLine) {
            ErrorMessages.print(commandLine, message, advice);
        }

        Finding finding() {
            return Finding.problem("Module", message, advice);
        }
    }

    private static Trouble late(TokenOptions options, String function) {
        return new Trouble(
                "the module has not come back from " + function + " for "
                        + options.limit().toSeconds() + " s",
                "Pull the token out and put it in again, or restart what serves it. --timeout SECONDS waits longer.");
    }

    private static Trouble died(IsolatedProcess process) {
        List<String> open = process.calls().names();
        return new Trouble(
                open.isEmpty()
                        ? "the process for the module ended outside of the module's functions, " + process.end()
                        : "the module ended its process in " + String.join(", ", open),
                "The module is broken, or was built for another system: look for another version.");
    }
}
