package org.tokentwin.emulator.fault;

/** A fault that waits for its command. */
final class ArmedFault {
    private final Fault fault;
    private int seen;

    ArmedFault(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    FaultAction action() {
        return fault.action();
    }

    /** Counts the command, and tells whether it is the one. */
    boolean isDue(byte[] command) {
        if (fault.isAtOnce() || !fault.kind().matches(command)) {
            return false;
        }
        seen++;
        return fault.number() == Fault.ALWAYS || seen == fault.number();
    }

    /** Whether it will not happen again. */
    boolean isOver() {
        return fault.number() != Fault.ALWAYS && seen >= fault.number();
    }
}
