package org.tokentwin.benchmark.operation;

import java.util.function.Predicate;
import org.tokentwin.benchmark.token.TargetDescription;

/** What an operation does to a token, and so on which it may be measured. */
public enum Effect {
    /** Reads, or makes session objects, with nobody logged in. */
    HARMLESS("harmless", TargetDescription::isToken),
    /** Needs one login with the right PIN for each measuring process. */
    LOGIN("one login", TargetDescription::isToken),
    /** Spends tries, changes the PIN, or writes to the token. */
    CHANGE("disposable tokens only", target -> target.isToken() && target.disposable()),
    /** Many clients at a time, each with its own connection. */
    CLIENTS("disposable tokens behind a socket only", TargetDescription::isBehindSocket),
    /** Looks into the emulator in the measuring process. */
    EMULATOR("the emulator only", TargetDescription::isEmulator);

    private final String text;
    private final Predicate<TargetDescription> allowed;

    Effect(String text, Predicate<TargetDescription> allowed) {
        this.text = text;
        this.allowed = allowed;
    }

    public String text() {
        return text;
    }

    /** Whether it may be done to a target. */
    public boolean isFor(TargetDescription target) {
        return allowed.test(target);
    }
}
