package org.tokentwin.emulator.card.jcardsim;

import java.io.ByteArrayOutputStream;
import org.tokentwin.emulator.applet.ImageWriter;

/** A card's persistent memory as bytes: shorts most significant byte first, arrays behind their length as a short. */
final class MemoryWriter implements ImageWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    byte[] bytes() {
        return bytes.toByteArray();
    }

    @Override
    public void putByte(byte value) {
        bytes.write(value);
    }

    @Override
    public void putShort(short value) {
        bytes.write(value >> Byte.SIZE);
        bytes.write(value);
    }

    @Override
    public void putBytes(byte[] value) {
        putShort((short) value.length);
        bytes.writeBytes(value);
    }
}
