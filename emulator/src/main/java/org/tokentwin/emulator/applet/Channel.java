package org.tokentwin.emulator.applet;

import javacard.framework.ISO7816;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/**
 * What the card knows of one logical channel: selected file, security status, security environment, hash value, and a buffer that
 * holds either a chain that is coming in or an answer that is being fetched. All of it is transient.
 */
final class Channel {
    static final short MOST_HASH = 126;

    /** Most bytes of data that a command may have, chained or not. */
    static final short MOST_DATA = 4096;

    private static final byte MOST_SIGNATURES = 127;

    private static final short OPEN = 0;
    private static final short STATUS = 1;
    private static final short SIGN_ALGORITHM = 2;
    private static final short SIGN_REFERENCE = 3;
    private static final short DECIPHER_ALGORITHM = 4;
    private static final short DECIPHER_REFERENCE = 5;
    private static final short CHAINING = 6;
    private static final short CHAIN_HEADER = 7;
    private static final short CHAIN_HEADER_LENGTH = 3;
    private static final short SIGNATURES = 10;
    private static final short BYTES = 11;

    private static final short SELECTED = 0;
    private static final short CHAIN_LENGTH = 1;
    private static final short PENDING_OFFSET = 2;
    private static final short PENDING_LENGTH = 3;
    private static final short HASH_LENGTH = 4;
    private static final short SHORTS = 5;

    private final byte[] bytes = JCSystem.makeTransientByteArray(BYTES, JCSystem.CLEAR_ON_RESET);
    private final short[] shorts = JCSystem.makeTransientShortArray(SHORTS, JCSystem.CLEAR_ON_RESET);
    private final byte[] hash = JCSystem.makeTransientByteArray(MOST_HASH, JCSystem.CLEAR_ON_RESET);

    /** Null while nothing was ever chained or left waiting here: few channels need it. */
    private byte[] buffer;

    boolean isOpen() {
        return bytes[OPEN] != 0;
    }

    void open() {
        bytes[OPEN] = 1;
    }

    /** Closes the channel, which forgets its state. */
    void close() {
        restart();
        bytes[OPEN] = 0;
    }

    /** Back to what a channel is when it has just been opened. */
    void restart() {
        dropChain();
        dropPending();
        byte open = bytes[OPEN];
        Util.arrayFillNonAtomic(bytes, (short) 0, BYTES, (byte) 0);
        bytes[OPEN] = open;
        Util.arrayFillNonAtomic(hash, (short) 0, MOST_HASH, (byte) 0);
        shorts[SELECTED] = 0;
        shorts[HASH_LENGTH] = 0;
    }

    /** Whether the PIN of this status bit, {@link Access#USER} or {@link Access#SO}, was verified here; {@link Access#SIGNATURE} until it was used. */
    boolean has(byte status) {
        return status == Access.SIGNATURE ? bytes[SIGNATURES] > 0 : (bytes[STATUS] & status) != 0;
    }

    /** Whether the status meets an access condition. */
    boolean meets(byte condition) {
        return condition == Access.SIGNATURE ? has(condition) : Access.meets(bytes[STATUS], condition);
    }

    /** The signature PIN gives one use more: each use was paid for with a PIN. */
    void grant(byte status) {
        if (status != Access.SIGNATURE) {
            bytes[STATUS] |= status;
        } else if (bytes[SIGNATURES] < MOST_SIGNATURES) {
            bytes[SIGNATURES]++;
        }
    }

    void revoke(byte status) {
        if (status == Access.SIGNATURE) {
            bytes[SIGNATURES] = 0;
        } else {
            bytes[STATUS] &= (byte) ~status;
        }
    }

    /** Takes one use away, of a key that has this condition. */
    void spend(byte condition) {
        if (condition == Access.SIGNATURE && bytes[SIGNATURES] > 0) {
            bytes[SIGNATURES]--;
        }
    }

    /** Id of the selected EF; 0 for none. */
    short selected() {
        return shorts[SELECTED];
    }

