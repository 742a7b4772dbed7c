package org.tokentwin.client.cli;

import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.TokenException;

/** What the command line returns to the shell. */
final class ExitStatus {
    static final int SUCCESS = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    static final int NO_TOKEN = 3;

    private ExitStatus() {}

    static int of(TokenException e) {
        boolean noToken = e.is(Ckr.CKR_TOKEN_NOT_PRESENT) || e.is(Ckr.CKR_DEVICE_REMOVED);
        return noToken ? NO_TOKEN : FAILURE;
    }
}
