package org.tokentwin.emulator.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.cryptoki.DataModel;

/** One of a client's connections: calls are carried out one after another. */
final class WireConnection {
    private static final Logger LOG = LoggerFactory.getLogger(WireConnection.class);

    private static final List<CryptokiFunction> FUNCTIONS = CryptokiFunction.of(CryptokiVersion.V3_2);
    private static final int HEADER_BYTES = 2 * Long.BYTES;
    /** What a client refuses itself, and where in the word of the function it says so. */
    private static final List<Ckr> REFUSALS = List.of(Ckr.CKR_HOST_MEMORY, Ckr.CKR_ARGUMENTS_BAD);

    private static final int REFUSAL_SHIFT = 32;

    private final InputStream in;
    private final OutputStream out;
    private final WireApplication application;
    private final ClientLayout layout;
    private final RequestMemory.Share memory;
    private final AtomicBoolean answering = new AtomicBoolean();

    private byte[] received = new byte[RequestMemory.FIRST];
    private int length;

    WireConnection(
            InputStream in,
            OutputStream out,
            WireApplication application,
            DataModel model,
            RequestMemory requestMemory) {
        this.in = in;
        this.out = out;
        this.application = application;
        this.layout = new ClientLayout(model);
        this.memory = requestMemory.new Share();
    }

    /** Serves until the client goes, or breaks the protocol. */
    void serve() {
        try (memory;
                CallMemory laidOut = new CallMemory()) {
            Message response = new Message();
            while (true) {
                boolean whole = receive();
                CryptokiFunction function = function();
                if (answering.get()) {
                    throw new WireException("a request before the last one was answered");
                }
                if (!whole) {
                    refuseUnheld(function, response);
                } else if (word(Long.BYTES) >>> REFUSAL_SHIFT != 0) {
                    endRefused(function, response);
                } else if (function == CryptokiFunction.C_WaitForSlotEvent
                        || !answer(function, received, length, laidOut, response)) {
                    answerLater(function, Arrays.copyOf(received, length));
                    Arrays.fill(received, 0, length, (byte) 0);
                }
                forget();
            }
        } catch (EOFException e) {
            LOG.debug("the client went");
        } catch (IOException e) {
            LOG.debug("the connection broke", e);
        } catch (WireException e) {
            LOG.warn("a client's connection was closed: {}", e.getMessage());
        }
    }

    /**
     * Receives a request; most come in one piece.
     *
     * @return whether it is there whole; of one that there is no memory for only the beginning is, and the rest was thrown away
     */
    private boolean receive() throws IOException {
        length = 0;
        int whole = HEADER_BYTES;
        while (length < whole) {
            if (length == received.length) { // it grows with what comes, not with what was announced
                received = memory.grown(received, whole);
                if (length == received.length) {
                    in.skipNBytes(whole - length);
                    return false;
                }
            }
            int more = in.read(received, length, received.length - length);
            if (more < 0) {
                throw new EOFException();
            }
            length += more;
            if (whole == HEADER_BYTES && length >= HEADER_BYTES) {
                whole = wholeLength();
            }
        }
        if (length != whole) {
            throw new WireException("a request that goes on behind its end");
        }
        return true;
    }

    /** Gives a large request's memory back, for the connection may be idle for long. */
    private void forget() {
        memory.close();
        if (received.length > RequestMemory.SMALL) {
            received = new byte[RequestMemory.FIRST];
        }
    }

    private void refuseUnheld(CryptokiFunction function, Message response) throws IOException {
        LOG.warn("{} was refused: no memory is left for its request", function);
        endWithoutMemory(function, received, length, response);
        Arrays.fill(received, 0, length, (byte) 0); // there may be a PIN in it
        response.send(out);
    }

    private int wholeLength() {
        long whole = word(0);
        if (whole < HEADER_BYTES || whole > Message.MOST_BYTES) {
            throw new WireException("a request of " + Long.toUnsignedString(whole) + " bytes");
        }
        return (int) whole;
    }

