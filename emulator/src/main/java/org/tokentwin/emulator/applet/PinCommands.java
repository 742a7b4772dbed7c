package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;

/** VERIFY, CHANGE REFERENCE DATA and RESET RETRY COUNTER, ISO/IEC 7816-4 sections 11.5.6 to 11.5.10. */
final class PinCommands {
    private static final byte USER_REFERENCE = 0x11;
    private static final byte SO_REFERENCE = 0x12;

    private static final byte SIGNATURE_REFERENCE = (byte) 0x83;

    private static final byte LOG_OUT = (byte) 0xFF;
    private static final byte RESET_WITH_SO_PIN = 0x00;
    private static final byte RESET_WITH_NEW_PIN = 0x02;
    private static final byte RESET_TRIES_ONLY = 0x03;

    private final CardState card;

    PinCommands(CardState card) {
        this.card = card;
    }

    void verify(Command command) {
        CardPin pin = pin(command.p2);
        byte status = status(command.p2);
        if (command.p1 == LOG_OUT) {
            command.requireLength((short) 0);
            command.channel.revoke(status);
            return;
        }
        if (command.p1 != 0) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
        if (command.length == 0) {
            report(command.channel, pin, status);
            return;
        }
        short length = PinRules.unpaddedLength(command.data, command.offset, command.length);
        if (length == 0 || length > longest(pin)) {
            ISOException.throwIt(Sw.LENGTH);
        }
        if (status != Access.SIGNATURE) {
            command.channel.revoke(status);
        }
        compare(pin, status, command.data, command.offset, length);
        if (!isHeldBack(pin)) {
            command.channel.grant(status);
        }
    }

    /** VERIFY with data in an object: the card takes none, and responds as if the command had no data. */
    void verifyObject(Command command) {
        CardPin pin = pin(command.p2);
        if (command.p1 != 0) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
        if (command.length != 0) {
            ISOException.throwIt(Sw.DATA);
        }
        report(command.channel, pin, status(command.p2));
    }

    void change(Command command) {
        CardPin pin = pin(command.p2);
        if (command.p1 != 0) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
        short half = half(command, longest(pin));
        short newOffset = (short) (command.offset + half);
        compare(
                pin,
                status(command.p2),
                command.data,
                command.offset,
                PinRules.unpaddedLength(command.data, command.offset, half));
        set(pin, command.data, newOffset, half, false);
    }

    /** Sets a new value that the policy allows: {@code 6A87}, {@code 6A80}, {@code 6985} where it does not. */
    private void set(CardPin pin, byte[] data, short offset, short paddedLength, boolean toBeChanged) {
        short length = PinRules.unpaddedLength(data, offset, paddedLength);
        byte remembered = 0;
        if (pin == card.userPin) {
            card.policy.checkUserPin(data, offset, length);
            remembered = card.policy.history();
        } else if (pin == card.signaturePin) {
            PinRules.checkOtherPin(data, offset, length);
        } else {
            card.policy.checkSoPin(data, offset, length);
        }
        if (pin.isCurrent(data, offset, length) || pin.isRemembered(data, offset, length, remembered)) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        pin.set(data, offset, length, remembered, toBeChanged, card.today);
    }

    void resetRetryCounter(Command command) {
        if (command.p2 == SIGNATURE_REFERENCE && card.signaturePin.exists()) {
            resetWithPuk(command);
            return;
        }
        if (command.p2 != USER_REFERENCE) {
            ISOException.throwIt(Sw.NOT_FOUND);
        }
        if (!card.soPin.exists()) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        switch (command.p1) {
            case RESET_WITH_SO_PIN:
                resetWithSoPin(command);
                break;
            case RESET_WITH_NEW_PIN:
                card.require(command.channel, Access.SO);
                setUserPin(command.data, command.offset, command.length);
                break;
            case RESET_TRIES_ONLY:
                command.requireLength((short) 0);
                card.require(command.channel, Access.SO);
                requireInitialized(card.userPin);
                card.userPin.restoreTries();
                break;
            default:
                ISOException.throwIt(Sw.PARAMETERS);
        }
    }

