package org.tokentwin.emulator.profile;

import java.util.OptionalInt;

/** The kinds of card that SafeNet's header of 2013 has numbers for. */
public enum CardType {
    /** A token that does not say it. */
    NOT_TOLD(-1),
    CARD_OS(1),
    JAVA_APPLET(2),
    DKCCOS(3),
    SCCOS(4);

    private final int number;

    CardType(int number) {
        this.number = number;
    }

    /** Returns the header's number; empty for {@link #NOT_TOLD}. */
    public OptionalInt number() {
        return this == NOT_TOLD ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
