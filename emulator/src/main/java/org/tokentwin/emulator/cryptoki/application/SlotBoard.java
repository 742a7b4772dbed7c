package org.tokentwin.emulator.cryptoki.application;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.PinPad;
import org.tokentwin.emulator.cryptoki.mechanism.Mechanisms;
import org.tokentwin.emulator.profile.TokenProfile;

/**
 * The slots of an emulator, with the ids 0, 1, 2 ... in the readers' order, and what all its applications share. Safe for use by many
 * threads.
 */
public final class SlotBoard {
    private final TokenProfile profile;
    private final Mechanisms mechanisms;
    private final List<Slot> slots;
    private final List<SlotEvents> listeners = new CopyOnWriteArrayList<>();
    private final Map<Integer, CryptokiApplication> applications = new ConcurrentSkipListMap<>();
    private volatile PinPad pinPad = PinPad.NONE;

    /**
     * @param profile of the tokens
     * @param readers one for each slot, the blank ones included
     */
    public SlotBoard(TokenProfile profile, List<CardReader> readers) {
        this.profile = profile;
        this.mechanisms = new Mechanisms(profile.keys(), new SecureRandom());
        List<Slot> made = new ArrayList<>();
        for (CardReader reader : readers) {
            made.add(new Slot(made.size(), reader, profile, this::changed));
        }
        this.slots = List.copyOf(made);
    }

    /** The slots that the profile lays out, each with its own reader, all empty. */
    public static SlotBoard of(TokenProfile profile) {
        List<CardReader> readers = new ArrayList<>();
        for (int i = 0; i < profile.slots().count(); i++) {
            readers.add(new CardReader(profile.slots().description(i)));
        }
        return new SlotBoard(profile, readers);
    }

    /** The readers, in the order of the slots' ids. */
    public List<CardReader> readers() {
        return slots.stream().map(Slot::reader).toList();
    }

    /**
     * The sessions of all applications with the token in a slot; 0 if there is none.
     *
     * @throws CryptokiException {@code CKR_SLOT_ID_INVALID}
     */
    public int sessions(long slotId) {
        return slot(slotId).token().map(token -> token.card().sessions().get()).orElse(0);
    }

    /**
     * Lets the token that is inserted next into a slot show a clock's time.
     *
     * @param clock empty for as long as the clock was not set; the token then shows what its profile says
     * @throws CryptokiException {@code CKR_SLOT_ID_INVALID}
     */
    public void clock(long slotId, Supplier<Optional<Instant>> clock) {
        slot(slotId).clock(clock);
    }

    /** Takes over where users enter PINs that applications do not give. */
    public void pinPad(PinPad asking) {
        pinPad = asking;
    }

    /** The applications between {@code C_Initialize} and {@code C_Finalize}, in the order of their numbers. */
    public List<CryptokiApplication> applications() {
        return List.copyOf(applications.values());
    }

    void begun(CryptokiApplication application) {
        applications.put(application.number(), application);
    }

    void over(CryptokiApplication application) {
        applications.remove(application.number(), application);
    }

    PinPad pinPad() {
        return pinPad;
    }

    TokenProfile profile() {
        return profile;
    }

    Mechanisms mechanisms() {
        return mechanisms;
    }

    List<Slot> slots() {
        return slots;
    }

    /** @throws CryptokiException {@code CKR_SLOT_ID_INVALID} */
    Slot slot(long id) {
        if (id < 0 || id >= slots.size()) {
            throw new CryptokiException(Ckr.CKR_SLOT_ID_INVALID, "there is no slot " + Long.toUnsignedString(id));
        }
        return slots.get((int) id);
    }

    void addListener(SlotEvents listener) {
        listeners.add(listener);
    }

    void removeListener(SlotEvents listener) {
        listeners.remove(listener);
    }

    private void changed(long slotId) {
        listeners.forEach(listener -> listener.happened(slotId));
    }
}
