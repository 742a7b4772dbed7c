package org.tokentwin.emulator.cli;

import org.tokentwin.emulator.control.PinCondition;

/** How a PIN stands, in words. */
final class PinText {
    private PinText() {}

    static String of(PinCondition pin) {
        if (!pin.initialised()) {
            return "not set";
        }
        String tries = pin.triesLeft() + " of " + pin.triesAtMost() + " tries left";
        return (pin.locked() ? "locked, " : "") + tries + (pin.mustChange() ? ", must be changed" : "");
    }
}