    void select(short id) {
        shorts[SELECTED] = id;
    }

    void setSigning(byte algorithm, byte reference) {
        bytes[SIGN_ALGORITHM] = algorithm;
        bytes[SIGN_REFERENCE] = reference;
        shorts[HASH_LENGTH] = 0;
    }

    byte signAlgorithm() {
        return bytes[SIGN_ALGORITHM];
    }

    /** 0 where no security environment was set. */
    byte signReference() {
        return bytes[SIGN_REFERENCE];
    }

    void setDeciphering(byte algorithm, byte reference) {
        bytes[DECIPHER_ALGORITHM] = algorithm;
        bytes[DECIPHER_REFERENCE] = reference;
    }

    byte decipherAlgorithm() {
        return bytes[DECIPHER_ALGORITHM];
    }

    /** 0 where no security environment was set. */
    byte decipherReference() {
        return bytes[DECIPHER_REFERENCE];
    }

    byte[] hash() {
        return hash;
    }

    void setHash(byte[] data, short offset, short length) {
        Util.arrayCopyNonAtomic(data, offset, hash, (short) 0, length);
        shorts[HASH_LENGTH] = length;
    }

    /** Length of the hash value that waits to be signed, 0 where none does; it is signed once. */
    short takeHash() {
        short length = shorts[HASH_LENGTH];
        shorts[HASH_LENGTH] = 0;
        return length;
    }

    boolean isChaining() {
        return bytes[CHAINING] != 0;
    }

    /** Whether a command has INS, P1 and P2 of the chain that began. */
    boolean continuesChain(byte[] apdu) {
        return isChaining()
                && Util.arrayCompare(apdu, ISO7816.OFFSET_INS, bytes, CHAIN_HEADER, CHAIN_HEADER_LENGTH) == 0;
    }

    void beginChain(byte[] apdu) {
        bytes[CHAINING] = 1;
        Util.arrayCopyNonAtomic(apdu, ISO7816.OFFSET_INS, bytes, CHAIN_HEADER, CHAIN_HEADER_LENGTH);
    }

    short chainLength() {
        return shorts[CHAIN_LENGTH];
    }

    void addToChain(short length) {
        shorts[CHAIN_LENGTH] += length;
    }

    /** Wiped: a chain may have carried a PIN or a key. */
    void dropChain() {
        if (shorts[CHAIN_LENGTH] > 0) {
            Util.arrayFillNonAtomic(buffer, (short) 0, shorts[CHAIN_LENGTH], (byte) 0);
        }
        shorts[CHAIN_LENGTH] = 0;
        bytes[CHAINING] = 0;
    }

    /** Where a chain is gathered, or an answer waits; never both. */
    byte[] buffer() {
        if (buffer == null) {
            buffer = JCSystem.makeTransientByteArray(MOST_DATA, JCSystem.CLEAR_ON_RESET);
        }
        return buffer;
    }

    void keepPending(byte[] answer, short offset, short length) {
        Util.arrayCopyNonAtomic(answer, offset, buffer(), (short) 0, length);
        shorts[PENDING_OFFSET] = 0;
        shorts[PENDING_LENGTH] = length;
    }

    short pendingOffset() {
        return shorts[PENDING_OFFSET];
    }

    /** How many bytes of an answer wait for GET RESPONSE. */
    short pendingLength() {
        return shorts[PENDING_LENGTH];
    }

    void fetched(short length) {
        shorts[PENDING_OFFSET] += length;
        shorts[PENDING_LENGTH] -= length;
    }

    /** Wiped: an answer may have been a deciphered secret. */
    void dropPending() {
        short end = (short) (shorts[PENDING_OFFSET] + shorts[PENDING_LENGTH]);
        if (end > 0) {
            Util.arrayFillNonAtomic(buffer, (short) 0, end, (byte) 0);
        }
        shorts[PENDING_OFFSET] = 0;
        shorts[PENDING_LENGTH] = 0;
    }
}
