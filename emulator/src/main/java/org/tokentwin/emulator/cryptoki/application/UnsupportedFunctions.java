package org.tokentwin.emulator.cryptoki.application;

import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/**
 * The functions that this module has and does not offer: {@code CKR_FUNCTION_NOT_SUPPORTED}, or what the standard says of functions of the
 * past, for a session that is open. The reasons stand in docs/pkcs11.md.
 */
abstract class UnsupportedFunctions implements Cryptoki {
    /** @throws CryptokiException {@code CKR_CRYPTOKI_NOT_INITIALIZED}, {@code CKR_SESSION_HANDLE_INVALID}, {@code CKR_DEVICE_REMOVED} */
    abstract void requireSession(long session);

    @Override
    public final void getOperationState(long session, OutputBuffer state) {
        throw unsupported(session);
    }

    @Override
    public final void setOperationState(long session, byte[] state, long encryptionKey, long authenticationKey) {
        throw unsupported(session);
    }

    @Override
    public final void getFunctionStatus(long session) {
        throw notParallel(session);
    }

    @Override
    public final void cancelFunction(long session) {
        throw notParallel(session);
    }

    @Override
    public final void unsupported(String function, long session) {
        throw unsupported(session);
    }

    final CryptokiException unsupported(long session) {
        requireSession(session);
        return new CryptokiException(Ckr.CKR_FUNCTION_NOT_SUPPORTED, "this token does not do that");
    }

    private CryptokiException notParallel(long session) {
        requireSession(session);
        return new CryptokiException(Ckr.CKR_FUNCTION_NOT_PARALLEL, "no function runs in parallel");
    }
}
