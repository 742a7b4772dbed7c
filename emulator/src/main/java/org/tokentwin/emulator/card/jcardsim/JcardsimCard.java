package org.tokentwin.emulator.card.jcardsim;

import com.licel.jcardsim.crypto.SecureRandomNullProvider;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javacard.framework.ISOException;
import org.tokentwin.emulator.applet.Platform;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.card.PersistentCard;
import org.tokentwin.emulator.card.jca.JcaPlatform;
import org.tokentwin.emulator.provider.Cryptography;

/**
 * One card in jCardSim, with the applet installed and not yet personalised. Shares nothing with any other card of the
 * process: each has its own runtime, its own lock and its own source of random numbers.
 */
public final class JcardsimCard implements PersistentCard {
    private static final byte[] WRONG_LENGTH = {0x67, 0x00};
    private static final short MEMORY_FAILURE = 0x6581;
    private static final byte[] NOTHING = {};
    private static final SecureRandom SYSTEM = new SecureRandom();

    private final byte[] atr;
    private final SecureRandom entropy;
    private final AppletRuntime runtime = new AppletRuntime();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    /**
     * A card with the system's entropy.
     *
     * @param atr the card's answer to reset, 2 to 33 bytes; copied
     * @throws IllegalStateException when its random numbers repeat themselves
     */
    public JcardsimCard(byte[] atr) {
        this(atr, Cryptography.fastest());
    }

    /**
     * The same with a choice of what it computes with.
     *
     * @param atr as above
     * @throws IllegalStateException as above
     */
    public JcardsimCard(byte[] atr, Cryptography cryptography) {
        this(atr, SYSTEM, new JcaPlatform(cryptography, SYSTEM, SelfTest::requireCurves));
        SelfTest.requireRandomness();
    }

    /** A card on any platform, and not tested. */
    JcardsimCard(byte[] atr, SecureRandom entropy, Platform platform) {
        this.atr = atr.clone();
        this.entropy = entropy;
        powered(() -> {
            runtime.install(platform);
            return NOTHING;
        });
    }

    /**
     * A card for reproducible tests: what it makes at random depends on the seed and on the commands before, and on nothing else.
     * Its keys are no secret to anyone who knows the seed.
     *
     * @param atr as above
     * @param seed any bytes
     * @throws IllegalStateException as above
     */
    public static JcardsimCard seeded(byte[] atr, byte[] seed) {
        SelfTest.requireRandomness();
        try {
            SecureRandom entropy = SecureRandom.getInstance("SHA1PRNG");
            entropy.setSeed(seed); // before its first number, this is all the seed that it has
            return new JcardsimCard(
                    atr, entropy, new JcaPlatform(Cryptography.ofTheJdk(), entropy, SelfTest::requireCurves));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA1PRNG, which every Java has", e);
        }
    }

    /**
     * A card as it was when its memory was taken; nobody is logged in on it.
     *
     * @param atr as above
     * @param memory what {@link #memory} answered
     * @throws IllegalArgumentException when the bytes are no card's memory
     */
    public static JcardsimCard restored(byte[] atr, byte[] memory) {
        JcardsimCard card = new JcardsimCard(atr);
        MemoryReader reader = new MemoryReader(memory);
        try {
            card.powered(() -> {
                card.runtime.applet().load(reader);
                return NOTHING;
            });
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("it is no card's memory", e);
        }
        if (reader.hasMore()) {
            throw new IllegalArgumentException("it is longer than a card's memory");
        }
        return card;
    }

    /** What a card computes with where nothing else is said: the providers' names and versions. */
    public static String cryptography() {
        return Cryptography.fastest().description();
    }

    @Override
    public byte[] memory() {
        return powered(() -> {
            MemoryWriter writer = new MemoryWriter();
            runtime.applet().save(writer);
            return writer.bytes();
        });
    }

    @Override
    public void keepTriesWith(BooleanSupplier keeper) {
        powered(() -> {
            runtime.applet().keepTriesWith(() -> {
                if (!keeper.getAsBoolean()) {
                    ISOException.throwIt(MEMORY_FAILURE);
                }
            });
            return NOTHING;
        });
    }

    @Override
    public void restoreTries() {
        powered(() -> {
            runtime.applet().restoreTries();
            return NOTHING;
        });
    }

    @Override
    public byte[] atr() {
        return atr.clone();
    }

    @Override
    public byte[] transmit(byte[] command) {
        return powered(() ->
                CommandShape.forJcardsim(command).map(runtime::transmitCommand).orElseGet(WRONG_LENGTH::clone));
    }

    @Override
    public void reset() {
        powered(() -> {
            runtime.reset();
            return NOTHING;
        });
    }

    private byte[] powered(Supplier<byte[]> exchange) {
        lock.lock();
        try {
            if (closed) {
                throw new CardRemovedException("The card was closed");
            }
            return ScopedValue.where(SecureRandomNullProvider.SOURCE, entropy).call(exchange::get);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
