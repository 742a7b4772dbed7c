package org.tokentwin.emulator.rpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.ListRoom;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.Version;

/** Writes a response's body, most significant byte first. */
final class RpcWriter {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private RpcWriter() {}

    /** A response to the call, to be filled as its signature says. */
    static RpcWriter answering(RpcCall call) {
        return new RpcWriter().uint32(call.id()).counted(call.response().getBytes(StandardCharsets.US_ASCII));
    }

    /** The response that a call was refused. */
    static RpcWriter refusing(Ckr ckr) {
        return answering(RpcCall.ERROR).ulong(ckr.code());
    }

    byte[] body() {
        return body.toByteArray();
    }

    RpcWriter uint8(int value) {
        body.write(value);
        return this;
    }

    RpcWriter uint32(int value) {
        body.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        return this;
    }

    /** {@code u}. */
    RpcWriter ulong(long value) {
        body.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    RpcWriter counted(byte[] bytes) {
        uint32(bytes.length);
        body.writeBytes(bytes);
        return this;
    }

    /** {@code v}. */
    RpcWriter version(Version version) {
        return uint8(version.major()).uint8(version.minor());
    }

    /** {@code s}: UTF-8, padded with blanks; what is longer is cut before a character. */
    RpcWriter padded(String text, int length) {
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) ' ');
        int at = 0;
        for (int character : text.codePoints().toArray()) {
            byte[] bytes = Character.toString(character).getBytes(StandardCharsets.UTF_8);
            if (at + bytes.length > length) {
                break;
            }
            System.arraycopy(bytes, 0, padded, at, bytes.length);
            at += bytes.length;
        }
        return counted(padded);
    }

    /** {@code ay}: the bytes, or the length only where that was asked or the buffer was too small. */
    RpcWriter output(OutputBuffer output) {
        Optional<byte[]> bytes = output.bytes();
        return bytes.isPresent() ? uint8(1).counted(bytes.get()) : uint8(0).uint32((int) output.length());
    }

    /** {@code ay}. */
    RpcWriter bytes(byte[] bytes) {
        return uint8(1).counted(bytes);
    }

    /** {@code au}: the values. */
    RpcWriter ulongs(long[] values) {
        uint8(1).uint32(values.length);
        Arrays.stream(values).forEach(this::ulong);
        return this;
    }

    /** {@code au}: the values if there is room for them, else how many there are. None at all fit everywhere. */
    RpcWriter ulongs(long[] values, ListRoom room) {
        boolean fits = !room.lengthOnly() && room.verdict(values) == Ckr.CKR_OK;
        return fits || values.length == 0 ? ulongs(values) : uint8(0).uint32(values.length);
    }
}
