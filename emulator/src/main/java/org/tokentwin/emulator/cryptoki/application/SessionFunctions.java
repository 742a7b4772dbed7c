package org.tokentwin.emulator.cryptoki.application;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.SessionInfo;

/** Sessions, login and PINs: PKCS#11 v2.40 section 5.6, and C_InitPIN and C_SetPIN of section 5.5. */
final class SessionFunctions {
    private final Application application;

    SessionFunctions(Application application) {
        this.application = application;
    }

    long open(long slotId, long flags) {
        Slot slot = application.board().slot(slotId);
        if ((flags & Ckf.CKF_SERIAL_SESSION) == 0) {
            throw new CryptokiException(Ckr.CKR_SESSION_PARALLEL_NOT_SUPPORTED, "CKF_SERIAL_SESSION is not set");
        }
        boolean readWrite = (flags & Ckf.CKF_RW_SESSION) != 0;
        return application
                .sessions()
                .open(application.token(slot), slotId, readWrite)
                .handle();
    }

    void close(long session) {
        application.sessions().close(application.session(session));
    }

    void closeAll(long slotId) {
        long known = application.board().slot(slotId).id();
        application.sessions().onSlot(known).forEach(application.sessions()::close);
    }

    SessionInfo info(long session) {
        return application.session(session).info();
    }

    void login(long handle, long userType, byte @Nullable [] pin) {
        Session session = application.session(handle);
        requireUserType(userType);
        byte[] given = required(pin);
        if (userType == Cku.CKU_CONTEXT_SPECIFIC) {
            session.with(operations -> authenticate(session, operations, given));
        } else {
            session.token().login(session, userType == Cku.CKU_SO ? Role.SO : Role.USER, given);
        }
    }

    void logout(long handle) {
        Session session = application.session(handle);
        session.token().logout(session);
    }

    void setPin(long handle, byte @Nullable [] oldPin, byte @Nullable [] newPin) {
        Session session = application.session(handle);
        session.requireReadWrite();
        session.token().setPin(session, required(oldPin), required(newPin));
    }

    void initPin(long handle, byte @Nullable [] pin) {
        Session session = application.session(handle);
        session.token().initPin(session, required(pin));
    }

    private static void authenticate(Session session, Operations operations, byte[] pin) {
        List<OperationSlot<?>> waiting = operations.withPrivateKey().stream()
                .filter(OperationSlot::awaitsPin)
                .toList();
        if (waiting.isEmpty()) {
            throw new CryptokiException(Ckr.CKR_OPERATION_NOT_INITIALIZED, "no operation waits for a PIN");
        }
        session.token().login().verifyAgain(pin);
        waiting.forEach(OperationSlot::authenticated);
    }

    private static void requireUserType(long userType) {
        if (userType != Cku.CKU_SO && userType != Cku.CKU_USER && userType != Cku.CKU_CONTEXT_SPECIFIC) {
            throw new CryptokiException(Ckr.CKR_USER_TYPE_INVALID, "there is no such user type");
        }
    }

    private static byte[] required(byte @Nullable [] pin) {
        if (pin == null) {
            throw new CryptokiException(Ckr.CKR_ARGUMENTS_BAD, "there is no protected authentication path");
        }
        return pin;
    }
}
