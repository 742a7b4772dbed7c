package org.tokentwin.emulator.cli;

import java.io.PrintWriter;
import org.tokentwin.emulator.issuer.CredentialException;
import org.tokentwin.emulator.issuer.PersonalisationException;
import org.tokentwin.emulator.profile.ProfileException;
import org.tokentwin.emulator.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns failures into what is wrong and what to do, on standard error, and an exit status. */
final class ErrorMessages implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine commandLine = e.getCommandLine();
        String path = commandLine.getCommandSpec().qualifiedName();
        print(commandLine, UsageMessage.of(e, arguments), "'" + path + " --help' shows what it takes.");
        return ExitStatus.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) throws Exception {
        return switch (e) {
            case CommandException failure -> {
                print(commandLine, String.valueOf(failure.getMessage()), failure.advice());
                yield failure.status();
            }
            case StoreException failure -> failure(commandLine, failure);
            case ProfileException failure -> failure(commandLine, failure);
            case CredentialException failure -> failure(commandLine, failure);
            case PersonalisationException failure -> failure(commandLine, failure);
            default -> throw e;
        };
    }

    /** These say in their message what to do. */
    private static int failure(CommandLine commandLine, RuntimeException e) {
        print(commandLine, String.valueOf(e.getMessage()), "");
        return ExitStatus.FAILURE;
    }

    private static void print(CommandLine commandLine, String message, String advice) {
        PrintWriter err = commandLine.getErr();
        err.println("error: " + message);
        if (!advice.isEmpty()) {
            err.println("hint: " + advice);
        }
        err.flush();
    }
}
