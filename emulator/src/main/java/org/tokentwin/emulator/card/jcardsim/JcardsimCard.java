package org.tokentwin.emulator.card.jcardsim;

import com.licel.jcardsim.base.SimulatorRuntime;
import com.licel.jcardsim.crypto.SecureRandomNullProvider;
import com.licel.jcardsim.utils.AIDUtil;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javacard.framework.AID;
import org.tokentwin.emulator.applet.TokenApplet;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardRemovedException;

/**
 * A card of its own in jCardSim, with the applet installed and not yet personalised. Shares nothing with any other card of the
 * process: each has its own runtime, its own lock and its own source of random numbers.
 */
public final class JcardsimCard implements Card {
    private static final String APPLET_AID = "A000000018800000000662";
    private static final byte T_1 = 1;
    private static final byte[] WRONG_LENGTH = {0x67, 0x00};
    private static final SecureRandom SYSTEM = new SecureRandom();

    private final byte[] atr;
    private final SecureRandom entropy;
    private final AID aid = AIDUtil.create(APPLET_AID);
    private final SimulatorRuntime runtime = new SimulatorRuntime(new WeakTransientMemory());
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    /**
     * A card with the system's entropy.
     *
     * @param atr what the card answers to reset, 2 to 33 bytes; copied
     * @throws IllegalStateException when the platform's keys or signatures repeat themselves
     */
    public JcardsimCard(byte[] atr) {
        this(atr, SYSTEM);
        SelfTest.requirePassed();
    }

    JcardsimCard(byte[] atr, SecureRandom entropy) {
        this.atr = atr.clone();
        this.entropy = entropy;
        runtime.changeProtocol(T_1);
        withEntropy(this::install);
    }

    /**
     * A card for reproducible tests: what it makes at random depends on the seed and on the commands before, and on nothing else.
     * Its keys are no secret to whoever knows the seed.
     *
     * @param atr as above
     * @param seed any bytes
     */
    public static JcardsimCard seeded(byte[] atr, byte[] seed) {
        SelfTest.requirePassed();
        try {
            SecureRandom entropy = SecureRandom.getInstance("SHA1PRNG");
            entropy.setSeed(seed); // before its first number, this is all the seed that it has
            return new JcardsimCard(atr, entropy);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA1PRNG, which every Java has", e);
        }
    }

    private byte[] install() {
        runtime.loadApplet(aid, TokenApplet.class);
        runtime.installApplet(aid, new byte[0], (short) 0, (byte) 0);
        return select();
    }

    private byte[] select() {
        return runtime.transmitCommand(AIDUtil.select(aid));
    }

    @Override
    public byte[] atr() {
        return atr.clone();
    }

    @Override
    public byte[] transmit(byte[] command) {
        return powered(() -> CommandShape.isSound(command)
                ? runtime.transmitCommand(CommandShape.withReportedLe(command))
                : WRONG_LENGTH.clone());
    }

    @Override
    public void reset() {
        powered(() -> {
            runtime.reset();
            return select();
        });
    }

    private byte[] powered(Supplier<byte[]> exchange) {
        lock.lock();
        try {
            if (closed) {
                throw new CardRemovedException("The card was closed");
            }
            return withEntropy(exchange);
        } finally {
            lock.unlock();
        }
    }

    private byte[] withEntropy(Supplier<byte[]> exchange) {
        return ScopedValue.where(SecureRandomNullProvider.SOURCE, entropy).call(exchange::get);
    }

    @Override
    public void close() {
        closed = true;
    }
}
