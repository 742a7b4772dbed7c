package org.tokentwin.emulator.cryptoki;

/** {@code CK_MECHANISM_INFO}, PKCS#11 v2.40 section 3.5. Key sizes are in bits for RSA and EC, 0 if there is no key. */
public record MechanismInfo(long minKeySize, long maxKeySize, long flags) {}
