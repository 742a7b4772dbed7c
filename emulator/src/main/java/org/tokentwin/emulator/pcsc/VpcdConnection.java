package org.tokentwin.emulator.pcsc;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.card.CardRemovedException;

/** A card in a virtual reader, as long as the connection holds: each frame is a control byte, or a command APDU. */
final class VpcdConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VpcdConnection.class);
    private static final int CONNECT_MILLIS = 5000;
    private static final int CONTROL_LENGTH = 1;
    private static final byte OFF = 0;
    private static final byte ON = 1;
    private static final byte RESET = 2;
    private static final byte ATR = 4;

    private final CardReader reader;
    private final Card card;
    private final ContactInterface contacts;
    private final Socket socket;
    private final CountDownLatch seen = new CountDownLatch(1);

    private VpcdConnection(CardReader reader, Card card, Socket socket) {
        this.reader = reader;
        this.card = card;
        this.contacts = new ContactInterface(card);
        this.socket = socket;
    }

    /** @throws IOException when no virtual reader listens there */
    static VpcdConnection open(InetSocketAddress address, CardReader reader, Card card) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            return new VpcdConnection(reader, card, socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Serves until the reader's side or {@link #close} ends it, or the card is gone. */
    void serve() {
        try (socket;
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
                OutputStream out = socket.getOutputStream()) {
            while (true) {
                acknowledgeAtOnce();
                byte[] frame = VpcdFrame.read(in);
                seen.countDown();
                handle(frame, out);
            }
        } catch (EOFException e) {
            LOG.debug("the virtual reader closed the connection");
        } catch (SocketException | CardRemovedException e) {
            LOG.debug("the card left the virtual reader: {}", e.getMessage());
        } catch (IOException e) {
            LOG.warn("the connection to the virtual reader broke", e);
        } finally {
            powerOff();
        }
    }

    private void powerOff() {
        try {
            contacts.powerOff();
        } catch (CardRemovedException e) {
            LOG.debug("the card is gone: {}", e.getMessage());
        }
    }

    /** Waits for the reader to ask for the card. A reader that has another card in it accepts the connection and stays silent. */
    boolean awaitSeen(long millis) throws InterruptedException {
        return seen.await(millis, TimeUnit.MILLISECONDS);
    }

    private void handle(byte[] frame, OutputStream out) throws IOException {
        if (frame.length != CONTROL_LENGTH) {
            VpcdFrame.write(out, contacts.transmit(frame));
            return;
        }
        switch (frame[0]) {
            case OFF, ON -> contacts.powerOff();
            case RESET -> reader.reset();
            case ATR -> VpcdFrame.write(out, card.atr());
            default -> VpcdFrame.write(out, contacts.transmit(frame));
        }
    }

    /**
     * Not sticky, so before every frame. Power frames have no answer that could carry the acknowledgement, and the reader's side holds its
     * next frame back for it.
     */
    private void acknowledgeAtOnce() throws IOException {
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }

    /** Tells the connection that a card came or went in the reader, or was reset. */
    @SuppressWarnings("ReferenceEquality") // this very card, not one like it
    void cardChanged() {
        if (reader.card().filter(now -> now == card).isPresent()) {
            contacts.forget();
        } else {
            contacts.remove();
            close();
        }
    }

    /** Takes the card out of the virtual reader. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("the connection was broken already", e);
        }
    }
}
