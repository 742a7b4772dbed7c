package org.tokentwin.emulator.card;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/** Takes as long for each command as a pace says, one command after the other as a card does. */
public final class PacingCard implements Card {
    /** Lets time pass. */
    @FunctionalInterface
    public interface Sleeper {
        /** @throws InterruptedException when the thread is not to wait any longer */
        void sleep(Duration time) throws InterruptedException;

        /** Really sleeps. */
        static Sleeper real() {
            return Thread::sleep;
        }
    }

    private final Card card;
    private final Pace pace;
    private final RandomGenerator random;
    private final Sleeper sleeper;
    private final ReentrantLock lock = new ReentrantLock(true);

    /**
     * @param card closed with this one
     * @param random where each command's part of the spread comes from; seeded, the times repeat themselves
     * @param sleeper called once for each command, after it was carried out and before it is answered
     */
    public PacingCard(Card card, Pace pace, RandomGenerator random, Sleeper sleeper) {
        this.card = card;
        this.pace = pace;
        this.random = random;
        this.sleeper = sleeper;
    }

    @Override
    public byte[] atr() {
        return card.atr();
    }

    /** An interrupted caller gets the answer at once, and stays interrupted. */
    @Override
    public byte[] transmit(byte[] command) {
        lock.lock();
        try {
            Duration time = pace.draw(CommandClass.of(command), random);
            byte[] answer = card.transmit(command);
            pass(time);
            return answer;
        } finally {
            lock.unlock();
        }
    }

    private void pass(Duration time) {
        try {
            sleeper.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void reset() {
        card.reset();
    }

    @Override
    public void close() {
        card.close();
    }
}
