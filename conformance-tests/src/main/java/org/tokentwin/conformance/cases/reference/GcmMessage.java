package org.tokentwin.conformance.cases.reference;

import static org.tokentwin.conformance.raw.RawMemory.NULL;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tokentwin.conformance.raw.RawMemory;

/**
 * One message of AES-GCM in C memory: what its parameter points to, and its associated data.
 *
 * @param iv room for the initialisation vector, with what it holds
 * @param tag likewise
 * @param parameter points to both
 */
public record GcmMessage(MemorySegment iv, MemorySegment tag, MemorySegment parameter, MemorySegment associatedData) {
    /** The key of all messages. */
    public static final byte[] KEY = bytes(32, 7);

    public static final int IV_BYTES = 12;
    public static final int TAG_BYTES = 16;

    private static final byte[] ASSOCIATED = bytes(20, 3);

    /** What was computed by the JDK, or what the token gave in place of that. */
    @SuppressWarnings("ArrayRecordComponent") // compared by AssertJ, by content
    public record Sealed(byte[] text, byte[] tag) {}

    /** A message with associated data. */
    public static GcmMessage of(RawMemory memory, byte[] iv, byte[] tag, long fixedBits, long generator) {
        return of(memory, iv, tag, fixedBits, generator, exact(memory, ASSOCIATED));
    }

    /** A message whose vector the caller gives, with associated data. */
    public static GcmMessage given(RawMemory memory, int number) {
        return of(memory, vector(number), new byte[TAG_BYTES], 0, 0);
    }

    /** The same with a tag to be checked. */
    public static GcmMessage given(RawMemory memory, int number, byte[] tag) {
        return of(memory, vector(number), tag, 0, 0);
    }

    /** A message whose vector the caller gives, without associated data. */
    public static GcmMessage bare(RawMemory memory, int number) {
        return of(memory, vector(number), new byte[TAG_BYTES], 0, 0, NULL);
    }

    private static GcmMessage of(
            RawMemory memory, byte[] iv, byte[] tag, long fixedBits, long generator, MemorySegment associatedData) {
        MemorySegment ivPlace = exact(memory, iv);
        MemorySegment tagPlace = exact(memory, tag);
        return new GcmMessage(
                ivPlace, tagPlace, memory.gcmMessage(ivPlace, fixedBits, generator, tagPlace), associatedData);
    }

    /** Other associated data, all else the same. */
    public GcmMessage withOtherAssociatedData(RawMemory memory) {
        byte[] other = ASSOCIATED.clone();
        other[other.length - 1] ^= 1;
        return new GcmMessage(iv, tag, parameter, exact(memory, other));
    }

    /** As long as the bytes are; nothing is a null pointer. */
    public static MemorySegment exact(RawMemory memory, byte[] bytes) {
        return bytes.length == 0 ? NULL : memory.bytes(bytes).asSlice(0, bytes.length);
    }

    public static byte[] vector(int number) {
        return bytes(IV_BYTES, number);
    }

    public static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (seed + i * 5);
        }
        return bytes;
    }

    public long parameterBytes() {
        return parameter.byteSize();
    }

    public long associatedBytes() {
        return length(associatedData);
    }

    public static long length(MemorySegment segment) {
        return segment.address() == 0 ? 0 : segment.byteSize();
    }

    public byte[] ivNow() {
        return iv.toArray(ValueLayout.JAVA_BYTE);
    }

    public byte[] tagNow() {
        return tag.toArray(ValueLayout.JAVA_BYTE);
    }

    /** What the JDK makes of a text with this vector and associated data. */
    public Sealed sealed(byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(KEY, "AES"),
                    new GCMParameterSpec(TAG_BYTES * Byte.SIZE, ivNow()));
            if (associatedBytes() > 0) {
                cipher.updateAAD(associatedData.toArray(ValueLayout.JAVA_BYTE));
            }
            byte[] whole = cipher.doFinal(text);
            return new Sealed(Arrays.copyOf(whole, text.length), Arrays.copyOfRange(whole, text.length, whole.length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK does not compute AES-GCM", e);
        }
    }
}
