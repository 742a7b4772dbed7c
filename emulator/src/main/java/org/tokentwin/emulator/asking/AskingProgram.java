package org.tokentwin.emulator.asking;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.PinPad;
import org.tokentwin.emulator.cryptoki.PinQuestion;

/**
 * A program that asks the user, as ssh-askpass does: it gets the question as its argument, and in {@linkplain AskingVariables its environment}
 * what the question is made of; it writes each PIN on a line of its standard output and ends with status 0, or with 1 where the user does not
 * want to. Whatever else it does is no PIN. It is ended when time is up or nobody waits for the PIN any more; its standard input ends when this
 * process does. One user is asked one thing at a time.
 */
public final class AskingProgram implements PinPad {
    private static final int CANCELLED = 1;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final List<String> command;
    private final Duration patience;
    private final Consumer<Map<String, String>> environment;
    private final Consumer<String> notices;
    private final ReentrantLock user = new ReentrantLock();

    /**
     * @param command the program and its first arguments
     * @param patience how long the user has
     * @param environment changes what the program finds in its environment besides the question
     * @param notices receives a line that says why a user could not be asked
     */
    public AskingProgram(
            List<String> command,
            Duration patience,
            Consumer<Map<String, String>> environment,
            Consumer<String> notices) {
        this.command = List.copyOf(command);
        this.patience = patience;
        this.environment = environment;
        this.notices = notices;
    }

    @Override
    public List<byte[]> ask(PinQuestion question, BooleanSupplier wanted) {
        try {
            while (!user.tryLock(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                requireWanted(wanted);
            }
            try {
                requireWanted(wanted);
                return askNow(question, wanted);
            } finally {
                user.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled("interrupted");
        }
    }

    private List<byte[]> askNow(PinQuestion question, BooleanSupplier wanted) throws InterruptedException {
        Process program = start(question);
        try (EnteredPins entered = EnteredPins.readFrom(program.getInputStream())) {
            awaitEnd(program, wanted);
            return switch (program.exitValue()) {
                case 0 -> entered.pins(question.purpose().pins()).orElseThrow(() -> failed("wrote no PIN"));
                case CANCELLED -> throw cancelled("the user does not want to");
                default -> throw failed("ended with status " + program.exitValue());
            };
        } finally {
            end(program);
        }
    }

    private Process start(PinQuestion question) {
        AskingVariables told = AskingVariables.of(question);
        List<String> whole = new ArrayList<>(command);
        whole.add(told.sentence());
        ProcessBuilder builder = new ProcessBuilder(whole).redirectError(Redirect.INHERIT);
        environment.accept(builder.environment());
        builder.environment().putAll(told.variables(patience));
        try {
            return builder.start();
        } catch (IOException e) {
            throw failed("cannot be started");
        }
    }

    private void awaitEnd(Process program, BooleanSupplier wanted) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!program.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
            requireWanted(wanted);
            if (System.nanoTime() - end > 0) {
                throw cancelled("time is up");
            }
        }
    }

    private static void end(Process program) throws InterruptedException {
        List<ProcessHandle> its = program.descendants().toList();
        program.destroy();
        its.forEach(ProcessHandle::destroy);
        if (!program.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
            program.destroyForcibly();
        }
    }

    private static void requireWanted(BooleanSupplier wanted) {
        if (!wanted.getAsBoolean()) {
            throw cancelled("the PIN is not wanted any more");
        }
    }

    private static CryptokiException cancelled(String why) {
        return new CryptokiException(Ckr.CKR_FUNCTION_CANCELED, why);
    }

    private CryptokiException failed(String what) {
        notices.accept("nobody was asked for a PIN, since " + command.getFirst() + " " + what);
        return new CryptokiException(Ckr.CKR_FUNCTION_FAILED, "the program that asks for PINs " + what);
    }
}
