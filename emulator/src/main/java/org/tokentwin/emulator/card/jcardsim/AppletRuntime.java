package org.tokentwin.emulator.card.jcardsim;

import com.licel.jcardsim.base.SimulatorRuntime;
import javacard.framework.AID;
import org.tokentwin.emulator.applet.TokenApplet;

/** jCardSim's runtime, which shows the applet that it holds: its memory is kept while the card's power is off. */
final class AppletRuntime extends SimulatorRuntime {
    AppletRuntime() {
        super(new WeakTransientMemory());
    }

    TokenApplet applet(AID aid) {
        return (TokenApplet) getApplet(aid);
    }
}
