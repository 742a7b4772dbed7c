package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;

/** GET DATA, PUT DATA and ACTIVATE FILE, ISO/IEC 7816-4 section 11.4 and 7816-9: what the card says of itself, and its personalisation. */
final class DataCommands {
    private static final short CPLC = (short) 0x9F7F;
    private static final short APPLET_VERSION = (short) 0xDF30;
    private static final short USER_PIN_STATUS = (short) 0xDF41;
    private static final short SO_PIN_STATUS = (short) 0xDF42;
    private static final short MEMORY = (short) 0xDF43;
    private static final short FRESHNESS = (short) 0xDF44;
    private static final short POLICY = (short) 0xDF45;
    private static final short USER_PIN_AGE = (short) 0xDF46;
    private static final short LIFE_CYCLE = (short) 0xDF47;
    private static final short KEY_SLOTS = (short) 0xDF48;
    private static final short SIGNATURE_PIN_STATUS = (short) 0xDF49;
    private static final short PUK_STATUS = (short) 0xDF4A;
    private static final short INITIALIZE = (short) 0xDF4F;
    private static final short USER_PIN = (short) 0xDF50;
    private static final short SO_PIN = (short) 0xDF51;
    private static final short CARD_ID = (short) 0xDF52;

    private static final short SIGNATURE_PIN = (short) 0xDF53;
    private static final short PUK = (short) 0xDF54;

    private static final byte CPLC_LENGTH = 0x2A;
    private static final short CPLC_VERSION_AT = 11;
    private static final byte APPLET_GENERATION = 0x04;
    private static final byte[] VERSION = {'4', '.', '4', '.', '2', '.', 'A'};

    private static final byte EXISTS = 0x01;
    private static final byte INITIALIZED = 0x02;
    private static final byte TO_BE_CHANGED = 0x04;
    private static final byte HAS_STATUS = 0x08;
    private static final byte AGES = 0x10;

    private final CardState card;

    DataCommands(CardState card) {
        this.card = card;
    }

    short get(Command command) {
        command.requireLength((short) 0);
        byte[] out = card.out;
        switch (command.parameters()) {
            case CPLC:
                return writeCplc(out);
            case APPLET_VERSION:
                short at = Util.setShort(out, (short) 0, APPLET_VERSION);
                out[at++] = (byte) VERSION.length;
                return Util.arrayCopyNonAtomic(VERSION, (short) 0, out, at, (short) VERSION.length);
            case USER_PIN_STATUS:
                return writePin(command.channel, card.userPin, Access.USER);
            case SO_PIN_STATUS:
                return writePin(command.channel, card.soPin, Access.SO);
            case SIGNATURE_PIN_STATUS:
                return writePin(command.channel, card.signaturePin, Access.SIGNATURE);
            case PUK_STATUS:
                return writePin(command.channel, card.puk, Access.ALWAYS);
            case MEMORY:
                return card.memory.write(out, (short) 0);
            case FRESHNESS:
                return Util.arrayCopyNonAtomic(card.freshness(), (short) 0, out, (short) 0, (short) 4);
            case POLICY:
                return card.policy.write(out, (short) 0);
            case USER_PIN_AGE:
                Util.setShort(out, (short) 0, card.today);
                Util.setShort(out, (short) 2, card.userPin.setOn());
                return 4;
            case LIFE_CYCLE:
                out[0] = card.lifeCycle;
                return 1;
            case KEY_SLOTS:
                out[0] = (byte) KeySlots.PERSISTENT;
                out[1] = (byte) KeySlots.VOLATILE;
                return 2;
            default:
                ISOException.throwIt(Sw.NOT_FOUND);
                return 0;
        }
    }

    private static short writeCplc(byte[] out) {
        short at = Util.setShort(out, (short) 0, CPLC);
        out[at++] = CPLC_LENGTH;
        Util.arrayFillNonAtomic(out, at, CPLC_LENGTH, (byte) 0);
        out[CPLC_VERSION_AT] = APPLET_GENERATION;
        return (short) (at + CPLC_LENGTH);
    }

    private short writePin(Channel channel, CardPin pin, byte status) {
        boolean user = status == Access.USER;
        byte flags = 0;
        flags |= pin.exists() ? EXISTS : 0;
        flags |= pin.isInitialized() ? INITIALIZED : 0;
        flags |= user && card.mustUserPinBeChanged() ? TO_BE_CHANGED : 0;
        flags |= channel.has(status) ? HAS_STATUS : 0;
        flags |= user && card.policy.maxAge() > 0 ? AGES : 0;
        card.out[0] = flags;
        card.out[1] = pin.triesLeft();
        card.out[2] = pin.maxTries();
        card.out[3] = shortest(status);
        card.out[4] = longest(status);
        return 5;
    }

