package org.tokentwin.emulator.profile;

/** Curves of FIPS 186-5 that the card computes on. */
public enum Curve {
    P_256(256),
    P_384(384),
    P_521(521);

    private final int bits;

    Curve(int bits) {
        this.bits = bits;
    }

    /** The length of the curve's order in bits. */
    public int bits() {
        return bits;
    }
}
