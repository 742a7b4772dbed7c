package org.tokentwin.emulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;

/** Speaks the card's commands in a test, on one channel. */
public final class CardDriver {
    static final int ANY = 65536;
    static final int USER = 0x11;
    static final int SO = 0x12;
    public static final int ALWAYS = 0x00;
    public static final int SIGN = 0x01;
    public static final int DECIPHER = 0x02;
    public static final int AGREE = 0x04;

    private static final byte[] NOTHING = {};

    /** An answer, to be asserted on. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    public record Answer(byte[] data, int sw) {
        public Answer requireOk() {
            return require(0x9000);
        }

        Answer require(int expected) {
            assertThat(StatusWord.describe(sw)).isEqualTo(StatusWord.describe(expected));
            return this;
        }
    }

    private final CardChannel channel;

    private CardDriver(CardChannel channel) {
        this.channel = channel;
    }

    /** On the basic channel. */
    public static CardDriver basic(Card card) {
        return new CardDriver(CardChannel.basic(card));
    }

    /** On a channel of its own. */
    public static CardDriver open(Card card) {
        return new CardDriver(CardChannel.open(card).orElseThrow());
    }

    CardChannel channel() {
        return channel;
    }

    Answer send(int ins, int p1, int p2) {
        return send(ins, p1, p2, NOTHING, 0);
    }

    Answer send(int ins, int p1, int p2, byte[] data) {
        return send(ins, p1, p2, data, 0);
    }

    Answer send(int ins, int p1, int p2, byte[] data, int le) {
        ResponseApdu response = channel.transmit(new CommandApdu(ins, p1, p2, data, le));
        return new Answer(response.data(), response.sw());
    }

    Answer getData(int tag) {
        return send(0xCA, tag >> 8, tag & 0xFF, NOTHING, 256);
    }

    Answer putData(int tag, byte[] data) {
        return send(0xDA, tag >> 8, tag & 0xFF, data);
    }

    public Answer verify(String pin) {
        return verify(USER, pin);
    }

    Answer verify(int reference, String pin) {
        return send(0x20, 0, reference, ascii(pin));
    }

    /** VERIFY without data. */
    Answer status(int reference) {
        return send(0x20, 0, reference);
    }

    Answer change(String old, String changed) {
        return change(USER, old, changed);
    }

    Answer change(int reference, String old, String changed) {
        int length = Math.max(old.length(), changed.length());
        return send(0x24, 0, reference, concat(padded(old, length), padded(changed, length)));
    }

    int triesLeft() {
        return getData(0xDF41).requireOk().data()[1];
    }

    int flags() {
        return getData(0xDF41).requireOk().data()[0];
    }

    Answer select(int id) {
        return send(0xA4, 0, 0, shortBytes(id), 256);
    }

    Answer read(int offset, int le) {
        return send(0xB0, offset >> 8, offset & 0xFF, NOTHING, le);
    }

    Answer update(int offset, byte[] data) {
        return send(0xD6, offset >> 8, offset & 0xFF, data);
    }

    /** CREATE FILE. */
    Answer create(int id, int size, int read, int write, byte[] content) {
        return create(0, id, size, read, write, content);
    }

    Answer createOrReplace(int id, int size, int read, int write, byte[] content) {
        return create(1, id, size, read, write, content);
    }

    private Answer create(int p1, int id, int size, int read, int write, byte[] content) {
        byte[] names = Arrays.copyOf(ascii("file" + (id & 0xFF)), 17);
        System.arraycopy(ascii("p11"), 0, names, 8, 3);
        byte[] control = concat(
                tlv(0x80, shortBytes(size)), tlv(0x83, shortBytes(id)), tlv(0x85, names), tlv(0x86, (byte) read, (byte)
                        write));
        return send(0xE0, p1, 0, concat(tlv(0x62, control), tlv(0x53, content)));
    }

