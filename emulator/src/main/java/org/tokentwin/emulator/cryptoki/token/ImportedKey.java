package org.tokentwin.emulator.cryptoki.token;

import java.util.List;

/**
 * A private key as the card imports it, its PUT DATA {@code 3FFF}.
 *
 * @param type the key type's number
 * @param bits of the modulus or of the field
 * @param parts the key's numbers, each under its tag
 */
public record ImportedKey(int type, int bits, List<Tlv> parts) {
    static final int RSA = 0x01;
    static final int EC = 0x02;

    public ImportedKey {
        parts = List.copyOf(parts);
    }

    /**
     * @param q1 q⁻¹ mod p; p, q, q1, dp and dq are each half as long as the modulus
     */
    public static ImportedKey rsa(int bits, byte[] e, byte[] p, byte[] q, byte[] q1, byte[] dp, byte[] dq, byte[] n) {
        return new ImportedKey(
                RSA,
                bits,
                List.of(
                        Tlv.of(0x91, e),
                        Tlv.of(0x92, p),
                        Tlv.of(0x93, q),
                        Tlv.of(0x94, q1),
                        Tlv.of(0x95, dp),
                        Tlv.of(0x96, dq),
                        Tlv.of(0x97, n)));
    }

    /**
     * @param scalar as long as the order
     * @param point uncompressed: {@code 04 x y}
     */
    public static ImportedKey ec(int bits, byte[] scalar, byte[] point) {
        return new ImportedKey(EC, bits, List.of(Tlv.of(0x92, scalar), Tlv.of(0x99, point)));
    }

    /** The key's size, never its numbers. */
    @Override
    public String toString() {
        return (type == RSA ? "RSA " : "EC ") + bits;
    }
}