    /** The PUK sets the signature PIN, as the SO PIN sets the user's. */
    private void resetWithPuk(Command command) {
        if (command.p1 != RESET_WITH_SO_PIN) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
        if (!card.puk.exists()) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        short half = half(command, PinRules.MAX_PIN);
        compare(
                card.puk,
                Access.ALWAYS,
                command.data,
                command.offset,
                PinRules.unpaddedLength(command.data, command.offset, half));
        set(card.signaturePin, command.data, (short) (command.offset + half), half, false);
        card.channels.revoke(Access.SIGNATURE);
    }

    private void resetWithSoPin(Command command) {
        short half = half(command, longest(card.soPin));
        compare(
                card.soPin,
                Access.SO,
                command.data,
                command.offset,
                PinRules.unpaddedLength(command.data, command.offset, half));
        setUserPin(command.data, (short) (command.offset + half), half);
    }

    /** Sets a user PIN that its owner did not choose: who was logged in with the old one no longer is. */
    private void setUserPin(byte[] data, short offset, short paddedLength) {
        set(card.userPin, data, offset, paddedLength, card.policy.has(PinRules.MUST_CHANGE_AFTER_RESET));
        card.channels.revoke(Access.USER);
    }

    /** Carries out a VERIFY without data. */
    private void report(Channel channel, CardPin pin, byte status) {
        if (channel.has(status)) {
            return;
        }
        requireInitialized(pin);
        if (pin.isBlocked()) {
            ISOException.throwIt(Sw.BLOCKED);
        }
        ISOException.throwIt((short) (Sw.TRIES_LEFT | pin.triesLeft()));
    }

    /** Returns only where the PIN is right; the try is taken, and sure to be lost, before the bytes are looked at. */
    private void compare(CardPin pin, byte status, byte[] data, short offset, short length) {
        requireInitialized(pin);
        if (pin.isBlocked()) {
            ISOException.throwIt(Sw.BLOCKED);
        }
        pin.takeTry();
        card.keepTry();
        if (pin.check(data, offset, length)) {
            return;
        }
        if (pin.isBlocked()) {
            card.channels.revoke(status);
            ISOException.throwIt(Sw.BLOCKED);
        }
        ISOException.throwIt((short) (Sw.TRIES_LEFT | pin.triesLeft()));
    }

    private boolean isHeldBack(CardPin pin) {
        return pin == card.userPin && card.mustUserPinBeChanged() && card.policy.has(PinRules.MUST_CHANGE_ENFORCED);
    }

    private static void requireInitialized(CardPin pin) {
        if (!pin.isInitialized()) {
            ISOException.throwIt(Sw.NOT_INITIALIZED);
        }
    }

    /** The length of each half of old and new PIN. */
    private static short half(Command command, short longest) {
        short half = (short) (command.length >> 1);
        if (half == 0 || half > longest || (command.length & 1) != 0) {
            ISOException.throwIt(Sw.LENGTH);
        }
        return half;
    }

    /** Bytes of the longest PIN that is compared with this one. */
    private short longest(CardPin pin) {
        return pin == card.soPin ? card.policy.longestSoPin() : PinRules.MAX_PIN;
    }

    private CardPin pin(byte reference) {
        CardPin pin = null;
        if (reference == USER_REFERENCE) {
            pin = card.userPin;
        } else if (reference == SO_REFERENCE) {
            pin = card.soPin;
        } else if (reference == SIGNATURE_REFERENCE) {
            pin = card.signaturePin;
        }
        if (pin == null || !pin.exists()) {
            ISOException.throwIt(Sw.NOT_FOUND);
        }
        return pin;
    }

    private static byte status(byte reference) {
        if (reference == SIGNATURE_REFERENCE) {
            return Access.SIGNATURE;
        }
        return reference == USER_REFERENCE ? Access.USER : Access.SO;
    }
}
