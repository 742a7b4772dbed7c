package org.tokentwin.emulator.cryptoki.token;

import java.util.List;

/**
 * A key that the card made.
 *
 * @param reference of its slot
 * @param answer the data objects of the command's answer: {@code 7F49} with the public key
 */
public record GeneratedKey(int reference, List<Tlv> answer) {
    private static final int PUBLIC_KEY = 0x7F49;

    public GeneratedKey {
        answer = List.copyOf(answer);
    }

    /** The modulus of an RSA key. */
    public byte[] modulus() {
        return part(0x81);
    }

    /** The public exponent of an RSA key. */
    public byte[] exponent() {
        return part(0x82);
    }

    /** The uncompressed point of an EC key. */
    public byte[] point() {
        return part(0x86);
    }

    private byte[] part(int tag) {
        return Tlv.of(0, answer).child(PUBLIC_KEY).child(tag).value();
    }
}
