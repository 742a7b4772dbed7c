package org.tokentwin.emulator.rpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A message's body, put together by hand: what a client of p11-kit would write. */
final class Body {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Body uint8(int value) {
        bytes.write(value);
        return this;
    }

    Body uint32(int value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        return this;
    }

    Body ulong(long value) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    /** A length and the bytes. */
    Body counted(byte... value) {
        uint32(value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** The length that stands for a null pointer. */
    Body nullPointer() {
        return uint32(-1);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    RpcReader reader() {
        return reader(MechanismForm.PRESENCE_BYTE);
    }

    RpcReader reader(MechanismForm form) {
        return new RpcReader(bytes(), form);
    }
}
