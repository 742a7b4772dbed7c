package org.tokentwin.conformance;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;

/** A person who takes the token under test out and puts it back when asked. */
public final class Hand implements Insertion {
    /** Asks a person, and returns when it is done. */
    @FunctionalInterface
    public interface Person {
        void asked(Request request);
    }

    /** What a person is asked for. */
    public enum Request {
        REMOVE,
        INSERT
    }

    private static volatile Optional<Person> ofProcess = Optional.empty();

    private final Person person;

    @GuardedBy("this")
    private boolean out;

    private Hand(Person person) {
        this.person = person;
    }

    /** Says who is asked in this process. */
    public static void lend(Person person) {
        ofProcess = Optional.of(person);
    }

    /** Returns a hand for one case; empty if there is nobody to ask. */
    static Optional<Insertion> ofProcess() {
        return ofProcess.map(Hand::new);
    }

    @Override
    public synchronized void remove() {
        person.asked(Request.REMOVE);
        out = true;
    }

    @Override
    public synchronized void insert() {
        person.asked(Request.INSERT);
        out = false;
    }

    @Override
    public synchronized void end() {
        if (out) {
            insert();
        }
    }
}
