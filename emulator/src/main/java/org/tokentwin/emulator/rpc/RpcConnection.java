package org.tokentwin.emulator.rpc;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.CryptokiSource;
import org.tokentwin.emulator.wire.RequestMemory;

/**
 * One client: a PKCS#11 application from its first byte to its last. Calls are carried out one after another, but for
 * {@code C_WaitForSlotEvent} and those that have the user asked for a PIN, which must not keep the others waiting.
 */
final class RpcConnection {
    private static final Logger LOG = LoggerFactory.getLogger(RpcConnection.class);

    /** The newest version of the protocol that is spoken; newer clients come down to it. Version 2 has another C_DeriveKey. */
    private static final int VERSION = 1;

    /** The calls whose last argument is a PIN. */
    private static final Set<RpcCall> PIN_LAST = Set.of(RpcCall.C_LOGIN, RpcCall.C_SET_PIN, RpcCall.C_INIT_PIN);

    /** Most calls that wait for a slot event or a user at a time; a client has one for each of its threads that waits. */
    private static final int MOST_WAITING = 64;

    private final DataInputStream in;
    private final FrameReader requests;
    private final DataOutputStream out;
    private final CryptokiSource application;
    private final Consumer<String> notices;
    private final ReentrantLock writing = new ReentrantLock();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    RpcConnection(
            DataInputStream in,
            DataOutputStream out,
            CryptokiSource application,
            RequestMemory memory,
            Consumer<String> notices) {
        this.in = in;
        this.requests = new FrameReader(in, memory);
        this.out = out;
        this.application = application;
        this.notices = notices;
    }

    /** Serves until the client goes, or breaks the protocol. Its sessions and login end with it. */
    void serve() {
        try {
            MechanismForm mechanismForm = MechanismForm.ofClientOffering(agreeOnVersion());
            while (true) {
                Frame request = requests.next();
                answer(request, new RpcReader(request.body(), mechanismForm));
                requests.release();
            }
        } catch (EOFException e) {
            LOG.debug("the client went");
        } catch (IOException e) {
            LOG.debug("the connection broke", e);
        } catch (ProtocolException e) {
            notices.accept("a connection was closed that broke the protocol: " + e.getMessage());
        } finally {
            requests.release();
            application.get().ended();
        }
    }

    private int agreeOnVersion() throws IOException {
        int offered = in.readUnsignedByte();
        LOG.debug("client offers version {}", offered);
        out.writeByte(Math.min(offered, VERSION));
        out.flush();
        return offered;
    }

    private void answer(Frame request, RpcReader arguments) throws IOException {
        Optional<RpcCall> call = arguments.call();
        if (call.isEmpty()) {
            write(new Frame(
                    request.code(),
                    RpcWriter.refusing(Ckr.CKR_FUNCTION_NOT_SUPPORTED).body()));
        } else if (!request.isWhole()) {
            write(new Frame(
                    request.code(),
                    refuseTooLarge(call.get(), arguments, request.length()).body()));
            Arrays.fill(request.body(), (byte) 0);
        } else if (call.get() == RpcCall.C_WAIT_FOR_SLOT_EVENT || asksForPin(call.get(), arguments)) {
            answerLater(request, call.get(), arguments);
        } else {
            write(new Frame(request.code(), carryOut(call.get(), arguments).body()));
            Arrays.fill(request.body(), (byte) 0); // there may be a PIN in it
        }
    }

    private RpcWriter refuseTooLarge(RpcCall call, RpcReader arguments, long length) {
        notices.accept("a request for " + call.function() + " was refused, since its " + length
                + " bytes are more than the server can hold; one may have up to " + FrameReader.LONGEST_BODY);
        return refuseUnheard(call, arguments, Ckr.CKR_HOST_MEMORY);
    }

    /** Refuses a call that the application may not have heard of, so that it ends what the refusal ends. */
    private RpcWriter refuseUnheard(RpcCall call, RpcReader arguments, Ckr ckr) {
        return RpcWriter.refusing(application.get().refused(call.function(), arguments.firstUlong(call), ckr));
    }

    private static boolean asksForPin(RpcCall call, RpcReader arguments) {
        return PIN_LAST.contains(call) && arguments.endsWithNull();
    }

    /** What takes time: it waits for a slot event, or for the user to enter a PIN. */
    private void answerLater(Frame request, RpcCall call, RpcReader arguments) {
        if (!waiting.tryAcquire()) {
            throw new ProtocolException("more than " + MOST_WAITING + " calls wait for a slot event or a user");
        }
        RequestMemory.Share memory = requests.handOver();
        Thread.ofVirtual().name("later-" + call).start(() -> {
            try (memory) {
                write(new Frame(request.code(), carryOut(call, arguments).body()));
            } catch (IOException | ProtocolException e) {
                LOG.debug("nobody waits for {} any more", call, e);
            } finally {
                Arrays.fill(request.body(), (byte) 0);
                waiting.release();
            }
        });
    }

    private void write(Frame response) throws IOException {
        writing.lock();
        try {
            response.write(out);
        } finally {
            writing.unlock();
        }
    }

    /** The one place where an exception of the layers below becomes a CKR. */
    private RpcWriter carryOut(RpcCall call, RpcReader arguments) {
        try {
            RpcWriter response = RpcWriter.answering(call);
            CallTable.handler(call).handle(application.get(), arguments, response);
            arguments.requireEnd();
            return response;
        } catch (CryptokiException e) {
            LOG.debug("{} returns {}", call, e.ckr());
            return RpcWriter.refusing(e.ckr());
        } catch (CardRemovedException e) {
            return RpcWriter.refusing(Ckr.CKR_DEVICE_REMOVED);
        } catch (OutOfMemoryError e) {
            notices.accept("a request for " + call.function() + " was refused, since there is no memory for it");
            return refuseUnheard(call, arguments, Ckr.CKR_HOST_MEMORY);
        } catch (ProtocolException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} failed", call, e);
            return RpcWriter.refusing(Ckr.CKR_GENERAL_ERROR);
        }
    }
}
