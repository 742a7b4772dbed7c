package org.tokentwin.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.tokentwin.client.pkcs11.OpenCalls;
import org.tokentwin.client.scratch.ScratchDirectory;

/**
 * The same command line in another process, which loads the module. It has this one's terminal, so that a PIN that is entered never comes here;
 * it tells in a file that both have mapped what it calls, and ends with this process.
 */
final class IsolatedProcess implements AutoCloseable {
    private static final String CALLS = "tokentwin.client.calls";
    private static final String PARENT = "tokentwin.client.parent";

    /** Ended by a signal from the terminal or from an administrator, which the shell knows by these numbers. */
    private static final List<Integer> BY_SIGNAL = List.of(129, 130, 143);

    private static final long END_SECONDS = 2;

    static final String PREFIX = "tokentwin-client-";

    private final ScratchDirectory directory;
    private final OpenCalls calls;
    private final Process process;

    private IsolatedProcess(ScratchDirectory directory, OpenCalls calls, Process process) {
        this.directory = directory;
        this.calls = calls;
        this.process = process;
    }

    /**
     * Starts it with these arguments of the command line.
     *
     * @param output where its standard output goes
     */
    static IsolatedProcess start(List<String> arguments, Redirect output) throws IOException {
        ScratchDirectory directory = ScratchDirectory.create(PREFIX);
        Path file = directory.path().resolve("calls");
        OpenCalls calls = OpenCalls.in(file);
        Process process = new ProcessBuilder(command(file, arguments))
                .inheritIO()
                .redirectOutput(output)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        return new IsolatedProcess(directory, calls, process);
    }

    private static List<String> command(Path file, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-XX:AOTMode=") && !flag.startsWith("-XX:AOTConfiguration="))
                .forEach(command::add);
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:+SuppressFatalErrorMessage"); // what is wrong is said here
        command.add("-D" + CALLS + "=" + file);
        command.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ClientCommand.class.getName());
        command.addAll(arguments);
        return command;
    }

    /** Whether this process is such a one. */
    static boolean isThis() {
        return System.getProperty(CALLS) != null;
    }

    /** Does what such a process has to do first. */
    static void obey() throws IOException {
        Path file = Path.of(System.getProperty(CALLS));
        OpenCalls.in(file).ofThisProcess();
        ScratchDirectory.delete(file.resolveSibling(""));
        ProcessHandle.of(Long.parseLong(System.getProperty(PARENT)))
                .filter(parent -> parent.equals(ProcessHandle.current().parent().orElse(null)))
                .ifPresentOrElse(
                        parent -> {
                            var _ = parent.onExit()
                                    .thenRun(() -> Runtime.getRuntime().halt(ExitStatus.FAILURE));
                        },
                        () -> Runtime.getRuntime().halt(ExitStatus.FAILURE));
    }

    /** What it writes to its standard output, where that was not to go elsewhere. */
    InputStream said() {
        return process.getInputStream();
    }

    OpenCalls calls() {
        return calls;
    }

    boolean hasEnded(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The exit status, where the command came to its end or a signal ended it. */
    OptionalInt status() {
        int status = process.exitValue();
        return calls.ended().isPresent() || !BY_SIGNAL.contains(status) ? calls.ended() : OptionalInt.of(status);
    }

    /** How the process ended. */
    String end() {
        int status = process.exitValue();
        return status > 128 ? "by signal " + (status - 128) : "with status " + status;
    }

    /** Gives it time to put the terminal right, where it was asking for a PIN. */
    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
