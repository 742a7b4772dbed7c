package org.tokentwin.emulator.pcsc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.card.CardReader.Listener;

/**
 * Shows the card in a {@link CardReader} to the operating system, in a virtual reader of PC/SC's daemon (vsmartcard's {@code vpcd}
 * driver). The card comes and goes there as it does in the reader here. When the daemon is restarted, the card is plugged in again.
 */
public final class VirtualReader implements AutoCloseable {
    /** Where the driver's first reader listens unless configured otherwise; the second listens one above. */
    public static final int DEFAULT_PORT = 35963;

    private static final Logger LOG = LoggerFactory.getLogger(VirtualReader.class);
    private static final int SEEN_MILLIS = 5000;
    private static final int RETRY_MILLIS = 500;

    private final InetSocketAddress address;
    private final CardReader reader;
    private final Listener listener = changed -> cardChanged();

    @GuardedBy("this")
    private Optional<VpcdConnection> connection = Optional.empty();

    @GuardedBy("this")
    private boolean closed;

    private VirtualReader(InetSocketAddress address, CardReader reader) {
        this.address = address;
        this.reader = reader;
    }

    /**
     * Plugs the card in, if there is one, and returns when the daemon has seen it.
     *
     * @param address on the loopback interface only, since PINs cross the connection in clear
     * @throws IllegalArgumentException for any other address
     * @throws IOException when no virtual reader listens there, or another card is in it
     */
    public static VirtualReader plugIn(InetSocketAddress address, CardReader reader) throws IOException {
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(address + " is not an address of the loopback interface");
        }
        VirtualReader virtual = new VirtualReader(address, reader);
        Optional<VpcdConnection> first = virtual.connect();
        reader.addListener(virtual.listener);
        Thread.ofVirtual().name("vpcd-" + address.getPort()).start(() -> virtual.run(first));
        try {
            if (first.isPresent() && !first.get().awaitSeen(SEEN_MILLIS)) {
                virtual.close();
                throw new IOException("the reader does not ask for the card, so another one is in it");
            }
            return virtual;
        } catch (InterruptedException e) {
            virtual.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before the reader asked for the card");
        }
    }

    private void run(Optional<VpcdConnection> first) {
        first.ifPresent(VpcdConnection::serve);
        try {
            while (awaitCard()) {
                try {
                    connect().ifPresent(VpcdConnection::serve);
                } catch (IOException e) {
                    LOG.debug("no virtual reader at {}: {}", address, e.getMessage());
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty when there is no card. */
    private Optional<VpcdConnection> connect() throws IOException {
        Optional<Card> card = reader.card();
        if (card.isEmpty()) {
            return Optional.empty();
        }
        VpcdConnection made = VpcdConnection.open(address, reader, card.get());
        synchronized (this) {
            if (closed) {
                made.close();
            }
            connection = Optional.of(made);
        }
        made.cardChanged(); // it may have gone while the connection was made
        return Optional.of(made);
    }

    /** Returns false when there will be no card any more. */
    private synchronized boolean awaitCard() throws InterruptedException {
        while (!closed && reader.card().isEmpty()) {
            wait();
        }
        return !closed;
    }

    private synchronized void cardChanged() {
        connection.ifPresent(VpcdConnection::cardChanged);
        notifyAll();
    }

    /** Takes the card out of the virtual reader, and puts none in any more. A second call does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        reader.removeListener(listener);
        connection.ifPresent(VpcdConnection::close);
        notifyAll();
    }
}
