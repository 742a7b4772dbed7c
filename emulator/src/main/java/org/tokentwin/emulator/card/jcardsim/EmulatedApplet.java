package org.tokentwin.emulator.card.jcardsim;

import org.tokentwin.emulator.applet.Platform;
import org.tokentwin.emulator.applet.TokenApplet;

/** The applet on a platform of the emulator's. */
public final class EmulatedApplet extends TokenApplet {
    /** What the applet is made on, while jCardSim installs it by a static method. */
    static final ScopedValue<Platform> PLATFORM = ScopedValue.newInstance();

    private EmulatedApplet(Platform platform) {
        super(platform);
    }

    /** Called by jCardSim; the parameters are its own. */
    public static void install(byte[] parameters, short offset, byte length) {
        new EmulatedApplet(PLATFORM.get()).register();
    }
}
