package org.tokentwin.emulator.rpc;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/**
 * One client: a PKCS#11 application from its first byte to its last. Calls are carried out one after another, but for
 * {@code C_WaitForSlotEvent}, which must not keep the others waiting.
 */
final class RpcConnection {
    private static final Logger LOG = LoggerFactory.getLogger(RpcConnection.class);

    /** The newest version of the protocol that is spoken; newer clients come down to it. */
    private static final int VERSION = 0;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Cryptoki application;
    private final ReentrantLock writing = new ReentrantLock();

    RpcConnection(DataInputStream in, DataOutputStream out, Cryptoki application) {
        this.in = in;
        this.out = out;
        this.application = application;
    }

    /** Serves until the client goes, or breaks the protocol. Its sessions and login end with it. */
    void serve() {
        try {
            agreeOnVersion();
            while (true) {
                answer(Frame.read(in));
            }
        } catch (EOFException e) {
            LOG.debug("the client went");
        } catch (IOException e) {
            LOG.debug("the connection broke", e);
        } catch (ProtocolException e) {
            LOG.warn("connection closed: {}", e.getMessage());
        } finally {
            endApplication();
        }
    }

    private void agreeOnVersion() throws IOException {
        int offered = in.readUnsignedByte();
        LOG.debug("client offers version {}", offered);
        out.writeByte(VERSION);
        out.flush();
    }

    private void answer(Frame request) throws IOException {
        RpcReader arguments = new RpcReader(request.body());
        RpcCall call = arguments.call();
        if (call == RpcCall.C_WAIT_FOR_SLOT_EVENT) {
            Thread.ofVirtual().start(() -> answerLater(request.code(), call, arguments));
        } else {
            write(new Frame(request.code(), carryOut(call, arguments).body()));
        }
    }

    private void answerLater(int code, RpcCall call, RpcReader arguments) {
        try {
            write(new Frame(code, carryOut(call, arguments).body()));
        } catch (IOException | ProtocolException e) {
            LOG.debug("nobody waits for the slot event any more", e);
        }
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
            CallTable.handler(call).handle(application, arguments, response);
            arguments.requireEnd();
            return response;
        } catch (CryptokiException e) {
            LOG.debug("{} returns {}", call, e.ckr());
            return RpcWriter.refusing(e.ckr());
        } catch (CardRemovedException e) {
            return RpcWriter.refusing(Ckr.CKR_DEVICE_REMOVED);
        } catch (ProtocolException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} failed", call, e);
            return RpcWriter.refusing(Ckr.CKR_GENERAL_ERROR);
        }
    }

    private void endApplication() {
        try {
            application.finalizeCryptoki(false);
        } catch (CryptokiException e) {
            LOG.debug("the client had finalised itself: {}", e.ckr());
        }
    }
}
