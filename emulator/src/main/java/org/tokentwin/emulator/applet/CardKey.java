package org.tokentwin.emulator.applet;

import javacard.framework.Util;

/** A private key in a slot. Its value stays in this package: no command reads it. */
abstract class CardKey {
    static final byte RSA = 0x01;
    static final byte EC = 0x02;

    static final byte SIGN = 0x01;
    static final byte DECIPHER = 0x02;
    static final byte AGREE = 0x04;

    final Platform platform;
    final byte type;
    final short bits;
    final byte access;
    final byte usage;

    CardKey(Platform platform, byte type, short bits, byte access, byte usage) {
        this.platform = platform;
        this.type = type;
        this.bits = bits;
        this.access = access;
        this.usage = usage;
    }

    /** Bytes of persistent memory that the key takes. */
    abstract short size();

    /** Wipes the private part; the key is of no use any more. */
    abstract void clear();

    static void clear(byte[] number) {
        Util.arrayFillNonAtomic(number, (short) 0, (short) number.length, (byte) 0);
    }

    void save(ImageWriter image) {
        image.putByte(type);
        image.putShort(bits);
        image.putByte(access);
        image.putByte(usage);
        saveNumbers(image);
    }

    abstract void saveNumbers(ImageWriter image);

    static CardKey load(Platform platform, ImageReader image) {
        byte type = image.getByte();
        short bits = image.getShort();
        byte access = image.getByte();
        byte usage = image.getByte();
        return type == RSA
                ? new RsaKey(platform, bits, access, usage, RsaParts.load(image))
                : new EcKey(platform, EcCurve.of(bits), access, usage, image.getBytes(), image.getBytes());
    }
}
