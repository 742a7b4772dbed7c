package org.tokentwin.emulator.card.jcardsim;

import com.licel.jcardsim.base.Simulator;
import com.licel.jcardsim.base.SimulatorRuntime;
import com.licel.jcardsim.utils.AIDUtil;
import java.util.concurrent.locks.ReentrantLock;
import javacard.framework.AID;
import org.tokentwin.emulator.applet.TokenApplet;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardRemovedException;

/**
 * A card of its own in jCardSim, with the applet installed and not yet personalised. Shares nothing with any other card of the
 * process: each has its own runtime.
 */
public final class JcardsimCard implements Card {
    private static final String APPLET_AID = "A000000018800000000662";
    private static final byte[] WRONG_LENGTH = {0x67, 0x00};

    private final byte[] atr;
    private final AID aid = AIDUtil.create(APPLET_AID);
    private final Simulator simulator;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    /** @param atr what the card answers to reset, 2 to 33 bytes; copied */
    public JcardsimCard(byte[] atr) {
        this.atr = atr.clone();
        simulator = new Simulator(new SimulatorRuntime(new ReleasedTransientMemory()));
        simulator.installApplet(aid, TokenApplet.class);
        simulator.selectApplet(aid);
    }

    @Override
    public byte[] atr() {
        return atr.clone();
    }

    @Override
    public byte[] transmit(byte[] command) {
        lock.lock();
        try {
            requireOpen();
            return simulator.transmitCommand(command);
        } catch (IllegalArgumentException malformed) {
            return WRONG_LENGTH.clone();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reset() {
        lock.lock();
        try {
            requireOpen();
            simulator.reset();
            simulator.selectApplet(aid);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new CardRemovedException("The card was closed");
        }
    }
}
