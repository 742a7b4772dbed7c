package org.tokentwin.emulator.cryptoki.mechanism;

/** A key that a function was called with. */
public sealed interface KeyInUse permits PrivateKeyOnCard, PublicKeyOnHost, SecretKeyOnHost {}
