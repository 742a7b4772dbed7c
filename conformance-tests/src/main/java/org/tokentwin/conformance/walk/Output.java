package org.tokentwin.conformance.walk;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.CryptokiFunction;

/** A call that fills a buffer, section 5.2, and what it left there. */
final class Output {
    /** What the caller has for the output. */
    enum Room {
        ENOUGH("", 1024),
        ONE_BYTE(", room for a byte", 1),
        NULL(", null buffer", 0);

        final String text;
        final int bytes;

        Room(String text, int bytes) {
            this.text = text;
            this.bytes = bytes;
        }
    }

    private static final int GUARD = 64;
    private static final byte UNTOUCHED = (byte) 0xA5;

    private final long value;
    private final long length;
    private final byte[] bytes;

    private Output(long value, long length, byte[] bytes) {
        this.value = value;
        this.length = length;
        this.bytes = bytes;
    }

    /** Its {@code CK_RV}. */
    long value() {
        return value;
    }

    /** What it says of the length. */
    long length() {
        return length;
    }

    /** The output; none where there was no room, or the call was refused. */
    byte[] bytes() {
        return bytes;
    }

    /**
     * Calls a function of an operation.
     *
     * @param input the data that it takes; none of one that ends an operation in parts
     * @param allowed as {@link World#expect}
     */
    static Output of(
            World world,
            SessionModel session,
            CryptokiFunction function,
            byte @Nullable [] input,
            Room room,
            long... allowed) {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment buffer = memory.block(room.bytes + GUARD).fill(UNTOUCHED);
            MemorySegment length = memory.ulong(room.bytes);
            List<Object> arguments = new ArrayList<>(List.of(session.handle));
            if (input != null) {
                arguments.addAll(List.of(memory.bytes(input), (long) input.length));
            }
            arguments.addAll(List.of(room == Room.NULL ? RawMemory.NULL : buffer, length));
            long value = world.expect(
                    function.name(),
                    session.name + room.text,
                    () -> world.token().raw().call(function, arguments.toArray()),
                    allowed);
            long told = RawMemory.ulongAt(length);
            byte[] all = buffer.toArray(ValueLayout.JAVA_BYTE);
            boolean filled = value == CKR_OK && room != Room.NULL;
            World.require(
                    !filled || (told >= 0 && told <= room.bytes),
                    function + " told more bytes than there was room for");
            requireUntouched(function, all, room.bytes);
            return new Output(value, told, filled ? Arrays.copyOf(all, (int) told) : new byte[0]);
        }
    }

    private static void requireUntouched(CryptokiFunction function, byte[] all, int from) {
        for (int i = from; i < all.length; i++) {
            World.require(all[i] == UNTOUCHED, function + " wrote behind the buffer");
        }
    }
}
