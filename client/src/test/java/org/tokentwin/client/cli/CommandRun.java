package org.tokentwin.client.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.util.io.TeeOutputStream;
import picocli.CommandLine;

/** Runs a command of the client in this process, in surroundings of the test's choice. */
final class CommandRun {
    /** What came of it: the two streams, and both as a terminal shows them, with the questions. */
    @SuppressWarnings("ArrayRecordComponent") // it is looked into, and not compared
    record Result(int status, byte[] bytes, String err, String terminal) {
        String out() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private byte[] input = {};
    private List<Path> modules = List.of();
    private boolean diskIsFull;
    private Clock clock = Clock.systemUTC();

    static CommandRun onNothing() {
        return new CommandRun();
    }

    static CommandRun on(Path module) {
        return new CommandRun().with("PKCS11_MODULE_PATH", module.toString());
    }

    CommandRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    CommandRun pin(char[] pin) {
        return with("TOKENTWIN_PIN", new String(pin));
    }

    /** What the user enters at the prompts. */
    CommandRun answering(String... entered) {
        answers.addAll(List.of(entered));
        return this;
    }

    CommandRun input(byte[] data) {
        input = data.clone();
        return this;
    }

    /** The modules that the machine has. */
    CommandRun having(Path... found) {
        modules = List.of(found);
        return this;
    }

    CommandRun at(Instant now) {
        clock = Clock.fixed(now, ZoneOffset.UTC);
        return this;
    }

    /** Standard output takes nothing. */
    CommandRun onFullDisk() {
        diskIsFull = true;
        return this;
    }

    Result run(String... arguments) {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream shownOut = diskIsFull ? new FullDisk() : new TeeOutputStream(out, terminal);
        OutputStream shownErr = new TeeOutputStream(err, terminal);
        Surroundings surroundings = new Surroundings(
                name -> Optional.ofNullable(environment.get(name)),
                question -> answer(question, terminal),
                new ByteArrayInputStream(input),
                shownOut,
                clock,
                modules,
                false);
        CommandLine commandLine = ClientCommand.commandLine(surroundings)
                .setOut(new PrintWriter(shownOut, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(shownErr, true, StandardCharsets.UTF_8));
        int status = DeliveredOutput.execute(commandLine, arguments);
        return new Result(
                status,
                out.toByteArray(),
                err.toString(StandardCharsets.UTF_8),
                terminal.toString(StandardCharsets.UTF_8));
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    private Optional<char[]> answer(String question, ByteArrayOutputStream terminal) {
        terminal.writeBytes((question + ": \n").getBytes(StandardCharsets.UTF_8));
        return Optional.ofNullable(answers.poll()).map(String::toCharArray);
    }
}
