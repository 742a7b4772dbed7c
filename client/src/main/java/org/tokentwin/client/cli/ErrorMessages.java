package org.tokentwin.client.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.uri.Pkcs11UriException;
import org.tokentwin.client.view.HarmlessText;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns failures into two lines on standard error, what is wrong and what to do, and an exit status. */
public final class ErrorMessages implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        return wrongUsage(e, arguments);
    }

    /** Says what is wrong with a command line, and returns the exit status. */
    public static int wrongUsage(ParameterException e, String... arguments) {
        CommandLine commandLine = e.getCommandLine();
        String path = commandLine.getCommandSpec().qualifiedName();
        print(commandLine, UsageMessage.of(e, arguments), "'" + path + " --help' shows what it takes.");
        return ExitStatus.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) throws Exception {
        return switch (e) {
            case TokenException failure -> {
                String code = failure.ckr().map(ckr -> " (" + ckr.name() + ")").orElse("");
                print(commandLine, failure.getMessage() + code, failure.advice());
                yield ExitStatus.of(failure);
            }
            case Pkcs11UriException uri -> {
                print(commandLine, String.valueOf(uri.getMessage()), "See RFC 7512 for the form of PKCS#11 URIs.");
                yield ExitStatus.USAGE;
            }
            case IOException io -> {
                print(
                        commandLine,
                        io.getMessage() + ": cannot be read or written",
                        "Check the file and its permissions.");
                yield ExitStatus.FAILURE;
            }
            default -> throw e;
        };
    }

    /** Says what is wrong and what to do. */
    public static void print(CommandLine commandLine, String message, String advice) {
        line(commandLine.getErr(), "error: " + message);
        if (!advice.isEmpty()) {
            line(commandLine.getErr(), "hint: " + advice);
        }
    }

    /** Says something on standard error, in one line: what strangers call themselves stands in many of these. */
    static void line(PrintWriter err, String text) {
        err.println(HarmlessText.of(text));
        err.flush();
    }
}
