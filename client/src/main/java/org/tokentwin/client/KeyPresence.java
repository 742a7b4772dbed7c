package org.tokentwin.client;

/** Whether the token holds the private key that belongs to a certificate. */
public enum KeyPresence {
    PRESENT,
    ABSENT,
    /** Private keys are invisible before login, and nothing else on the token tells. */
    UNKNOWN
}
