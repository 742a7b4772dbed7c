package org.tokentwin.emulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What goes wrong. */
public sealed interface FaultAction {
    /** The card is pulled out, or its power goes, before it carries the command out. */
    record Remove() implements FaultAction {
        @Override
        public String toString() {
            return "remove";
        }
    }

    /** The same after the command was carried out; its answer is lost. */
    record RemoveAfter() implements FaultAction {
        @Override
        public String toString() {
            return "remove-after";
        }
    }

    /**
     * The card does not carry the command out and returns a status word.
     *
     * @param sw 0 to {@code 0xFFFF}
     */
    record StatusWord(int sw) implements FaultAction {
        public StatusWord {
            if (sw < 0 || sw > 0xFFFF) {
                throw new IllegalArgumentException("a status word has two bytes: " + Integer.toHexString(sw));
            }
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "sw=%04X", sw);
        }
    }

    /**
     * The card carries the command out, but later; no other command comes in between.
     *
     * @param time 0 or more
     */
    record Delay(Duration time) implements FaultAction {
        public Delay {
            if (time.isNegative()) {
                throw new IllegalArgumentException("a delay is not negative: " + time);
            }
        }

        @Override
        public String toString() {
            return "delay=" + time.toMillis() + "ms";
        }
    }

    /**
     * The token's clock is set, and goes on from there.
     *
     * @param time in the years 1 to 9998, so that it has four digits for as long as anybody looks
     */
    record SetClock(Instant time) implements FaultAction {
        private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
        private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

        public SetClock {
            if (time.isBefore(FIRST) || !time.isBefore(END)) {
                throw new IllegalArgumentException("a clock is set to a time in the years 1 to 9998: " + time);
            }
        }

        @Override
        public String toString() {
            return "clock=" + time;
        }
    }

    /** The card refuses what takes memory with {@code 6A84}, and says that it has none free. */
    record MemoryFull() implements FaultAction {
        @Override
        public String toString() {
            return "memory-full";
        }
    }
}
