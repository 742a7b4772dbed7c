package org.tokentwin.emulator.cryptoki.object;

/** The two objects of a key pair, the private key being on the card. */
public record KeyPairObjects(StoredObject publicKey, StoredObject privateKey) {}
