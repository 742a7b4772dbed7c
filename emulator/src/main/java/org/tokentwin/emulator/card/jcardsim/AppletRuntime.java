package org.tokentwin.emulator.card.jcardsim;

import com.licel.jcardsim.base.ApduCase;
import com.licel.jcardsim.base.SimulatorRuntime;
import com.licel.jcardsim.utils.AIDUtil;
import java.util.Objects;
import javacard.framework.AID;
import javacard.framework.Applet;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.applet.Platform;
import org.tokentwin.emulator.applet.TokenApplet;

/**
 * jCardSim's runtime with one applet, which is selected from power-up on and handles SELECT itself. It shows the applet: its memory is
 * kept while the card's power is off.
 */
final class AppletRuntime extends SimulatorRuntime {
    private static final AID APPLET = AIDUtil.create("A000000018800000000662");
    private static final byte T_1 = 1;

    private @Nullable Applet installed;

    AppletRuntime() {
        super(new WeakTransientMemory());
        changeProtocol(T_1);
    }

    void install(Platform platform) {
        loadApplet(APPLET, EmulatedApplet.class);
        ScopedValue.where(EmulatedApplet.PLATFORM, platform)
                .run(() -> installApplet(APPLET, new byte[0], (short) 0, (byte) 0));
        installed = super.getApplet(APPLET);
        currentAID = APPLET;
    }

    TokenApplet applet() {
        return (TokenApplet) Objects.requireNonNull(installed);
    }

    /** The one that is installed: jCardSim would look it up by its name's text for each command. */
    @Override
    protected @Nullable Applet getApplet(@Nullable AID aid) {
        return aid == null ? null : installed;
    }

    @Override
    public void reset() {
        super.reset();
        currentAID = APPLET;
    }

    /** None: jCardSim would look into names that are longer than a name can be, and fall out of them. */
    @Override
    protected @Nullable AID findAppletForSelectApdu(byte[] command, ApduCase form) {
        return null;
    }
}
