package org.tokentwin.emulator.profile;

/**
 * A version as PKCS#11 reports it, {@code CK_VERSION}: each part 0 to 255. The text {@code 2.20} is major 2, minor 20.
 */
public record MajorMinor(int major, int minor) {
    public MajorMinor {
        if ((major | minor) < 0 || major > 255 || minor > 255) {
            throw new IllegalArgumentException("a version's parts are 0 to 255, not " + major + "." + minor);
        }
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
