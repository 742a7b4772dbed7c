package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tokentwin.emulator.cli.Signals.Handling;

/** A command that runs on the terminal of this process until it ends, and gets the signals of this process. */
final class CommandProcess {
    private static final String LOCALE = "LC_ALL";
    private static final Path TERMINAL = Path.of("/dev/tty");
    private static final List<String> PASSED_ON = List.of("HUP", "INT", "TERM");

    private CommandProcess() {}

    /**
     * @param variables added to this process's environment
     * @return the command's status; 128 and the signal's number where a signal ended it
     * @throws CommandException with a shell's status, 127, when it cannot be started
     */
    static int run(List<String> command, Map<String, String> variables, Signals signals) {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        restoreLocale(builder.environment());
        builder.environment().putAll(variables);
        Process process = start(builder);
        boolean terminalTellsInterrupts = hasTerminal();
        Handling handling = signals.handle(PASSED_ON, signal -> passOn(signal, process, terminalTellsInterrupts));
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return ExitStatus.FAILURE;
        } finally {
            handling.close();
        }
    }

    /** The launcher gives Java a locale with UTF-8 where the caller has none; the command gets the caller's own. */
    static void restoreLocale(Map<String, String> environment) {
        String callers = environment.remove(Utf8Output.CALLERS_LOCALE);
        if (callers == null) {
            return;
        }
        if (callers.isEmpty()) {
            environment.remove(LOCALE);
        } else {
            environment.put(LOCALE, callers);
        }
    }

    /** Makes the environment of this process one for a program that asks the user: with the caller's locale, and without PINs. */
    static void forgetPins(Map<String, String> environment) {
        restoreLocale(environment);
        environment.keySet().removeAll(List.of(TokenEnvironment.PIN, TokenEnvironment.SO_PIN));
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw CommandException.notStarted(builder.command().getFirst());
        }
    }

    /** An interrupt key reaches every process of the terminal's group: the command has had it already. */
    private static void passOn(String signal, Process process, boolean terminalTellsInterrupts) {
        if (!(terminalTellsInterrupts && signal.equals("INT"))) {
            send(process, signal);
        }
    }

    private static boolean hasTerminal() {
        try {
            Files.newInputStream(TERMINAL).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends any signal by the shell's {@code kill}, since {@link Process} can send but two. Nothing happens if the process has ended. */
    private static void send(Process process, String name) {
        ProcessBuilder kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        try {
            kill.start();
        } catch (IOException e) {
            process.destroy(); // a signal it must have; SIGTERM is what is left to send
        }
    }
}
