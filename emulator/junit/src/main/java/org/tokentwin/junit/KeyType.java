package org.tokentwin.junit;

import java.util.Locale;

/** The kinds of key that a token's e-Cert can be for. */
public enum KeyType {
    RSA_1024,
    RSA_2048,
    RSA_3072,
    RSA_4096,
    P256,
    P384,
    P521;

    /** As the emulator's command line spells it: {@code rsa2048}, {@code p256}. */
    String spelling() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
