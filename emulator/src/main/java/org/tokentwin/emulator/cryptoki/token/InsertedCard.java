package org.tokentwin.emulator.cryptoki.token;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/**
 * A card from its insertion to its removal. What applications know of a token hangs on this object: after a removal it is dead,
 * and the same card inserted again is another one. A reset of the card by somebody else counts as a removal, since every channel and
 * status is gone then. Safe for use by many threads.
 */
public final class InsertedCard {
    private final CardReader reader;
    private final Card card;
    private final AtomicInteger sessions = new AtomicInteger();
    private final ReentrantLock changes = new ReentrantLock();
    private volatile boolean removed;

    @GuardedBy("this")
    private @Nullable TokenChannel publicChannel;

    @GuardedBy("this")
    private @Nullable CardIdentity identity;

    @GuardedBy("this")
    private int freshness;

    public InsertedCard(CardReader reader, Card card) {
        this.reader = reader;
        this.card = card;
    }

    @SuppressWarnings("ReferenceEquality") // this very card, not one like it
    public boolean isPresent() {
        return !removed && reader.card().filter(now -> now == card).isPresent();
    }

    /** The end of this object's life. */
    public void markRemoved() {
        removed = true;
    }

    /** The channel on which all applications read what is public. Nobody presents a PIN on it. */
    public synchronized TokenChannel publicChannel() {
        if (publicChannel == null) {
            publicChannel = openChannel();
        }
        return publicChannel;
    }

    /** The identity of the card. Read anew only when the card says that something changed, or while it is not operational. */
    public synchronized CardIdentity identity() {
        TokenChannel channel = publicChannel();
        int now = new CardFiles(channel).freshness();
        CardIdentity known = identity;
        if (known == null || !known.isOperational() || now != freshness) {
            known = CardIdentity.read(channel);
            identity = known;
            freshness = now;
        }
        return known;
    }

    /**
     * A new channel, its caller's own.
     *
     * @throws CryptokiException {@code CKR_DEVICE_MEMORY} when the card has none left, {@code CKR_DEVICE_REMOVED}
     */
    public TokenChannel openChannel() {
        if (!isPresent()) {
            throw new CryptokiException(Ckr.CKR_DEVICE_REMOVED, "the card is gone");
        }
        try {
            return CardChannel.open(card)
                    .map(channel -> new TokenChannel(this, channel))
                    .orElseThrow(() -> new CryptokiException(Ckr.CKR_DEVICE_MEMORY, "the card has no channel left"));
        } catch (CardRemovedException e) {
            markRemoved();
            throw new CryptokiException(Ckr.CKR_DEVICE_REMOVED, "the card is gone", e);
        }
    }

    /**
     * Runs a change that first reads what is on the card and then writes, in several commands: one application's at a time. This lock is taken
     * before any other of the token's. It does not hold back who uses the card past PKCS#11, as at its reader.
     */
    public <T> T changing(Supplier<T> change) {
        changes.lock();
        try {
            return change.get();
        } finally {
            changes.unlock();
        }
    }

    /** The sessions of all applications. */
    public AtomicInteger sessions() {
        return sessions;
    }
}
