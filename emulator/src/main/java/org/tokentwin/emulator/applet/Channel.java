package org.tokentwin.emulator.applet;

import javacard.framework.Util;

/** What one logical channel knows, ISO/IEC 7816-4 section 5.4. All of it is gone at reset and when the channel is closed. */
final class Channel {
    static final short MOST_HASH = 126;

    /** {@link Access#USER} and {@link Access#SO}, each set when that PIN was verified here. */
    byte status;

    /** Id of the selected EF; 0 for none. */
    short selected;

    byte signAlgorithm;
    byte signReference;
    byte decipherAlgorithm;
    byte decipherReference;

    final byte[] hash = new byte[MOST_HASH];
    short hashLength;

    /** The data of a chained command so far; null while no chain was ever begun here. */
    byte[] chain;

    short chainLength;
    boolean chaining;
    byte chainIns;
    short chainParameters;

    /** What GET RESPONSE fetches next; null while no answer was ever too long. */
    byte[] pending;

    short pendingOffset;
    short pendingEnd;

    void clear() {
        status = 0;
        selected = 0;
        signAlgorithm = 0;
        signReference = 0;
        decipherAlgorithm = 0;
        decipherReference = 0;
        endChain();
        Util.arrayFillNonAtomic(hash, (short) 0, MOST_HASH, (byte) 0);
        hashLength = 0;
        dropPending();
    }

    /** Wiped: a chain may have carried a PIN or a key. */
    void endChain() {
        if (chain != null) {
            Util.arrayFillNonAtomic(chain, (short) 0, chainLength, (byte) 0);
        }
        chainLength = 0;
        chaining = false;
    }

    void dropPending() {
        if (pending != null) {
            Util.arrayFillNonAtomic(pending, (short) 0, pendingEnd, (byte) 0);
        }
        pendingOffset = 0;
        pendingEnd = 0;
    }
}
