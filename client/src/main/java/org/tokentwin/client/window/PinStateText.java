package org.tokentwin.client.window;

import org.tokentwin.client.PinStatus;
import org.tokentwin.client.window.text.Texts;

/** The state of a password in one line: what is left of its tries first. */
record PinStateText(Texts texts) {
    String of(PinStatus pin) {
        if (!pin.initialized()) {
            return texts.text("state.unset");
        }
        if (pin.locked()) {
            return texts.text("state.locked");
        }
        String tries = tries(pin);
        return pin.toBeChanged() ? texts.text("state.both", texts.text("state.change"), tries) : tries;
    }

    private String tries(PinStatus pin) {
        if (pin.triesLeft().isPresent()) {
            int left = pin.triesLeft().getAsInt();
            return pin.triesAtMost().isPresent()
                    ? texts.text("tries.of", left, pin.triesAtMost().getAsInt())
                    : texts.text("tries.left", left);
        }
        if (pin.finalTry()) {
            return texts.text("state.last");
        }
        return texts.text(pin.countLow() ? "state.low" : "state.ready");
    }
}
