package org.tokentwin.emulator.card;

/**
 * A powered smart card: bytes in, bytes out.
 *
 * <p>Implementations are safe for use by many threads: commands are answered one at a time, in some order. A decorator that
 * is stacked on a card closes it when it is closed itself.
 */
public interface Card extends AutoCloseable {
    /** The answer to reset, ISO/IEC 7816-3: 2 to 33 bytes. The caller owns the array. */
    byte[] atr();

    /**
     * Exchanges one command APDU for its response APDU, ISO/IEC 7816-4 section 5.
     *
     * @param command 4 to 65,544 bytes, short or extended; a malformed one is answered with {@code 6700}, not thrown
     * @return data field and status word, 2 bytes at least; the caller owns the array
     * @throws CardRemovedException when the card is gone
     */
    byte[] transmit(byte[] command);

    /**
     * Takes the power away and gives it back: transient state (security status, channels, volatile keys) is lost,
     * persistent state stays.
     *
     * @throws CardRemovedException when the card is gone
     */
    void reset();

    /** Lets go of the card's resources. A second call does nothing; {@link #transmit} then throws {@link CardRemovedException}. */
    @Override
    void close();
}
