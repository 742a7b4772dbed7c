package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;

/** MANAGE SECURITY ENVIRONMENT and PERFORM SECURITY OPERATION, ISO/IEC 7816-4 section 11.5.11 and 7816-8. */
final class SecurityCommands {
    private static final byte SET_FOR_COMPUTATION = 0x41;
    private static final byte SIGNATURE = (byte) 0xB6;
    private static final byte CONFIDENTIALITY = (byte) 0xB8;
    private static final byte ALGORITHM = (byte) 0x80;
    private static final byte KEY_REFERENCE = (byte) 0x84;

    private static final short PSO_HASH = (short) 0x90A0;
    private static final short PSO_SIGN = (short) 0x9E9A;
    private static final short PSO_DECIPHER = (short) 0x8086;
    private static final byte HASH_TAG = (byte) 0x90;
    private static final byte RSA_MARKER = (byte) 0x81;
    private static final byte NO_MARKER = 0x00;

    private static final short P521_LENGTH = 66;
    private static final short P521_ALIGNED_LENGTH = 72;
    private static final byte RAW_RSA = 0x0F;
    private static final byte PKCS1 = 0x02;
    private static final byte ECDSA = 0x04;
    private static final byte PSS = 0x05;
    private static final byte DECIPHER_PKCS1 = 0x0A;
    private static final byte DECIPHER_OAEP = 0x0D;

    private final CardState card;
    private final Computation computation;
    private final RsaPadding padding;
    private final Digests digests;

    SecurityCommands(CardState card, Computation computation, RsaPadding padding, Digests digests) {
        this.card = card;
        this.computation = computation;
        this.padding = padding;
        this.digests = digests;
    }

    void manageEnvironment(Command command) {
        if (command.p1 != SET_FOR_COMPUTATION || (command.p2 != SIGNATURE && command.p2 != CONFIDENTIALITY)) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
        if (command.length == 0) {
            ISOException.throwIt(Sw.LENGTH);
        }
        byte reference = BerTlv.oneByte(command.data, command.offset, command.end(), KEY_REFERENCE);
        boolean hasAlgorithm = BerTlv.find(command.data, command.offset, command.end(), ALGORITHM) != BerTlv.NONE;
        byte algorithm =
                hasAlgorithm ? BerTlv.oneByte(command.data, command.offset, command.end(), ALGORITHM) : NO_MARKER;
        card.keys.require(reference);
        if (command.p2 == SIGNATURE) {
            command.channel.setSigning(algorithm, reference);
        } else {
            command.channel.setDeciphering(algorithm, reference);
        }
    }

    short perform(Command command) {
        switch (command.parameters()) {
            case PSO_HASH:
                return takeHash(command);
            case PSO_SIGN:
                return sign(command);
            case PSO_DECIPHER:
                return decipher(command);
            default:
                ISOException.throwIt(Sw.PARAMETERS);
                return 0;
        }
    }

    /** Keeps the hash for the signature, and echoes it as the driver expects. */
    private short takeHash(Command command) {
        byte[] data = command.data;
        if (command.length == 0) {
            ISOException.throwIt(Sw.LENGTH);
        }
        short at = BerTlv.require(data, command.offset, command.end(), HASH_TAG);
        short value = BerTlv.valueOffset(data, at, command.end());
        short length = BerTlv.length(data, at, command.end());
        if (length == 0 || length > Channel.MOST_HASH) {
            ISOException.throwIt(Sw.LENGTH);
        }
        command.channel.setHash(data, value, length);
        return Util.arrayCopyNonAtomic(data, value, card.out, (short) 0, length);
    }

    private short sign(Command command) {
        Channel channel = command.channel;
        CardKey key = usable(channel, channel.signReference(), CardKey.SIGN);
        boolean given = command.length != 0;
        short waiting = channel.takeHash();
        if (!given && waiting == 0) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        byte[] data = given ? command.data : channel.hash();
        short offset = given ? command.offset : 0;
        short length = given ? command.length : waiting;
        if (key.type == CardKey.EC) {
            return signEc((EcKey) key, channel.signAlgorithm(), data, offset, length);
        }
        return signRsa((RsaKey) key, channel.signAlgorithm(), data, offset, length);
    }

    private short signRsa(RsaKey key, byte algorithm, byte[] data, short offset, short length) {
        short blockLength = key.blockLength();
        byte[] block = computation.block();
        if (algorithm == RAW_RSA) {
            copyBlock(data, offset, length, blockLength);
        } else if (algorithm == PKCS1) {
            padding.encodePkcs1(data, offset, length, block, blockLength);
        } else {
            encodeHash(algorithm, data, offset, length, blockLength);
        }
        computation.rsa(key);
        return Util.arrayCopyNonAtomic(block, (short) 0, card.out, (short) 0, blockLength);
    }

