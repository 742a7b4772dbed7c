package org.tokentwin.emulator.rpc;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeRoom;
import org.tokentwin.emulator.cryptoki.ListRoom;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/**
 * Reads a request's body, most significant byte first. Every method throws {@link ProtocolException} where the body ends too early or says
 * what cannot be.
 */
final class RpcReader {
    private static final int NULL_LENGTH = 0xFFFFFFFF;
    private static final int MOST_ATTRIBUTES = 1024;
    private static final int LEAST_ATTRIBUTE = 5;
    private static final int ATTRIBUTE_ROOM = 2 * Integer.BYTES;
    private static final int DEEPEST_TEMPLATE = 8;

    private final ByteBuffer body;
    private final MechanismForm mechanismForm;

    RpcReader(byte[] body, MechanismForm mechanismForm) {
        this.body = ByteBuffer.wrap(body);
        this.mechanismForm = mechanismForm;
    }

    /**
     * The call's number and signature, which must be the one that we know. Empty for a number that is not served: newer clients make
     * the calls of PKCS#11 3.0 whatever version is agreed on.
     */
    Optional<RpcCall> call() {
        int id = uint32();
        if (id <= RpcCall.ERROR.id()) {
            throw new ProtocolException("there is no call " + id);
        }
        Optional<RpcCall> call = RpcCall.of(id);
        byte[] signature = counted();
        String text = signature == null ? "" : new String(signature, StandardCharsets.US_ASCII);
        if (call.isPresent() && !call.get().request().equals(text)) {
            throw new ProtocolException("another signature for " + call.get());
        }
        return call;
    }

    /** The first argument of the call, wherever this reader is; 0 where it is no {@code u}. */
    long firstUlong(RpcCall call) {
        return call.request().startsWith("u")
                ? body.getLong(2 * Integer.BYTES + call.request().length())
                : 0;
    }

    /** Whether the last argument, an array of bytes, is null. One that ends in the same bytes is taken for it too. */
    boolean endsWithNull() {
        return body.getInt(body.limit() - Integer.BYTES) == NULL_LENGTH;
    }

    void requireEnd() {
        if (body.hasRemaining()) {
            throw new ProtocolException(body.remaining() + " bytes too many");
        }
    }

    byte uint8() {
        try {
            return body.get();
        } catch (BufferUnderflowException e) {
            throw tooShort();
        }
    }

    int uint32() {
        try {
            return body.getInt();
        } catch (BufferUnderflowException e) {
            throw tooShort();
        }
    }

    /** {@code u}. */
    long ulong() {
        try {
            return body.getLong();
        } catch (BufferUnderflowException e) {
            throw tooShort();
        }
    }

    /** A length and so many bytes; null for the length that stands for a null pointer. */
    byte @Nullable [] counted() {
        int length = uint32();
        if (length == NULL_LENGTH) {
            return null;
        }
        if (length < 0 || length > body.remaining()) {
            throw tooShort();
        }
        byte[] bytes = new byte[length];
        body.get(bytes);
        return bytes;
    }

    /** {@code ay}: null for a null pointer. */
    byte @Nullable [] bytesOrNull() {
        if (uint8() != 0) {
            return counted();
        }
        uint32();
        return null;
    }

    /** {@code ay} where a null pointer is as good as no bytes. */
    byte[] bytes() {
        byte[] bytes = bytesOrNull();
        return bytes == null ? new byte[0] : bytes;
    }

    /** {@code fy}: 0 for a null pointer, the length that stands for null for room for nothing. */
    OutputBuffer byteRoom() {
        int room = uint32();
        if (room == 0) {
            return OutputBuffer.lengthOnly();
        }
        return OutputBuffer.of(room == NULL_LENGTH ? 0 : Integer.toUnsignedLong(room));
    }

    /** {@code fu}: how many there is room for; 0 for a null pointer. */
    long ulongRoom() {
        return Integer.toUnsignedLong(uint32());
    }

    /** {@code fu} where a null pointer asks how many there are. */
    ListRoom listRoom() {
        long room = ulongRoom();
        return new ListRoom(room == 0, room);
    }

    /** {@code aA}. */
    List<Attribute> attributes() {
        return attributes(0);
    }

    /** The attributes of a template, or of one that is so deep in others. */
    List<Attribute> attributes(int depth) {
        if (depth > DEEPEST_TEMPLATE) {
            throw tooDeep();
        }
        int count = attributeCount();
        List<Attribute> attributes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attributes.add(AttributeCodec.read(this, depth));
        }
        return attributes;
    }

    /**
     * {@code fA}, the last argument where it is one; a room of 0 is a null pointer, since p11-kit writes both alike. Since 0.25.4 the room for a
     * template has the rooms for its attributes behind it.
     */
    List<AttributeRoom> attributeRooms() {
        int count = attributeCount();
        boolean nested = body.remaining() > count * ATTRIBUTE_ROOM;
        List<AttributeRoom> rooms = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long type = Integer.toUnsignedLong(uint32());
            long room = Integer.toUnsignedLong(uint32());
            boolean template = nested && room != 0 && WireKind.of(type) == AttributeKind.TEMPLATE;
            List<TemplateRoom> inner = template ? templateRooms(1) : List.of();
            rooms.add(new AttributeRoom(type, room == 0, room, List.copyOf(inner)));
        }
        return rooms;
    }

    private List<TemplateRoom> templateRooms(int depth) {
        if (depth > DEEPEST_TEMPLATE) {
            throw tooDeep();
        }
        int count = attributeCount();
        List<TemplateRoom> rooms = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long type = Integer.toUnsignedLong(uint32());
            long room = Integer.toUnsignedLong(uint32());
            boolean template = room != 0 && WireKind.of(type) == AttributeKind.TEMPLATE;
            rooms.add(new TemplateRoom(type, room, template ? templateRooms(depth + 1) : List.of()));
        }
        return rooms;
    }

    private int attributeCount() {
        int count = uint32();
        if (count < 0 || count > MOST_ATTRIBUTES || (long) count * LEAST_ATTRIBUTE > body.remaining()) {
            throw new ProtocolException(Integer.toUnsignedString(count) + " attributes");
        }
        return count;
    }

    /** {@code M}; empty for a null pointer. */
    Optional<Mechanism> mechanism() {
        return MechanismCodec.read(this, mechanismForm);
    }

    private static ProtocolException tooDeep() {
        return new ProtocolException("templates deeper than " + DEEPEST_TEMPLATE);
    }

    private static ProtocolException tooShort() {
        return new ProtocolException("the body ends too early");
    }
}
