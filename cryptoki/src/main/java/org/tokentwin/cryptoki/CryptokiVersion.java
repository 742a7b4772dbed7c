package org.tokentwin.cryptoki;

/** A version of PKCS#11, in the order of their publication. */
public enum CryptokiVersion {
    /** With its three amendments. */
    V2_20(2, 20),
    V2_40(2, 40),
    V3_0(3, 0),
    V3_1(3, 1),
    V3_2(3, 2);

    private final int major;
    private final int minor;

    CryptokiVersion(int major, int minor) {
        this.major = major;
        this.minor = minor;
    }

    /** Returns the major number, as {@code CK_VERSION} has it. */
    public int major() {
        return major;
    }

    /** Returns the minor number, as {@code CK_VERSION} has it. */
    public int minor() {
        return minor;
    }

    /** Returns whether this version has what came with another one. */
    public boolean includes(CryptokiVersion other) {
        return compareTo(other) >= 0;
    }

    /**
     * Returns the newest version that is no newer than a {@code CK_VERSION}, which is the one that such a library keeps to; {@link #V2_20} for
     * what is older.
     */
    public static CryptokiVersion of(int major, int minor) {
        CryptokiVersion found = V2_20;
        for (CryptokiVersion version : values()) {
            if (major > version.major || (major == version.major && minor >= version.minor)) {
                found = version;
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
