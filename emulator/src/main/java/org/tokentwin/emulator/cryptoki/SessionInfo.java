package org.tokentwin.emulator.cryptoki;

/** {@code CK_SESSION_INFO}, PKCS#11 v2.40 section 3.3. */
public record SessionInfo(long slotId, long state, long flags, long deviceError) {}
