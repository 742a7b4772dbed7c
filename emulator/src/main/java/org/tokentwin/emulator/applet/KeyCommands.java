package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.CryptoException;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyBuilder;
import javacard.security.RSAPrivateCrtKey;
import javacard.security.RSAPublicKey;

/** GENERATE ASYMMETRIC KEY PAIR (ISO/IEC 7816-8), import of a key by PUT DATA, and DELETE KEY. */
final class KeyCommands {
    private static final short IMPORT = 0x3FFF;
    private static final byte GENERATE_TEMPLATE = (byte) 0xB6;
    private static final byte IMPORT_TEMPLATE = 0x4D;
    private static final byte REFERENCE = (byte) 0x84;
    private static final byte TYPE = (byte) 0x80;
    private static final byte BITS = (byte) 0x81;
    private static final byte EXPONENT = (byte) 0x82;
    private static final byte CONDITIONS = (byte) 0x86;
    private static final byte SCALAR = (byte) 0x92;
    private static final byte POINT = (byte) 0x99;

    private static final short PUBLIC_KEY_TAG = 0x7F49;
    private static final short MIN_RSA = 1024;
    private static final short MAX_RSA = 4096;
    private static final short RSA_STEP = 256;
    private static final byte ALL_USES = CardKey.SIGN | CardKey.DECIPHER | CardKey.AGREE;

    private final CardState card;
    private final Platform platform;
    private final Computation computation;

    private byte reference;
    private byte type;
    private short bits;
    private byte access;
    private byte usage;

    KeyCommands(CardState card, Platform platform, Computation computation) {
        this.card = card;
        this.platform = platform;
        this.computation = computation;
    }

    short generate(Command command) {
        command.requireParameters((short) 0);
        short from = command.template(GENERATE_TEMPLATE);
        short end = command.templateEnd();
        readTarget(command, from, end);
        CardKey key = type == CardKey.RSA ? generateRsa(command.data, from, end) : generateEc();
        keep(key);
        return writePublic(key);
    }

    void importKey(Command command) {
        command.requireParameters(IMPORT);
        short from = command.template(IMPORT_TEMPLATE);
        short end = command.templateEnd();
        readTarget(command, from, end);
        if (type == CardKey.RSA) {
            RsaKey key = new RsaKey(platform, bits, access, usage, RsaParts.imported(command.data, from, end));
            requireSound(computation.isSound(key));
            keep(key);
        } else {
            importEc(command.data, from, end);
        }
    }

    private void importEc(byte[] data, short from, short end) {
        EcCurve curve = EcCurve.of(bits);
        byte[] point = RsaParts.number(data, from, end, POINT);
        boolean shaped = (short) point.length == (short) (curve.fieldLength() * 2 + 1) && point[0] == 0x04;
        requireSound(shaped);
        EcKey key = new EcKey(platform, curve, access, usage, RsaParts.number(data, from, end, SCALAR), point);
        requireSound(computation.isSound(key));
        keep(key);
    }

    void delete(Command command) {
        command.requireLength((short) 0);
        CardKey key = card.keys.require(command.p2);
        requireMayChange(command.channel, command.p2, key.access);
        card.keys.delete(command.p2);
        if (KeySlots.isPersistent(command.p2)) {
            card.memory.giveBack(key.size());
            card.changed();
        }
    }

    /** Reads where the key goes and what it may do, and sees that it may and can go there. */
    private void readTarget(Command command, short from, short end) {
        byte[] data = command.data;
        reference = BerTlv.oneByte(data, from, end, REFERENCE);
        type = BerTlv.oneByte(data, from, end, TYPE);
        bits = BerTlv.twoBytes(data, from, end, BITS);
        short conditions = BerTlv.twoBytes(data, from, end, CONDITIONS);
        access = (byte) (conditions >> 8);
        usage = (byte) conditions;
        boolean sound = isCondition() && (usage & ~ALL_USES) == 0 && isSize();
        if (!sound) {
            ISOException.throwIt(Sw.DATA);
        }
        requireMayChange(command.channel, reference, access);
        if (card.keys.find(reference) != null) {
            ISOException.throwIt(Sw.EXISTS);
        }
    }

    private boolean isCondition() {
        return access == Access.ALWAYS
                || access == Access.USER
                || (access == Access.SIGNATURE && card.signaturePin.exists());
    }

    private boolean isSize() {
        if (type == CardKey.RSA) {
            return bits >= MIN_RSA && bits <= MAX_RSA && bits % RSA_STEP == 0;
        }
        return type == CardKey.EC && EcCurve.of(bits) != null;
    }