    private long word(int offset) {
        return ByteBuffer.wrap(received).order(ByteOrder.LITTLE_ENDIAN).getLong(offset);
    }

    private CryptokiFunction function() {
        long index = word(Long.BYTES) & (1L << REFUSAL_SHIFT) - 1;
        if (index >= FUNCTIONS.size()) {
            throw new WireException("a function of the index " + Long.toUnsignedString(index));
        }
        return FUNCTIONS.get((int) index);
    }

    /**
     * A call that the client refused itself, since no message carries its arguments: above the function's index is what the call returns, and behind it the session.
     */
    private void endRefused(CryptokiFunction function, Message response) throws IOException {
        long result = word(Long.BYTES) >>> REFUSAL_SHIFT;
        Ckr refusal = REFUSALS.stream()
                .filter(known -> known.code() == result)
                .findFirst()
                .orElseThrow(() -> new WireException("a refusal of " + result));
        if (length != HEADER_BYTES + Long.BYTES) {
            throw new WireException("a refusal of " + length + " bytes");
        }
        application.refused(function.name(), word(HEADER_BYTES), refusal);
        response.begin();
        response.word(refusal.code());
        response.send(out);
    }

    /** Returns whether there is an answer: there is none where the user has to be asked for a PIN first, which takes time. */
    private boolean answer(CryptokiFunction function, byte[] request, int bytes, CallMemory laidOut, Message response)
            throws IOException {
        boolean secret = function.takesPin();
        try {
            MemorySegment body = body(request, bytes, laidOut);
            if (!application.answer(function, body, layout, laidOut, response, true)) {
                return false;
            }
        } catch (OutOfMemoryError e) {
            LOG.warn("{} needs more memory than there is: {}", function, e.getMessage());
            endWithoutMemory(function, request, bytes, response);
        } finally {
            laidOut.clear(secret);
        }
        if (secret) {
            Arrays.fill(request, 0, bytes, (byte) 0);
        }
        response.send(out);
        return true;
    }

    private static MemorySegment body(byte[] request, int bytes, CallMemory laidOut) {
        MemorySegment copy = laidOut.allocate(bytes).asSlice(0, bytes);
        MemorySegment.copy(request, 0, copy, JAVA_BYTE, 0, bytes);
        return copy.asSlice(HEADER_BYTES, bytes - HEADER_BYTES);
    }

    private void endWithoutMemory(CryptokiFunction function, byte[] request, int bytes, Message response) {
        application.refused(function.name(), first(request, bytes), Ckr.CKR_HOST_MEMORY);
        response.begin();
        response.word(Ckr.CKR_HOST_MEMORY.code());
        RemoteCall.writeNothing(function, response);
    }

    /** The first argument of a request, where that is a number; 0 if there is none. */
    private static long first(byte[] request, int bytes) {
        return bytes < HEADER_BYTES + Long.BYTES
                ? 0
                : ByteBuffer.wrap(request).order(ByteOrder.LITTLE_ENDIAN).getLong(HEADER_BYTES);
    }

    /** Runs on another thread, so that this one sees when the client goes. The client sends nothing more here until the response has come. */
    private void answerLater(CryptokiFunction function, byte[] request) {
        RequestMemory.Share held = memory.handOver();
        answering.set(true);
        Thread.ofVirtual().name("later-" + function).start(() -> {
            try (held) {
                answerNow(function, request);
            } catch (IOException | WireException e) {
                LOG.debug("nobody waits for {} any more", function, e);
            } finally {
                Arrays.fill(request, (byte) 0);
            }
        });
    }

    private void answerNow(CryptokiFunction function, byte[] request) throws IOException {
        Message response = new Message();
        try (CallMemory laidOut = new CallMemory()) {
            application.answer(function, body(request, request.length, laidOut), layout, laidOut, response, false);
        } catch (OutOfMemoryError e) {
            LOG.warn("{} needs more memory than there is: {}", function, e.getMessage());
            endWithoutMemory(function, request, request.length, response);
        }
        answering.set(false);
        response.send(out);
    }
}
