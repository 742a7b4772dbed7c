package org.tokentwin.emulator.cryptoki.token;

/**
 * What the card lets a key be used for, and by whom.
 *
 * @param condition {@link AccessCondition#ALWAYS}, {@link AccessCondition#USER} or {@link AccessCondition#SIGNATURE}
 */
public record KeyUsage(AccessCondition condition, boolean sign, boolean decipher, boolean keyAgreement) {
    private static final int SIGN = 0x01;
    private static final int DECIPHER = 0x02;
    private static final int KEY_AGREEMENT = 0x04;

    /** The key's data object {@code 86}. */
    Tlv encoded() {
        int bits = (sign ? SIGN : 0) | (decipher ? DECIPHER : 0) | (keyAgreement ? KEY_AGREEMENT : 0);
        return Tlv.of(0x86, condition.code(), (byte) bits);
    }
}
