package org.tokentwin.client.cli;

import java.util.List;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.revocation.RevocationStatus;
import org.tokentwin.client.x509.Validity;

/** What the command line returns to the shell. */
final class ExitStatus {
    static final int SUCCESS = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    static final int NO_TOKEN = 3;

    // How a certificate stands, with --check.
    static final int EXPIRED = 4;
    static final int NOT_YET_VALID = 5;
    static final int ON_HOLD = 6;
    static final int REVOKED = 7;
    static final int UNDETERMINED = 8;

    private static final List<Integer> WORST_FIRST =
            List.of(REVOKED, ON_HOLD, EXPIRED, NOT_YET_VALID, UNDETERMINED, SUCCESS);

    private ExitStatus() {}

    static int of(TokenException e) {
        boolean noToken = e.is(Ckr.CKR_TOKEN_NOT_PRESENT) || e.is(Ckr.CKR_DEVICE_REMOVED);
        return noToken ? NO_TOKEN : FAILURE;
    }

    static int of(RevocationStatus status) {
        return switch (status) {
            case GOOD -> SUCCESS;
            case ON_HOLD -> ON_HOLD;
            case REVOKED -> REVOKED;
            case UNKNOWN, UNDETERMINED -> UNDETERMINED;
        };
    }

    static int of(Validity validity) {
        return switch (validity) {
            case VALID, EXPIRES_SOON -> SUCCESS;
            case EXPIRED -> EXPIRED;
            case NOT_YET_VALID -> NOT_YET_VALID;
        };
    }

    /** The worse of two that say how a certificate stands. */
    static int worse(int one, int other) {
        return WORST_FIRST.indexOf(one) <= WORST_FIRST.indexOf(other) ? one : other;
    }
}
