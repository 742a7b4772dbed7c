package org.tokentwin.emulator.asking;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.PinPad;
import org.tokentwin.emulator.cryptoki.PinQuestion;

/**
 * Questions for PINs that wait until somebody who looks answers them, for example on the desk. Each program waits for its own one. Safe for use by many
 * threads.
 */
public final class OpenQuestions {
    private static final long MILLISECONDS_BETWEEN_LOOKS = 100;

    @GuardedBy("this")
    private final Map<Long, Open> open = new LinkedHashMap<>();

    @GuardedBy("this")
    private long last;

    /** @param end by {@link System#nanoTime} */
    private record Open(PinQuestion question, long end, CompletableFuture<List<byte[]>> answer) {}

    /**
     * Returns where these questions come from.
     *
     * @param patience how long the user has for each
     * @param notices gets a line that says what waits
     */
    public PinPad pad(Duration patience, Consumer<String> notices) {
        return (question, wanted) -> {
            Open asked = new Open(question, System.nanoTime() + patience.toNanos(), new CompletableFuture<>());
            long number = add(asked);
            notices.accept(AskingVariables.of(question).sentence() + ": to be answered on the desk");
            try {
                return await(asked, wanted);
            } finally {
                forget(number);
            }
        };
    }

    /** However a question ends, its answer says so: one that comes at the last moment is either taken, or comes too late and is wiped. */
    private static List<byte[]> await(Open asked, BooleanSupplier wanted) {
        while (true) {
            try {
                return asked.answer().get(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                endWhereOver(asked, wanted);
            } catch (InterruptedException e) {
                asked.answer().completeExceptionally(cancelled("interrupted"));
                Thread.currentThread().interrupt(); // what has ended is got all the same
            } catch (CancellationException e) {
                throw cancelled("the user does not want to");
            } catch (ExecutionException e) {
                throw (CryptokiException) e.getCause();
            }
        }
    }

    private static void endWhereOver(Open asked, BooleanSupplier wanted) {
        if (!wanted.getAsBoolean()) {
            asked.answer().completeExceptionally(cancelled("the PIN is not wanted any more"));
        } else if (System.nanoTime() - asked.end() > 0) {
            asked.answer().completeExceptionally(cancelled("time is up"));
        }
    }

    private static CryptokiException cancelled(String why) {
        return new CryptokiException(Ckr.CKR_FUNCTION_CANCELED, why);
    }

    private synchronized long add(Open asked) {
        open.put(++last, asked);
        return last;
    }

    private synchronized void forget(long number) {
        open.remove(number);
    }

    /** Returns those that wait, the oldest first. */
    synchronized List<WaitingQuestion> waiting() {
        long now = System.nanoTime();
        return open.entrySet().stream()
                .map(entry -> WaitingQuestion.of(
                        entry.getKey(),
                        entry.getValue().question(),
                        Math.max(
                                0,
                                TimeUnit.NANOSECONDS.toSeconds(entry.getValue().end() - now))))
                .toList();
    }

    /** Returns the purpose of one that waits. */
    synchronized Optional<PinQuestion.Purpose> purpose(long number) {
        return Optional.ofNullable(open.get(number)).map(each -> each.question().purpose());
    }

    /**
     * Gives the answer to one that waits.
     *
     * @param pins as many as it is for; wiped where nobody takes them, and else by who asked
     * @return whether it waited still
     */
    boolean answer(long number, List<byte[]> pins) {
        boolean taken = take(number).map(each -> each.answer().complete(pins)).orElse(false);
        if (!taken) {
            pins.forEach(pin -> Arrays.fill(pin, (byte) 0));
        }
        return taken;
    }

    /**
     * Refuses to answer one that waits.
     *
     * @return whether it waited still
     */
    boolean cancel(long number) {
        return take(number).map(each -> each.answer().cancel(false)).orElse(false);
    }

    private synchronized Optional<Open> take(long number) {
        return Optional.ofNullable(open.remove(number));
    }
}