    Answer delete(int id) {
        return send(0xE4, 2, 0, shortBytes(id));
    }

    Answer deleteKey(int reference) {
        return send(0xE4, 1, reference);
    }

    Answer generate(int reference, int type, int bits, int condition, int usage) {
        return send(0x47, 0, 0, tlv(0xB6, header(reference, type, bits, condition, usage)), ANY);
    }

    public Answer importKey(int reference, KeyPair pair, int condition, int usage) {
        return send(0xDB, 0x3F, 0xFF, tlv(0x4D, description(reference, pair, condition, usage)));
    }

    static byte[] description(int reference, KeyPair pair, int condition, int usage) {
        if (pair.getPrivate() instanceof RSAPrivateCrtKey key) {
            int bits = key.getModulus().bitLength();
            return concat(header(reference, 1, bits, condition, usage), rsaParts(key));
        }
        int bits = ((ECPublicKey) pair.getPublic())
                .getParams()
                .getCurve()
                .getField()
                .getFieldSize();
        return concat(
                header(reference, 2, bits, condition, usage),
                tlv(0x92, unsigned(((ECPrivateKey) pair.getPrivate()).getS(), (bits + 7) / 8)),
                tlv(0x99, point((ECPublicKey) pair.getPublic())));
    }

    static byte[] header(int reference, int type, int bits, int condition, int usage) {
        return concat(
                tlv(0x84, (byte) reference),
                tlv(0x80, (byte) type),
                tlv(0x81, shortBytes(bits)),
                tlv(0x86, (byte) condition, (byte) usage));
    }

    static byte[] rsaParts(RSAPrivateCrtKey key) {
        return concat(
                tlv(0x91, key.getPublicExponent().toByteArray()),
                tlv(0x92, key.getPrimeP().toByteArray()),
                tlv(0x93, key.getPrimeQ().toByteArray()),
                tlv(0x94, key.getCrtCoefficient().toByteArray()),
                tlv(0x95, key.getPrimeExponentP().toByteArray()),
                tlv(0x96, key.getPrimeExponentQ().toByteArray()),
                tlv(0x97, key.getModulus().toByteArray()));
    }

    public static byte[] point(ECPublicKey key) {
        int length = (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        return concat(
                new byte[] {4},
                unsigned(key.getW().getAffineX(), length),
                unsigned(key.getW().getAffineY(), length));
    }

    /** MSE for signing. */
    public Answer prepareSigning(int algorithm, int reference) {
        return send(0x22, 0x41, 0xB6, concat(tlv(0x80, (byte) algorithm), tlv(0x84, (byte) reference)));
    }

    /** PSO COMPUTE DIGITAL SIGNATURE over this command's data. */
    public Answer sign(byte[] data) {
        return send(0x2A, 0x9E, 0x9A, data, ANY);
    }

    /** MSE for deciphering; without algorithm for key agreement. */
    public Answer prepareDeciphering(int algorithm, int reference) {
        byte[] algorithmObject = algorithm == 0 ? NOTHING : tlv(0x80, (byte) algorithm);
        return send(0x22, 0x41, 0xB8, concat(algorithmObject, tlv(0x84, (byte) reference)));
    }

    public Answer decipher(int indicator, byte[] cryptogram) {
        return send(0x2A, 0x80, 0x86, concat(new byte[] {(byte) indicator}, cryptogram), ANY);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] padded(String text, int length) {
        return Arrays.copyOf(ascii(text), length);
    }

    static byte[] shortBytes(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    static byte[] unsigned(BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[length];
        int from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, fixed, length - (bytes.length - from), bytes.length - from);
        return fixed;
    }

    static byte[] tlv(int tag, byte... value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (value.length > 0xFF) {
            out.write(0x82);
            out.write(value.length >> 8);
        } else if (value.length > 0x7F) {
            out.write(0x81);
        }
        out.write(value.length);
        out.writeBytes(value);
        return out.toByteArray();
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
