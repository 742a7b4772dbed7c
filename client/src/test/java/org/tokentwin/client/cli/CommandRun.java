package org.tokentwin.client.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import picocli.CommandLine;

/** Runs a command of the client in this process, in surroundings of the test's choice. */
final class CommandRun {
    /** What came of it. */
    @SuppressWarnings("ArrayRecordComponent") // it is looked into, and not compared
    record Result(int status, byte[] bytes, String err) {
        String out() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private byte[] input = {};
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

    CommandRun at(Instant now) {
        clock = Clock.fixed(now, ZoneOffset.UTC);
        return this;
    }

    Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                name -> Optional.ofNullable(environment.get(name)),
                question -> Optional.ofNullable(answers.poll()).map(String::toCharArray),
                new ByteArrayInputStream(input),
                out,
                clock);
        CommandLine commandLine = ClientCommand.commandLine(surroundings)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true));
        int status = commandLine.execute(arguments);
        return new Result(status, out.toByteArray(), err.toString());
    }
}
