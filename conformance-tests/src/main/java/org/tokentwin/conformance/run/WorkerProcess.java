package org.tokentwin.conformance.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tokentwin.conformance.Hand;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.call.FlightRecorder;

/** One process that loads the module and runs cases, from its start to its end, whichever way it ends. It has a pipe that ends with this one. */
final class WorkerProcess {
    private static final String ERROR_FILE = "hs_err";
    private static final long POLL_MILLIS = 20;
    private static final Duration START = Duration.ofSeconds(15);

    /** A process that gets this share of the time on a processor works, however slowly; one that hangs in a call gets less. */
    private static final int LEAST_SHARE_OF_WORK = 20;

    /** After so many limits without a word it is ended even if it works: it may go round in circles. */
    private static final int MOST_LIMITS = 10;

    private final Path directory;
    private final Duration limit;
    private final BooleanSupplier inCase;
    private final Consumer<Message> messages;
    private final Hand.Person person;
    private long quietSince;
    private Duration workedBefore = Duration.ZERO;

    /**
     * @param directory an empty one, for its files
     * @param limit for one case
     * @param inCase whether a case runs, by what was reported so far
     * @param messages takes what the process tells, in order
     * @param person is asked for what only a hand can do; the time that it takes is not the module's
     */
    WorkerProcess(
            Path directory, Duration limit, BooleanSupplier inCase, Consumer<Message> messages, Hand.Person person) {
        this.directory = directory;
        this.limit = limit;
        this.inCase = inCase;
        this.messages = messages;
        this.person = person;
    }

    /**
     * Runs it to its end.
     *
     * @param ids of the cases
     * @param environment variables added to this process's
     * @return how it ended; outside of a case with the function in which it did, where that is known
     */
    String run(List<String> ids, TargetOptions options, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path told = Files.createFile(directory.resolve("told"));
        Path output = directory.resolve("output");
        Files.write(directory.resolve("orders"), ids);
        ProcessBuilder builder = new ProcessBuilder(command(options)).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.redirectOutput(output.toFile()).start();
        try (RandomAccessFile lines = new RandomAccessFile(told.toFile(), "r")) {
            return watch(process, lines, output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The calls of the case that ran last. */
    Path flight() {
        return directory.resolve("flight");
    }

    private String watch(Process process, RandomAccessFile lines, Path output)
            throws IOException, InterruptedException {
        Optional<String> late = Optional.empty();
        quietSince = System.nanoTime();
        boolean alive;
        do {
            alive = !process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            long quietBefore = quietSince;
            read(lines, process);
            if (quietSince != quietBefore) {
                workedBefore = worked(process);
            }
            if (alive && late.isEmpty() && isLate(process)) {
                late = Optional.of(late(process, output));
                process.destroyForcibly();
            }
        } while (alive);
        read(lines, process);
        return late.isPresent() ? late.get() : ended(process.exitValue());
    }

    /** Whether it has been quiet for longer than the limit. Time in which it worked does not count, so that a busy machine ends no run. */
    private boolean isLate(Process process) {
        Duration quiet = Duration.ofNanos(System.nanoTime() - quietSince);
        if (quiet.compareTo(patience()) <= 0) {
            return false;
        }
        Duration worked = worked(process).minus(workedBefore);
        return quiet.minus(worked.multipliedBy(LEAST_SHARE_OF_WORK)).compareTo(patience()) > 0
                || quiet.compareTo(patience().multipliedBy(MOST_LIMITS)) > 0;
    }

    private static Duration worked(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Of a process that starts or ends, however little a case is given. */
    private Duration patience() {
        return inCase.getAsBoolean() || limit.compareTo(START) > 0 ? limit : START;
    }

    private String late(Process process, Path output) throws IOException, InterruptedException {
        return "no answer within " + patience().toSeconds() + " s"
                + (inCase.getAsBoolean() ? "" : in(NativeCall.ofHanging(process, output)));
    }

    private String ended(int status) throws IOException {
        return "the module ended the process (status " + status + (status > 128 ? ", signal " + (status - 128) : "")
                + ")" + (inCase.getAsBoolean() ? "" : in(NativeCall.in(directory.resolve(ERROR_FILE))));
    }

    private static String in(Optional<String> function) {
        return function.map(name -> ", in " + name).orElse("");
    }

    private List<String> command(TargetOptions options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + directory.resolve(ERROR_FILE),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + FlightRecorder.PROPERTY + "=" + flight(),
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                directory.toString()));
        options.in(ProcessHandle.current()).toParameters().forEach((name, value) -> command.add(name + "=" + value));
        return command;
    }

    /** What was reported since the last time, in whole lines. */
    private void read(RandomAccessFile lines, Process process) throws IOException {
        long start = lines.getFilePointer();
        byte[] more = new byte[(int) (lines.length() - start)];
        lines.readFully(more);
        int end = more.length;
        while (end > 0 && more[end - 1] != '\n') {
            end--;
        }
        lines.seek(start + end);
        new String(more, 0, end, StandardCharsets.UTF_8)
                .lines()
                .map(Message::parse)
                .forEach(message -> take(message, process));
    }

    private void take(Message message, Process process) {
        messages.accept(message);
        if (message.asks() != null) {
            person.asked(message.asks());
            done(process);
        }
        quietSince = System.nanoTime();
    }

    private static void done(Process process) {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            // it has ended, which is seen next
        }
    }
}
