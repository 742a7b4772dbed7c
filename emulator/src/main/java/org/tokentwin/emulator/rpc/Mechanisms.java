package org.tokentwin.emulator.rpc;

import java.util.Optional;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;

/** Calls that take a mechanism. The null mechanism, which ends an operation in PKCS#11 3.0, is a bad argument before that. */
final class Mechanisms {
    /** A call with a session, a mechanism and a key: {@code uMu}. */
    @FunctionalInterface
    interface KeyCall {
        void call(Cryptoki application, long session, Mechanism mechanism, long key);
    }

    private Mechanisms() {}

    static CallHandler withKey(KeyCall call) {
        return (application, in, out) -> {
            long session = in.ulong();
            Optional<Mechanism> mechanism = in.mechanism();
            long key = in.ulong();
            call.call(application, session, require(mechanism), key);
        };
    }

    static Mechanism require(Optional<Mechanism> mechanism) {
        return mechanism.orElseThrow(() -> new CryptokiException(Ckr.CKR_ARGUMENTS_BAD, "no mechanism"));
    }
}
