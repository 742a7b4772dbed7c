package org.tokentwin.emulator.cryptoki;

/** The two objects that {@code C_GenerateKeyPair} makes. */
public record KeyPairHandles(long publicKey, long privateKey) {}