    private void requireMayChange(Channel channel, byte slot, byte condition) {
        if (KeySlots.isPersistent(slot) || condition != Access.ALWAYS) {
            card.require(channel, Access.USER);
        }
    }

    private void keep(CardKey key) {
        boolean persistent = KeySlots.isPersistent(reference);
        if (persistent) {
            card.requireRoom(key.size(), (short) 0);
        }
        card.keys.put(reference, key);
        if (persistent) {
            card.memory.take(key.size());
            card.changed();
        }
    }

    private RsaKey generateRsa(byte[] data, short from, short end) {
        RSAPublicKey publicKey = (RSAPublicKey) platform.key(KeyBuilder.TYPE_RSA_PUBLIC, bits);
        RSAPrivateCrtKey privateKey = (RSAPrivateCrtKey) platform.key(KeyBuilder.TYPE_RSA_CRT_PRIVATE, bits);
        short exponent = BerTlv.find(data, from, end, EXPONENT);
        if (exponent != BerTlv.NONE) {
            setExponent(publicKey, data, exponent, end);
        }
        try {
            platform.generate(publicKey, privateKey);
        } catch (CryptoException e) {
            ISOException.throwIt(Sw.DATA);
        }
        return new RsaKey(platform, bits, access, usage, RsaParts.generated(publicKey, privateKey, card.out));
    }

    /** An odd number above 1 of at most 4 bytes, as the exponents in use are. */
    private static void setExponent(RSAPublicKey key, byte[] data, short at, short end) {
        short from = BerTlv.valueOffset(data, at, end);
        short length = BerTlv.length(data, at, end);
        while (length > 1 && data[from] == 0) {
            from++;
            length--;
        }
        boolean sound = length >= 1
                && length <= 4
                && (data[(short) (from + length - 1)] & 1) == 1
                && (length > 1 || data[from] != 1);
        if (!sound) {
            ISOException.throwIt(Sw.DATA);
        }
        key.setExponent(data, from, length);
    }

    private EcKey generateEc() {
        EcCurve curve = EcCurve.of(bits);
        ECPublicKey publicKey = (ECPublicKey) platform.key(KeyBuilder.TYPE_EC_FP_PUBLIC, bits);
        ECPrivateKey privateKey = (ECPrivateKey) platform.key(KeyBuilder.TYPE_EC_FP_PRIVATE, bits);
        curve.setOn(publicKey);
        curve.setOn(privateKey);
        platform.generate(publicKey, privateKey);
        byte[] point = new byte[(short) (curve.fieldLength() * 2 + 1)];
        publicKey.getW(point, (short) 0);
        byte[] scalar = new byte[privateKey.getS(card.out, (short) 0)];
        Util.arrayCopyNonAtomic(card.out, (short) 0, scalar, (short) 0, (short) scalar.length);
        Util.arrayFillNonAtomic(card.out, (short) 0, (short) scalar.length, (byte) 0);
        return new EcKey(platform, curve, access, usage, scalar, point);
    }

    private static void requireSound(boolean sound) {
        if (!sound) {
            ISOException.throwIt(Sw.DATA);
        }
    }

    private short writePublic(CardKey key) {
        byte[] out = card.out;
        short at = Util.setShort(out, (short) 0, PUBLIC_KEY_TAG);
        if (key.type == CardKey.EC) {
            byte[] point = ((EcKey) key).point;
            at = putLength(out, at, (short) (BerTlv.headerLength((short) point.length) + point.length));
            return BerTlv.put(out, at, (byte) 0x86, point, (short) 0, (short) point.length);
        }
        byte[] modulus = ((RsaKey) key).modulus;
        byte[] exponent = ((RsaKey) key).exponent;
        short length = (short) (BerTlv.headerLength((short) modulus.length) + modulus.length + 2 + exponent.length);
        at = putLength(out, at, length);
        at = BerTlv.put(out, at, (byte) 0x81, modulus, (short) 0, (short) modulus.length);
        return BerTlv.put(out, at, (byte) 0x82, exponent, (short) 0, (short) exponent.length);
    }

    /** The length behind the two-byte tag, whose second byte {@link BerTlv#putHeader} writes again. */
    private static short putLength(byte[] out, short at, short length) {
        return BerTlv.putHeader(out, (short) (at - 1), (byte) PUBLIC_KEY_TAG, length);
    }
}
