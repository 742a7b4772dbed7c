package org.tokentwin.emulator.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs a command whose arguments came whole, and takes it for failed where what it printed did not arrive. */
final class CommandExecution implements IExecutionStrategy {
    /** What Java puts in the place of bytes that are no letter in the locale's encoding. */
    private static final char REPLACEMENT = '\uFFFD';

    @Override
    public int execute(ParseResult parsed) {
        CommandLine commandLine = parsed.commandSpec().commandLine();
        parsed.originalArgs().forEach(argument -> {
            if (isDamaged(argument)) {
                throw new ParameterException(
                        commandLine,
                        "an argument could not be read in this locale, so that its letters are lost: set LC_ALL=C.UTF-8");
            }
        });
        int status = new RunLast().execute(parsed);
        PrintWriter out = commandLine.getOut();
        if (out.checkError() && status == ExitStatus.SUCCESS) {
            commandLine.getErr().println("error: standard output cannot be written");
            commandLine.getErr().flush();
            return ExitStatus.FAILURE;
        }
        return status;
    }

    /** Whether letters of a text from outside were lost on the way. */
    static boolean isDamaged(String text) {
        return text.indexOf(REPLACEMENT) >= 0;
    }
}
