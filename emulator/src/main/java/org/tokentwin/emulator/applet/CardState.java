package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/** All that the card keeps, and the two questions that every command asks of it: is it allowed, and is there room. */
final class CardState {
    static final byte PERSONALIZATION = 0x03;
    static final byte OPERATIONAL = 0x05;
    static final short CARD_ID_LENGTH = 16;

    /** Longest answer, and longest index: 255 files of 21 bytes. */
    static final short SCRATCH_LENGTH = 5400;

    final PinRules policy = new PinRules();
    final CardPin userPin = new CardPin(PinRules.MAX_PIN);
    final CardPin soPin = new CardPin(PinRules.ADMIN_KEY_DIGITS);
    final CardPin signaturePin = new CardPin(PinRules.MAX_PIN);

    /** What sets the signature PIN anew. */
    final CardPin puk = new CardPin(PinRules.MAX_PIN);

    final FileSystem files = new FileSystem();
    final KeySlots keys;
    final Memory memory = new Memory();
    final Channels channels = new Channels();
    final byte[] cardId = new byte[CARD_ID_LENGTH];
    boolean cardIdSet;

    /** The latest day that the card has learned, in days since the year 2000 began; 0 before the first. It has no clock, and goes forward only. */
    short today;

    byte lifeCycle = PERSONALIZATION;

    /** Where a command leaves its answer. A writer behind the answer's end wipes that itself. */
    final byte[] out = JCSystem.makeTransientByteArray(SCRATCH_LENGTH, JCSystem.CLEAR_ON_RESET);

    private final byte[] freshness = new byte[4];
    private TryKeeper tryKeeper;

    CardState(Platform platform) {
        keys = new KeySlots(platform);
    }

    void keepTriesWith(TryKeeper keeper) {
        tryKeeper = keeper;
    }

    /** On a card whose memory keeps itself there is nothing to do. */
    void keepTry() {
        if (tryKeeper != null) {
            tryKeeper.tryTaken();
        }
    }

    boolean isPersonalization() {
        return lifeCycle == PERSONALIZATION;
    }

    /** Takes a day that is later than any before; {@code 6A80} for none that can be. */
    void tellDay(short day) {
        if (day <= 0) {
            ISOException.throwIt(Sw.DATA);
        }
        userPin.countFrom(day);
        if (day > today) {
            today = day;
        }
    }

    /** Whether the user PIN opens nothing until it is changed, or should not: one that must be, or is too old. */
    boolean mustUserPinBeChanged() {
        return userPin.mustBeChanged() || userPin.isOlderThan(policy.maxAge(), today);
    }

    /** Whether the channel meets the condition; in personalisation all are met. */
    boolean allows(Channel channel, byte condition) {
        return isPersonalization() || channel.meets(condition);
    }

    void require(Channel channel, byte condition) {
        if (!allows(channel, condition)) {
            ISOException.throwIt(Sw.SECURITY_STATUS);
        }
    }

    boolean mayWrite(Channel channel, ElementaryFile file) {
        boolean free =
                policy.has(PinRules.PUBLIC_FILES_FREE) && file.read == Access.ALWAYS && file.write != Access.NEVER;
        return free || allows(channel, file.write);
    }

    /** {@code 6A84} where the persistent memory cannot take so much more. */
    void requireRoom(short bytes, short givenBack) {
        if (!memory.has(bytes, givenBack)) {
            ISOException.throwIt(Sw.MEMORY);
        }
    }

    byte[] freshness() {
        return freshness;
    }

    /** Tells the keeper of a copy of the card's contents that it is out of date. */
    void changed() {
        for (short i = 3; i >= 0; i--) {
            freshness[i]++;
            if (freshness[i] != 0) {
                return;
            }
        }
    }

    /** Gives away everything that outlives the power: no channel, no status, no volatile key. */
    void save(ImageWriter image) {
        image.putByte(lifeCycle);
        image.putByte((byte) (cardIdSet ? 1 : 0));
        image.putBytes(cardId);
        image.putBytes(freshness);
        policy.save(image);
        userPin.save(image);
        soPin.save(image);
        memory.save(image);
        files.save(image);
        keys.save(image);
        policy.saveMore(image);
        image.putShort(today);
        userPin.saveAge(image);
        signaturePin.save(image);
        puk.save(image);
    }

    void load(ImageReader image) {
        lifeCycle = image.getByte();
        cardIdSet = image.getByte() != 0;
        Util.arrayCopyNonAtomic(image.getBytes(), (short) 0, cardId, (short) 0, CARD_ID_LENGTH);
        Util.arrayCopyNonAtomic(image.getBytes(), (short) 0, freshness, (short) 0, (short) freshness.length);
        policy.load(image);
        userPin.load(image);
        soPin.load(image);
        memory.load(image);
        files.load(image);
        keys.load(image);
        policy.loadMore(image);
        today = image.hasMore() ? image.getShort() : 0;
        userPin.loadAge(image);
        if (image.hasMore()) {
            signaturePin.load(image);
            puk.load(image);
        }
        channels.closeAll();
    }
}
