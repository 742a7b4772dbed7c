package org.tokentwin.emulator.cryptoki;

/** {@code CK_VERSION}, PKCS#11 v2.40 section 3.1: each part 0 to 255. */
public record Version(int major, int minor) {
    public Version {
        if ((major | minor) < 0 || major > 255 || minor > 255) {
            throw new IllegalArgumentException("a version's parts are 0 to 255, not " + major + "." + minor);
        }
    }
}
