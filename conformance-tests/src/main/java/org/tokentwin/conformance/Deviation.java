package org.tokentwin.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The token does not follow the letter of the standard, and does no harm by it. A case notes a deviation and goes on, so that a failure
 * after it is still found; noted deviations end the case when its method returns.
 */
public final class Deviation extends AssertionError {
    private static final long serialVersionUID = 1L;

    /** Inherited, so that the threads which a case starts note into the case's own list. */
    private static final ThreadLocal<@Nullable List<Note>> NOTES = new InheritableThreadLocal<>();

    private final transient List<Note> notes;

    /**
     * One deviation.
     *
     * @param expected what the standard says
     * @param seen what the token did
     */
    public record Note(String expected, String seen) {
        @Override
        public String toString() {
            return "expected " + expected + ", seen " + seen;
        }
    }

    private Deviation(List<Note> notes) {
        super(notes.stream().distinct().map(Note::toString).collect(Collectors.joining("; ")));
        this.notes = notes.stream().distinct().toList();
    }

    /**
     * Notes a deviation of the case that runs.
     *
     * @throws Deviation at once, outside a case
     */
    public static void note(String expected, String seen) {
        Note note = new Note(expected, seen);
        List<Note> notes = NOTES.get();
        if (notes == null) {
            throw new Deviation(List.of(note));
        }
        synchronized (notes) {
            notes.add(note);
        }
    }

    /** What was noted, without repetitions, in order. */
    public List<Note> notes() {
        return notes;
    }

    /**
     * Runs a case's method.
     *
     * @throws Deviation where the method returned and noted some
     */
    static void collect(Body body) throws Throwable {
        List<Note> before = NOTES.get();
        List<Note> notes = new ArrayList<>();
        NOTES.set(notes);
        try {
            body.run();
        } finally {
            NOTES.set(before);
        }
        synchronized (notes) {
            if (!notes.isEmpty()) {
                throw new Deviation(notes);
            }
        }
    }

    /** A case's method. */
    @FunctionalInterface
    interface Body {
        void run() throws Throwable;
    }
}