    /** The algorithms that take a bare hash: high nibble 4, 5, 6 for SHA-256, -384, -512. */
    private void encodeHash(byte algorithm, byte[] data, short offset, short length, short blockLength) {
        byte digest = digest(algorithm);
        if (length != digests.of(digest).getLength()) {
            ISOException.throwIt(Sw.DATA);
        }
        byte scheme = (byte) (algorithm & 0x0F);
        if (scheme == PSS) {
            padding.encodePss(digest, data, offset, computation.block(), blockLength);
        } else if (scheme == PKCS1) {
            short info = RsaPadding.writeDigestInfo(digest, data, offset, length, card.out, (short) 0);
            padding.encodePkcs1(card.out, (short) 0, info, computation.block(), blockLength);
        } else {
            ISOException.throwIt(Sw.CONDITIONS);
        }
    }

    /**
     * A hash longer than the order counts with its leftmost bits, FIPS 186-5 section 6.4.1. What is shorter is a number, and so are
     * 66 bytes below 2^521 on P-521: a host that pads a hash to the order's length means the hash.
     */
    private short signEc(EcKey key, byte algorithm, byte[] data, short offset, short length) {
        if ((byte) (algorithm & 0x0F) != ECDSA) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        short from = offset;
        short left = length;
        if (key.curve.fieldLength() == P521_LENGTH) {
            // OpenSC puts zeros before a hash until its length is a multiple of 8: these are not part of it.
            while (length == P521_ALIGNED_LENGTH && left > P521_LENGTH && data[from] == 0) {
                from++;
                left--;
            }
            if (left == P521_LENGTH && (data[from] & 0xFE) == 0) {
                shiftToTheLeft(data, from, left);
            }
        }
        return computation.ecdsa(key, data, from, left, card.out);
    }

    /** A number of 521 bits in 66 bytes must stand in their leftmost bits, where ECDSA takes it from. */
    private static void shiftToTheLeft(byte[] number, short offset, short length) {
        short last = (short) (offset + length - 1);
        for (short i = offset; i < last; i++) {
            number[i] = (byte) ((number[i] << 7) | ((number[(short) (i + 1)] & 0xFF) >> 1));
        }
        number[last] = (byte) (number[last] << 7);
    }

    private short decipher(Command command) {
        Channel channel = command.channel;
        if (command.length < 2) {
            ISOException.throwIt(Sw.LENGTH);
        }
        byte marker = command.data[command.offset];
        short offset = (short) (command.offset + 1);
        short length = (short) (command.length - 1);
        CardKey key = card.keys.require(requireReference(channel.decipherReference()));
        if (marker != NO_MARKER && marker != RSA_MARKER) {
            ISOException.throwIt(Sw.DATA);
        }
        if (key.type == CardKey.EC) {
            EcKey ec = (EcKey) usable(channel, channel.decipherReference(), CardKey.AGREE);
            return agree(ec, command.data, offset, length);
        }
        RsaKey rsa = (RsaKey) usable(channel, channel.decipherReference(), CardKey.DECIPHER);
        return decipherRsa(rsa, channel.decipherAlgorithm(), command.data, offset, length);
    }

    private short decipherRsa(RsaKey key, byte algorithm, byte[] data, short offset, short length) {
        copyBlock(data, offset, length, key.blockLength());
        computation.rsa(key);
        byte[] block = computation.block();
        short plain = key.blockLength();
        byte scheme = (byte) (algorithm & 0x0F);
        if (algorithm != RAW_RSA) {
            if (scheme == DECIPHER_PKCS1) {
                plain = RsaPadding.decodePkcs1(block, plain);
            } else if (scheme == DECIPHER_OAEP) {
                plain = padding.decodeOaep(digest(algorithm), block, plain);
            } else {
                ISOException.throwIt(Sw.CONDITIONS);
            }
        }
        Util.arrayCopyNonAtomic(block, (short) 0, card.out, (short) 0, plain);
        Util.arrayFillNonAtomic(block, (short) 0, key.blockLength(), (byte) 0);
        return plain;
    }

    private short agree(EcKey key, byte[] data, short offset, short length) {
        if (length != (short) (key.curve.fieldLength() * 2 + 1) || data[offset] != 0x04) {
            ISOException.throwIt(Sw.DATA);
        }
        return computation.agree(key, data, offset, length, card.out);
    }

    private void copyBlock(byte[] data, short offset, short length, short blockLength) {
        if (length != blockLength) {
            ISOException.throwIt(Sw.DATA);
        }
        Util.arrayCopyNonAtomic(data, offset, computation.block(), (short) 0, blockLength);
    }

    /** The digest in an algorithm's high nibble: 1 is SHA-1, 4 to 6 are SHA-2. */
    private static byte digest(byte algorithm) {
        short nibble = (short) ((algorithm >> 4) & 0x0F);
        if (nibble == 1) {
            return Digests.SHA1;
        }
        if (nibble < 4 || nibble > 6) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        return (byte) (nibble - 3);
    }

    private CardKey usable(Channel channel, byte reference, byte use) {
        CardKey key = card.keys.require(requireReference(reference));
        card.require(channel, key.access);
        if ((key.usage & use) == 0) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        channel.spend(key.access);
        return key;
    }

    private static byte requireReference(byte reference) {
        if (reference == 0) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        return reference;
    }
}
