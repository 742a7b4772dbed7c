package org.tokentwin.client;

/** Whether the client may send a PIN when one more wrong PIN would lock the token. */
public enum TryRisk {
    KEEP_FINAL_TRY,
    ALLOW_FINAL_TRY
}
