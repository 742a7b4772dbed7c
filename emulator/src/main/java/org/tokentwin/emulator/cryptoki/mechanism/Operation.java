package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.Arrays;
import java.util.function.Supplier;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/**
 * An operation of a session, from its Init to its end.
 *
 * <p>It knows itself when it is over. The session keeps it, calls it, and asks {@link #isActive} where an Init must find
 * out whether another operation is still going on. A call to an operation that is over throws {@code
 * CKR_OPERATION_NOT_INITIALIZED}, as the session does where there never was one.
 *
 * <p>Asking for a length and {@code CKR_BUFFER_TOO_SMALL} leave an operation as it was, and so does a part that went well.
 * Every other call ends it, whether it succeeds or not, PKCS#11 v2.40 sections 5.8 to 5.12. That includes the two that the
 * standard forbids and has no CKR for: a single-part call after a part was processed is {@code CKR_OPERATION_ACTIVE}, since one in
 * parts is; and parts for a mechanism that takes its data in a single part only are {@code CKR_FUNCTION_NOT_SUPPORTED}, from which a program
 * learns to use the other function.
 *
 * <p>An operation with a key whose {@code CKA_ALWAYS_AUTHENTICATE} is true waits for the PIN: until it was given, everything that uses key or
 * data throws {@code CKR_USER_NOT_LOGGED_IN}, which ends it as well.
 *
 * <p>Not safe for use by several threads: the session guards it.
 */
public abstract sealed class Operation
        permits DigestOperation, SignOperation, VerifyOperation, CipherOperation, MessageOperation, SignedMessages {
    private enum State {
        INITIALIZED,
        UPDATED,
        OVER
    }

    private State state = State.INITIALIZED;
    private boolean awaitsPin;
    private boolean wantsPin;

    Operation() {}

    /** Whether the operation still waits for a call. */
    public final boolean isActive() {
        return state != State.OVER;
    }

    /** Lets nothing be done before the PIN was given once more. */
    public final void awaitPin() {
        awaitsPin = true;
        wantsPin = true;
    }

    /** Lets nothing more be done before the PIN was given once more, where it was for what is done. */
    final void awaitPinAgain() {
        awaitsPin = wantsPin;
    }

    /** Whether the operation is active and waits for the PIN. */
    public final boolean awaitsPin() {
        return awaitsPin && isActive();
    }

    /** The PIN was given. */
    public final void authenticated() {
        awaitsPin = false;
    }

    /** Ends the operation. */
    final void end() {
        state = State.OVER;
    }

    /** Opens a call that has all the data. */
    final void beginSinglePart() {
        requireActive();
        require(state == State.INITIALIZED, Ckr.CKR_OPERATION_ACTIVE, "an operation that has begun in parts");
    }

    /** Opens a call that has a part of the data. */
    final void beginPart(boolean takesParts) {
        beginFinal(takesParts);
        requirePin();
        state = State.UPDATED;
    }

    /** Opens the call after the last part. */
    final void beginFinal(boolean takesParts) {
        requireActive();
        require(takesParts, Ckr.CKR_FUNCTION_NOT_SUPPORTED, "the mechanism takes its data in a single part");
    }

    /** Goes on with a part of the data, which makes this many bytes; nothing is computed unless they fit. */
    final void partWith(OutputBuffer output, int length, Supplier<byte[]> result) {
        requireActive();
        if (output.accepts(length)) {
            requirePin();
            state = State.UPDATED;
            output.put(result.get());
        }
    }

    /** Ends the operation with a result of this many bytes; nothing is computed unless they fit. */
    final void endWith(OutputBuffer output, int length, Supplier<byte[]> result) {
        if (output.accepts(length)) {
            requirePin();
            end();
            output.put(result.get());
        }
    }

    /** Ends the operation with a result whose length, at most {@code most}, shows only when it is there. */
    final void endWithAtMost(OutputBuffer output, int most, Supplier<byte[]> result) {
        if (output.isLengthOnly()) {
            output.accepts(most);
            return;
        }
        requirePin();
        State before = state;
        end();
        byte[] bytes = result.get();
        try {
            output.put(bytes);
        } catch (CryptokiException tooSmall) {
            Arrays.fill(bytes, (byte) 0);
            state = before;
            throw tooSmall;
        }
    }

    private void requireActive() {
        require(isActive(), Ckr.CKR_OPERATION_NOT_INITIALIZED, "no operation is active");
    }

    private void requirePin() {
        require(!awaitsPin, Ckr.CKR_USER_NOT_LOGGED_IN, "the key wants the PIN for each use");
    }

    private void require(boolean condition, Ckr otherwise, String why) {
        if (!condition) {
            end();
            throw new CryptokiException(otherwise, why);
        }
    }
}
