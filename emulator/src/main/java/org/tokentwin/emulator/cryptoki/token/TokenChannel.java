package org.tokentwin.emulator.cryptoki.token;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.ResponseApdu;
import org.tokentwin.emulator.card.StatusWord;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/**
 * A logical channel to the token's card. Refusals come out as {@link CryptokiException}. Safe for use by many threads; commands that
 * belong together are kept together by {@link #together}.
 */
public final class TokenChannel implements AutoCloseable {
    /** {@code Le}: as many bytes as the answer has. */
    static final int ANY = 65536;
    /** {@code Le}: the answer has no data. */
    static final int NO_ANSWER = 0;

    private static final byte[] NOTHING = {};
    private static final int MOST_RANDOM = 1024;

    private final InsertedCard card;
    private final CardChannel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    TokenChannel(InsertedCard card, CardChannel channel) {
        this.card = card;
        this.channel = channel;
    }

    /** Runs commands of which no other thread's may come in between on this channel. */
    <T> T together(Supplier<T> commands) {
        lock.lock();
        try {
            return commands.get();
        } finally {
            lock.unlock();
        }
    }

    /** GET DATA: the value of a data object. */
    public byte[] getData(int tag) {
        return ask(StatusMeaning.FILE, Ins.GET_DATA, tag >> Byte.SIZE, tag & 0xFF, NOTHING);
    }

    /** GET CHALLENGE: random bytes from the card, as many as asked for. */
    public byte[] random(int length) {
        byte[] random = new byte[length];
        for (int offset = 0; offset < length; offset += MOST_RANDOM) {
            int part = Math.min(MOST_RANDOM, length - offset);
            ResponseApdu response = transmit(Ins.GET_CHALLENGE, 0, 0, NOTHING, part);
            if (!response.isOk() || response.data().length != part) {
                throw StatusMeaning.FILE.refusal(Ins.GET_CHALLENGE, response.sw());
            }
            System.arraycopy(response.data(), 0, random, offset, part);
        }
        return random;
    }

    /**
     * One command, which the card must not refuse.
     *
     * @return the answer's data
     * @throws CryptokiException as {@code meaning} says; {@code CKR_DEVICE_REMOVED} when card or channel are gone
     */
    byte[] ask(StatusMeaning meaning, int ins, int p1, int p2, byte[] data) {
        ResponseApdu response = transmit(ins, p1, p2, data, ANY);
        if (!response.isOk()) {
            throw meaning.refusal(ins, response.sw());
        }
        return response.data();
    }

    /** Sends one command and returns the card's response, except when the card or the channel is gone. */
    ResponseApdu transmit(int ins, int p1, int p2, byte[] data, int le) {
        return together(() -> {
            requireOpen();
            try {
                ResponseApdu response = channel.transmit(new CommandApdu(ins, p1, p2, data, le));
                if (response.sw() == StatusWord.SW_CHANNEL_NOT_SUPPORTED) {
                    card.markRemoved();
                    throw StatusMeaning.FILE.refusal(ins, StatusWord.SW_CHANNEL_NOT_SUPPORTED);
                }
                return response;
            } catch (CardRemovedException e) {
                card.markRemoved();
                throw new CryptokiException(Ckr.CKR_DEVICE_REMOVED, "the card is gone", e);
            }
        });
    }

    private void requireOpen() {
        if (!card.isPresent()) {
            throw new CryptokiException(Ckr.CKR_DEVICE_REMOVED, "the card is gone");
        }
        if (closed) {
            throw new CryptokiException(Ckr.CKR_USER_NOT_LOGGED_IN, "the login ended");
        }
    }

    /** Gives up the channel, and with it every status that it has on the card. A second call does nothing. */
    @Override
    public void close() {
        together(() -> {
            if (!closed && card.isPresent()) {
                closed = true;
                try {
                    channel.close();
                } catch (CardRemovedException e) {
                    card.markRemoved();
                }
            }
            return null;
        });
    }
}
