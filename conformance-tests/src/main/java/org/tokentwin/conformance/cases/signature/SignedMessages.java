package org.tokentwin.conformance.cases.signature;

import static org.tokentwin.conformance.raw.RawMemory.NULL;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.GcmMessage;
import org.tokentwin.conformance.raw.RawMemory;

/**
 * The functions for messages that are signed or verified, in a session, with a mechanism whose messages have no parameter.
 *
 * @param mechanism that needs no parameter either
 */
record SignedMessages(
        TokenUnderTest token, RawMemory memory, long session, long mechanism, SignedMessageDirection direction) {
    /** Begins messages with a key. */
    void init(long key) throws PKCS11Exception {
        init(memory.mechanism(mechanism), key);
    }

    /** Begins messages by a {@code CK_MECHANISM}, or ends what was begun by a null pointer. */
    void init(MemorySegment place, long key) throws PKCS11Exception {
        token.rawWith(direction.init()).call(direction.init(), session, place, key);
    }

    /** {@code C_SignMessage}. */
    byte[] sign(byte[] text) throws PKCS11Exception {
        MemorySegment output = memory.block();
        MemorySegment length = memory.ulong(output.byteSize());
        sign(text, output, length);
        return written(output, length);
    }

    void sign(byte[] text, MemorySegment output, MemorySegment length) throws PKCS11Exception {
        MemorySegment data = GcmMessage.exact(memory, text);
        token.rawWith(direction.whole())
                .call(direction.whole(), session, NULL, 0L, data, GcmMessage.length(data), output, length);
    }

    /** {@code C_VerifyMessage}; throws where the signature does not hold. */
    void verify(byte[] text, byte[] signature) throws PKCS11Exception {
        MemorySegment data = GcmMessage.exact(memory, text);
        token.rawWith(direction.whole())
                .call(
                        direction.whole(),
                        session,
                        NULL,
                        0L,
                        data,
                        GcmMessage.length(data),
                        GcmMessage.exact(memory, signature),
                        (long) signature.length);
    }

    /** Begins a message in parts. */
    void begin() throws PKCS11Exception {
        token.rawWith(direction.begin()).call(direction.begin(), session, NULL, 0L);
    }

    /** A part that others follow. */
    void part(byte[] part) throws PKCS11Exception {
        next(part, NULL, direction == SignedMessageDirection.SIGN ? NULL : (Object) 0L);
    }

    /** The last part of a message that is signed. */
    byte[] last(byte[] part) throws PKCS11Exception {
        MemorySegment output = memory.block();
        MemorySegment length = memory.ulong(output.byteSize());
        next(part, output, length);
        return written(output, length);
    }

    /** The last part of a message whose signature is verified; throws where it does not hold. */
    void last(byte[] part, byte[] signature) throws PKCS11Exception {
        next(part, GcmMessage.exact(memory, signature), (long) signature.length);
    }

    /**
     * A part of a message.
     *
     * @param signature room for it, or the signature itself
     * @param length of it, or where its length is
     */
    void next(byte[] part, MemorySegment signature, Object length) throws PKCS11Exception {
        MemorySegment data = GcmMessage.exact(memory, part);
        token.rawWith(direction.next())
                .call(direction.next(), session, NULL, 0L, data, GcmMessage.length(data), signature, length);
    }

    void end() throws PKCS11Exception {
        token.rawWith(direction.end()).call(direction.end(), session);
    }

    private static byte[] written(MemorySegment output, MemorySegment length) {
        return output.asSlice(0, RawMemory.ulongAt(length)).toArray(ValueLayout.JAVA_BYTE);
    }
}