    private byte shortest(byte status) {
        if (status == Access.SO) {
            return (byte) card.policy.shortestSoPin();
        }
        return status == Access.USER ? card.policy.minLength() : (byte) PinRules.SHORTEST;
    }

    private byte longest(byte status) {
        if (status == Access.SO) {
            return (byte) card.policy.longestSoPin();
        }
        return status == Access.USER ? card.policy.maxLength() : (byte) PinRules.MAX_PIN;
    }

    void put(Command command) {
        if (command.parameters() == INITIALIZE) {
            initialize(command);
            return;
        }
        if (command.parameters() == USER_PIN_AGE) {
            command.requireLength((short) 2);
            card.tellDay(Util.getShort(command.data, command.offset));
            return;
        }
        if (!isPersonalizationTag(command.parameters())) {
            ISOException.throwIt(Sw.NOT_FOUND);
        }
        if (card.isPersonalization()) {
            personalize(command);
        } else {
            changePolicy(command);
        }
    }

    /** The SO's part of personalisation that never ends: the rules for a user PIN. {@code 6985} for all else. */
    private void changePolicy(Command command) {
        if (command.parameters() != POLICY || !card.soPin.exists()) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        card.require(command.channel, Access.SO);
        card.policy.change(command.data, command.offset, command.end());
    }

    private static boolean isPersonalizationTag(short tag) {
        return tag == MEMORY
                || tag == POLICY
                || tag == USER_PIN
                || tag == SO_PIN
                || tag == CARD_ID
                || tag == SIGNATURE_PIN
                || tag == PUK;
    }

    private void personalize(Command command) {
        switch (command.parameters()) {
            case MEMORY:
                command.requireLength((short) 4);
                card.memory.readTotal(command.data, command.offset);
                break;
            case POLICY:
                // The PINs that are there were judged by the policy that is there.
                if (card.userPin.exists() || card.soPin.exists()) {
                    ISOException.throwIt(Sw.CONDITIONS);
                }
                card.policy.read(command.data, command.offset, command.end());
                break;
            case CARD_ID:
                command.requireLength(CardState.CARD_ID_LENGTH);
                Util.arrayCopy(command.data, command.offset, card.cardId, (short) 0, CardState.CARD_ID_LENGTH);
                card.cardIdSet = true;
                break;
            case SIGNATURE_PIN:
                personalizeOther(card.signaturePin, command);
                break;
            case PUK:
                personalizeOther(card.puk, command);
                break;
            default:
                personalizePin(command);
        }
    }

    private void personalizePin(Command command) {
        if (!card.policy.isSet()) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        byte[] pin = command.data;
        short offset = command.offset;
        short length = PinRules.unpaddedLength(pin, offset, command.length);
        if (command.parameters() == USER_PIN) {
            card.policy.checkInitialPin(pin, offset, length);
            boolean toBeChanged = card.policy.changesInitialPin();
            card.userPin.personalize(pin, offset, length, card.policy.userTries(), toBeChanged, card.today);
        } else {
            card.policy.checkSoPin(pin, offset, length);
            card.soPin.personalize(pin, offset, length, card.policy.soTries(), false, card.today);
        }
    }

    /** How many tries it has comes before the PIN. */
    private void personalizeOther(CardPin pin, Command command) {
        if (command.length < 2) {
            ISOException.throwIt(Sw.LENGTH);
        }
        byte tries = command.data[command.offset];
        if (!PinRules.isTries(tries)) {
            ISOException.throwIt(Sw.DATA);
        }
        short offset = (short) (command.offset + 1);
        short length = PinRules.unpaddedLength(command.data, offset, (short) (command.length - 1));
        PinRules.checkOtherPin(command.data, offset, length);
        pin.personalize(command.data, offset, length, tries, false, card.today);
    }

    /** Empties the token for a new start: the SO's part of {@code C_InitToken}. */
    private void initialize(Command command) {
        command.requireLength((short) 0);
        if (!command.channel.has(Access.SO)) {
            ISOException.throwIt(Sw.SECURITY_STATUS);
        }
        card.files.deleteAll();
        card.keys.forgetAll();
        card.memory.giveAllBack();
        card.userPin.clear();
        card.channels.revoke(Access.USER);
        card.changed();
    }

    void activate(Command command) {
        command.requireParameters((short) 0);
        command.requireLength((short) 0);
        boolean ready = card.isPersonalization()
                && card.policy.isSet()
                && card.cardIdSet
                && card.memory.isSet()
                && card.userPin.exists();
        if (!ready) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        card.lifeCycle = CardState.OPERATIONAL;
    }
}
