package org.tokentwin.conformance.cases.signature;

import java.util.Arrays;
import org.bouncycastle.util.encoders.Hex;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.SignatureBlock;

/** What can be wrong in the block of a PKCS #1 v1.5 signature, each made by a rule from the sound one. */
enum Pkcs1SignatureFault {
    FIRST_BYTE(1, "does not begin with 00") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return with(sound(length, hash, value), 0, 1);
        }
    },
    TYPE_0(2, "has block type 00") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return with(sound(length, hash, value), 1, 0);
        }
    },
    TYPE_2(3, "has block type 02") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return with(sound(length, hash, value), 1, 2);
        }
    },
    FIRST_PADDING_BYTE(4, "has a first padding byte that is not FF") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return with(sound(length, hash, value), 2, 0xFE);
        }
    },
    ZERO_IN_PADDING(5, "has a 00 in the middle of the padding") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return with(sound(length, hash, value), 2 + SignatureBlock.leastPadding(), 0);
        }
    },
    LAST_PADDING_BYTE(6, "has a last padding byte that is not FF") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return with(sound(length, hash, value), separator(length, hash, value) - 1, 0x7F);
        }
    },
    NO_SEPARATOR(7, "has FF where the padding should end with 00") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return with(sound(length, hash, value), separator(length, hash, value), 0xFF);
        }
    },
    SEPARATOR_1(8, "has 01 where the padding should end with 00") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return with(sound(length, hash, value), separator(length, hash, value), 1);
        }
    },
    BEHIND_SHORT_PADDING(9, "has 8 bytes of padding and a tail behind the DigestInfo") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return SignatureBlock.endingInZeros(
                    length, SignatureBlock.leastPadding(), SignatureBlock.digestInfo(hash, value));
        }
    },
    BEHIND_NO_PADDING(10, "has no padding and a tail behind the DigestInfo") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return SignatureBlock.endingInZeros(length, 0, SignatureBlock.digestInfo(hash, value));
        }
    },
    ONE_BYTE_BEHIND(11, "has one byte behind the DigestInfo") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            byte[] digestInfo = SignatureBlock.digestInfo(hash, value);
            return SignatureBlock.of(length, Arrays.copyOf(digestInfo, digestInfo.length + 1));
        }
    },
    HASH_BIT(12, "has one bit of the hash changed") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return SignatureBlock.of(length, SignatureBlock.digestInfo(hash, with(value.clone(), 0, value[0] ^ 1)));
        }
    },
    LAST_HASH_BIT(13, "has the last bit of the hash changed") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            int last = value.length - 1;
            byte[] changed = with(value.clone(), last, value[last] ^ 1);
            return SignatureBlock.of(length, SignatureBlock.digestInfo(hash, changed));
        }
    },
    SHORT_HASH(14, "has a hash that lacks its last byte") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            byte[] shorter = Arrays.copyOf(value, value.length - 1);
            return SignatureBlock.of(length, SignatureBlock.digestInfo(hash, shorter));
        }
    },
    LONG_HASH(15, "has a hash with one byte more") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            byte[] longer = Arrays.copyOf(value, value.length + 1);
            return SignatureBlock.of(length, SignatureBlock.digestInfo(hash, longer));
        }
    },
    NO_DIGEST_INFO(16, "has the hash without a DigestInfo") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return SignatureBlock.of(length, value);
        }
    },
    OTHER_ALGORITHM(17, "names another hash in the DigestInfo") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            HashAlgorithm other = hash == HashAlgorithm.SHA256 ? HashAlgorithm.SHA1 : HashAlgorithm.SHA256;
            return SignatureBlock.of(length, SignatureBlock.digestInfo(other, value));
        }
    },
    LONG_FORM_LENGTH(18, "has a DigestInfo whose length is in BER's long form") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            byte[] der = SignatureBlock.digestInfo(hash, value);
            byte[] ber = Hex.decode("3081" + Hex.toHexString(der, 1, der.length - 1));
            return SignatureBlock.of(length, ber);
        }
    },
    SEQUENCE_LENGTH(19, "has a DigestInfo whose length is one too great") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            byte[] der = SignatureBlock.digestInfo(hash, value);
            return SignatureBlock.of(length, with(der, 1, der[1] + 1));
        }
    },
    SEQUENCE_TAG(20, "has a SET where the DigestInfo's SEQUENCE should be") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return SignatureBlock.of(length, with(SignatureBlock.digestInfo(hash, value), 0, 0x31));
        }
    },
    OCTET_STRING_TAG(21, "has a BIT STRING where the hash's OCTET STRING should be") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            byte[] der = SignatureBlock.digestInfo(hash, value);
            return SignatureBlock.of(length, with(der, der.length - value.length - 2, 0x03));
        }
    },
    THIRD_ELEMENT(22, "has a DigestInfo with a third element") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return SignatureBlock.of(length, SignatureBlock.digestInfoWithMore(hash, value));
        }
    },
    ZERO_BLOCK(23, "is all zeros but for its last byte") {
        @Override
        byte[] block(int length, HashAlgorithm hash, byte[] value) {
            return with(new byte[length], length - 1, 2);
        }
    };

    private final int number;
    private final String text;

    Pkcs1SignatureFault(int number, String text) {
        this.number = number;
        this.text = text;
    }

    int number() {
        return number;
    }

    /** Goes on from "a block that". */
    String text() {
        return text;
    }

    /**
     * The faulty block.
     *
     * @param length of the modulus
     * @param value of the hash
     */
    abstract byte[] block(int length, HashAlgorithm hash, byte[] value);

    private static byte[] sound(int length, HashAlgorithm hash, byte[] value) {
        return SignatureBlock.of(length, SignatureBlock.digestInfo(hash, value));
    }

    private static int separator(int length, HashAlgorithm hash, byte[] value) {
        return SignatureBlock.separator(length, SignatureBlock.digestInfo(hash, value));
    }

    private static byte[] with(byte[] bytes, int index, int value) {
        bytes[index] = (byte) value;
        return bytes;
    }
}
