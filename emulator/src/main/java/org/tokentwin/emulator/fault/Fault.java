package org.tokentwin.emulator.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that goes wrong, and when: at the n-th command of a kind from the moment on when it is injected, or at each. Once it has
 * happened it is over, but for one that happens always.
 *
 * @param number counts from 1; 0 for each command of the kind
 */
public record Fault(FaultAction action, CommandKind kind, int number) {
    /** In place of {@link #number}: each time. */
    public static final int ALWAYS = 0;

    /** @throws IllegalArgumentException for a negative number, or a clock that is to be set at each command of a kind */
    public Fault {
        if (number < ALWAYS) {
            throw new IllegalArgumentException("commands are counted from 1: " + number);
        }
        if (action instanceof FaultAction.SetClock && number == ALWAYS && kind != CommandKind.COMMAND) {
            throw new IllegalArgumentException("a clock is set at once, or at one command: name its number");
        }
    }

    private Fault(FaultAction action) {
        this(action, CommandKind.COMMAND, 1);
    }

    /** The card is gone before it carries the command out. */
    public static Fault remove() {
        return new Fault(new FaultAction.Remove());
    }

    /** The card carries the command out, and is gone before it responds. */
    public static Fault removeAfter() {
        return new Fault(new FaultAction.RemoveAfter());
    }

    /** The card returns this status word and does nothing else. */
    public static Fault statusWord(int sw) {
        return new Fault(new FaultAction.StatusWord(sw));
    }

    /** The card responds, but later. */
    public static Fault delay(Duration time) {
        return new Fault(new FaultAction.Delay(time));
    }

    /** The card takes this time for each command. */
    public static Fault slow(Duration time) {
        return delay(time).always();
    }

    /** The card has no memory left, until the faults are cleared. */
    public static Fault memoryFull() {
        return new Fault(new FaultAction.MemoryFull()).always();
    }

    /**
     * The token's clock is set now and goes on from there, until the faults are cleared; {@code C_GetTokenInfo} reports it. With {@link
     * #at} it is set at that command.
     *
     * @param time in the years 1 to 9998
     */
    public static Fault clock(Instant time) {
        return new Fault(new FaultAction.SetClock(time)).always();
    }

    /** This fault at the n-th command of a kind. */
    public Fault at(CommandKind counted, int n) {
        return new Fault(action, counted, n);
    }

    /** This fault at the next signature. */
    public Fault atSignature() {
        return at(CommandKind.SIGN, 1);
    }

    /** This fault each time. */
    public Fault always() {
        return at(kind, ALWAYS);
    }

    /** Whether it happens when it is injected, and waits for no command. */
    boolean isAtOnce() {
        return action instanceof FaultAction.SetClock && number == ALWAYS;
    }

    /**
     * Reads {@code ACTION[@KIND[:NUMBER]]}, for example {@code remove@sign}, {@code sw=6581@write:2} or {@code slow=20ms}.
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    public static Fault parse(String text) {
        return FaultText.parse(text);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return action + "@" + kind.word() + ":" + (number == ALWAYS ? FaultText.ALWAYS : Integer.toString(number));
    }
}
