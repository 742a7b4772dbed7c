package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import org.tokentwin.emulator.control.RefusedException;

/** A command that cannot do what was asked: what is wrong, what to do, and the status for the shell. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String advice;
    private final int status;

    private CommandException(String message, String advice, int status) {
        super(message);
        this.advice = advice;
        this.status = status;
    }

    static CommandException failure(String message, String advice) {
        return new CommandException(message, advice, ExitStatus.FAILURE);
    }

    static CommandException usage(String message, String advice) {
        return new CommandException(message, advice, ExitStatus.USAGE);
    }

    static CommandException noToken(String name) {
        return new CommandException(
                "there is no token " + name,
                "'emulator list' shows those there are, and 'emulator create " + name + "' makes it.",
                ExitStatus.NO_TOKEN);
    }

    static CommandException noTokens(Path home) {
        return new CommandException(
                "there is no token in " + home, "'emulator create NAME' makes one.", ExitStatus.NO_TOKEN);
    }

    static CommandException noCertificate(String name) {
        return new CommandException(
                "there is no token and no certificate " + name,
                "'emulator authority list' shows the certificates there are.",
                ExitStatus.NO_TOKEN);
    }

    static CommandException noCertificates() {
        return new CommandException(
                "the authority has issued no e-Cert yet", "'emulator create NAME' issues one.", ExitStatus.NO_TOKEN);
    }

    static CommandException noServer(Path socket) {
        return new CommandException(
                "no server listens on " + socket,
                "'emulator serve' starts one; name its socket with --socket if that is not the default one.",
                ExitStatus.NO_TOKEN);
    }

    /** A server's refusal. */
    static CommandException refused(RefusedException e) {
        int status = switch (e.reason()) {
            case USAGE -> ExitStatus.USAGE;
            case NO_TOKEN -> ExitStatus.NO_TOKEN;
            case FAILURE -> ExitStatus.FAILURE;
        };
        return new CommandException(String.valueOf(e.getMessage()), e.advice(), status);
    }

    static CommandException notStarted(String command) {
        return new CommandException(
                "the command " + command + " cannot be started",
                "Check its name and the PATH.",
                ExitStatus.NOT_STARTED);
    }

    String advice() {
        return advice;
    }

    int status() {
        return status;
    }
}
