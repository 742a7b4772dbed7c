package org.tokentwin.emulator.cryptoki.token;

import org.tokentwin.emulator.cryptoki.PinReference;

/**
 * How the card's commands name a PIN.
 *
 * @param number P2 of the PIN commands
 * @param statusTag tag of the data object that tells the PIN's status
 */
record CardPin(int number, int statusTag) {
    static CardPin of(PinReference pin) {
        return switch (pin) {
            case USER -> new CardPin(0x11, 0xDF41);
            case SO -> new CardPin(0x12, 0xDF42);
            case SIGNATURE -> new CardPin(0x83, 0xDF49);
            case PUK -> new CardPin(0x84, 0xDF4A);
        };
    }
}
