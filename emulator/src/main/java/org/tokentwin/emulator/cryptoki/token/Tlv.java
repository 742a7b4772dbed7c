package org.tokentwin.emulator.cryptoki.token;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** A BER-TLV data object, ISO/IEC 7816-4 section 5.2.2, with a tag of one or two bytes. Immutable. */
public final class Tlv {
    private static final int MOST_IN_ONE_BYTE = 0x7F;
    private static final int MOST_IN_TWO_BYTES = 0xFF;
    private static final int MANY_BYTES_OF_TAG = 0x1F;

    private final int tag;
    private final byte[] value;

    private Tlv(int tag, byte[] value) {
        this.tag = tag;
        this.value = value;
    }

    static Tlv of(int tag, byte... value) {
        return new Tlv(tag, value.clone());
    }

    /** A number in two bytes. */
    static Tlv ofShort(int tag, int value) {
        return new Tlv(tag, new byte[] {(byte) (value >> Byte.SIZE), (byte) value});
    }

    static Tlv of(int tag, List<Tlv> children) {
        return new Tlv(tag, encode(children));
    }

    int tag() {
        return tag;
    }

    byte[] value() {
        return value.clone();
    }

    List<Tlv> children() {
        return parse(value);
    }

    /** The child with this tag. */
    Tlv child(int childTag) {
        return children().stream()
                .filter(tlv -> tlv.tag == childTag)
                .findFirst()
                .orElseThrow(() -> malformed("no tag " + Integer.toHexString(childTag)));
    }

    byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (tag > MOST_IN_TWO_BYTES) {
            out.write(tag >> Byte.SIZE);
        }
        out.write(tag);
        if (value.length > MOST_IN_TWO_BYTES) {
            out.write(0x82);
            out.write(value.length >> Byte.SIZE);
        } else if (value.length > MOST_IN_ONE_BYTE) {
            out.write(0x81);
        }
        out.write(value.length);
        out.writeBytes(value);
        return out.toByteArray();
    }

    static byte[] encode(List<Tlv> tlvs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tlvs.forEach(tlv -> out.writeBytes(tlv.encoded()));
        return out.toByteArray();
    }

    /** @throws CryptokiException {@code CKR_DEVICE_ERROR} when the bytes are not a row of data objects */
    static List<Tlv> parse(byte[] bytes) {
        List<Tlv> tlvs = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            while (in.hasRemaining()) {
                int tag = unsigned(in);
                if ((tag & MANY_BYTES_OF_TAG) == MANY_BYTES_OF_TAG) {
                    tag = tag << Byte.SIZE | unsigned(in);
                }
                byte[] value = new byte[length(in)];
                in.get(value);
                tlvs.add(new Tlv(tag, value));
            }
        } catch (BufferUnderflowException e) {
            throw malformed("cut off");
        }
        return tlvs;
    }

    private static int length(ByteBuffer in) {
        int first = unsigned(in);
        return switch (first) {
            case 0x81 -> unsigned(in);
            case 0x82 -> unsigned(in) << Byte.SIZE | unsigned(in);
            default -> first;
        };
    }

    private static int unsigned(ByteBuffer in) {
        return Byte.toUnsignedInt(in.get());
    }

    private static CryptokiException malformed(String why) {
        return new CryptokiException(Ckr.CKR_DEVICE_ERROR, "the card's data object is malformed: " + why);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tlv tlv && tag == tlv.tag && Arrays.equals(value, tlv.value);
    }

    @Override
    public int hashCode() {
        return 31 * tag + Arrays.hashCode(value);
    }

    /** Tag and length: the value may be a key. */
    @Override
    public String toString() {
        return Integer.toHexString(tag) + "[" + value.length + "]";
    }
}
