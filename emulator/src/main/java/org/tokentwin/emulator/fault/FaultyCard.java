package org.tokentwin.emulator.fault;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.card.Ins;

/** A card on which {@link Fault}s happen. Without one it is the card that it decorates. */
public final class FaultyCard implements Card {
    private static final byte[] NOT_ENOUGH_MEMORY = {0x6A, (byte) 0x84};
    private static final int MEMORY = 0xDF43;
    private static final int FREE_AT = 4;
    private static final int FREE_LENGTH = 4;

    private final Card card;
    private final ReentrantLock lock = new ReentrantLock(true);

    @GuardedBy("itself")
    private final List<ArmedFault> armed = new ArrayList<>();

    private volatile boolean faulty;
    private volatile boolean out;
    private volatile Runnable onRemoval = () -> {};
    private volatile Optional<InstantSource> clock = Optional.empty();

    /** @param card closed with this one */
    public FaultyCard(Card card) {
        this.card = card;
    }

    /** Lets a fault happen from now on; several at one command happen in the order of their injection. */
    public void inject(Fault fault) {
        synchronized (armed) {
            armed.add(new ArmedFault(fault));
            faulty = true;
        }
        if (fault.isAtOnce() && fault.action() instanceof FaultAction.SetClock(Instant time)) {
            setClock(time);
        }
    }

    /** What waits to happen. */
    public List<Fault> faults() {
        synchronized (armed) {
            return armed.stream().map(ArmedFault::fault).toList();
        }
    }

    /** Takes back all faults that have not happened, and the clock that was set. A card that is out stays out. */
    public void clear() {
        synchronized (armed) {
            armed.clear();
            faulty = false;
        }
        clock = Optional.empty();
    }

    /** What the clock shows that a fault has set; empty where none has. */
    public Optional<Instant> time() {
        return clock.map(InstantSource::instant);
    }

    private void setClock(Instant time) {
        Clock host = Clock.systemUTC();
        clock = Optional.of(Clock.offset(host, Duration.between(host.instant(), time)));
    }

    /** @param removal is run after a fault has taken the card out, for its reader to know; on the thread that used the card */
    public void onRemoval(Runnable removal) {
        onRemoval = removal;
    }

    @Override
    public byte[] atr() {
        return card.atr();
    }

    @Override
    public byte[] transmit(byte[] command) {
        Optional<byte[]> response;
        lock.lock();
        try {
            requireInserted();
            response = faulty ? withFaults(command) : Optional.of(card.transmit(command));
        } finally {
            lock.unlock();
        }
        return response.orElseThrow(this::removed);
    }

    /** Empty where the card was taken out. */
    private Optional<byte[]> withFaults(byte[] command) {
        boolean removeAfter = false;
        boolean full = false;
        for (FaultAction action : due(command)) {
            switch (action) {
                case FaultAction.Remove() -> {
                    return takeOut();
                }
                case FaultAction.StatusWord(int sw) -> {
                    return Optional.of(new byte[] {(byte) (sw >> Byte.SIZE), (byte) sw});
                }
                case FaultAction.Delay delay -> sleep(delay);
                case FaultAction.RemoveAfter() -> removeAfter = true;
                case FaultAction.MemoryFull() -> full = true;
                case FaultAction.SetClock(Instant time) -> setClock(time);
            }
        }
        byte[] response = full ? withoutMemory(command) : card.transmit(command);
        return removeAfter ? takeOut() : Optional.of(response);
    }

    private List<FaultAction> due(byte[] command) {
        synchronized (armed) {
            List<FaultAction> actions = armed.stream()
                    .filter(fault -> fault.isDue(command))
                    .map(ArmedFault::action)
                    .toList();
            armed.removeIf(ArmedFault::isOver);
            faulty = !armed.isEmpty();
            return actions;
        }
    }

    private byte[] withoutMemory(byte[] command) {
        if (CommandKind.takesMemory(command)) {
            return NOT_ENOUGH_MEMORY.clone();
        }
        byte[] response = card.transmit(command);
        if (isGetMemory(command) && response.length >= FREE_AT + FREE_LENGTH) {
            Arrays.fill(response, FREE_AT, FREE_AT + FREE_LENGTH, (byte) 0);
        }
        return response;
    }

    private static boolean isGetMemory(byte[] command) {
        return command.length >= 4
                && Byte.toUnsignedInt(command[1]) == Ins.GET_DATA
                && command[2] == (byte) (MEMORY >> Byte.SIZE)
                && command[3] == (byte) MEMORY;
    }

    private static void sleep(FaultAction.Delay delay) {
        try {
            Thread.sleep(delay.time());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the answer comes at once, and the caller knows why
        }
    }

    private Optional<byte[]> takeOut() {
        out = true;
        card.reset();
        return Optional.empty();
    }

    /** Runs outside the lock: the listener may wait for another user of this card. */
    private CardRemovedException removed() {
        onRemoval.run();
        return new CardRemovedException("A fault took the card out");
    }

    private void requireInserted() {
        if (out) {
            throw new CardRemovedException("A fault took the card out, and it was not put in again");
        }
    }

    /** Also puts a card in again that a fault took out, as a reader does that it is inserted into. */
    @Override
    public void reset() {
        card.reset();
        out = false;
    }

    @Override
    public void close() {
        card.close();
    }
}
