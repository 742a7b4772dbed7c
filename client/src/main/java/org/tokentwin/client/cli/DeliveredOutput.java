package org.tokentwin.client.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Runs a program's commands. One whose output cannot be written has failed, whatever else it did. */
public final class DeliveredOutput {
    private DeliveredOutput() {}

    /** Writes to standard output, and remembers what did not arrive. {@code System.out} would not show it to a writer around it. */
    public static PrintWriter writer() {
        return Utf8Output.writer(new FileOutputStream(FileDescriptor.out), "stdout.encoding");
    }

    /** Returns the command's exit status, or that of a failure where its output did not arrive. */
    public static int execute(CommandLine commandLine, String... arguments) {
        int status = commandLine.execute(arguments);
        if (status == ExitStatus.SUCCESS && commandLine.getOut().checkError()) {
            ErrorMessages.print(
                    commandLine,
                    "the output cannot be written",
                    "Look whether the disk is full. What the command does to a token was done.");
            return ExitStatus.FAILURE;
        }
        return status;
    }
}
