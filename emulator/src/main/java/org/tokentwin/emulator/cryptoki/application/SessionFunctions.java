package org.tokentwin.emulator.cryptoki.application;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.PinQuestion.Purpose;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.SessionInfo;

/** Sessions, login and PINs: PKCS#11 v2.40 section 5.6, and C_InitPIN and C_SetPIN of section 5.5. */
final class SessionFunctions {
    private final Application application;
    private final PinEntry entry;

    SessionFunctions(Application application) {
        this.application = application;
        this.entry = new PinEntry(application);
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
        if (userType == Cku.CKU_CONTEXT_SPECIFIC) {
            authenticate(session, pin);
        } else {
            login(session, userType == Cku.CKU_SO ? Role.SO : Role.USER, pin);
        }
    }

    private void login(Session session, Role role, byte @Nullable [] pin) {
        ApplicationToken token = session.token();
        if (pin != null) {
            token.login(session, role, pin);
        } else {
            token.requireLoginOf(session, role);
            entry.ask(session, role.pin(), Purpose.LOGIN, entered -> token.login(session, role, entered.getFirst()));
        }
    }

    private void authenticate(Session session, byte @Nullable [] pin) {
        if (pin != null) {
            session.with(operations -> authenticate(session, operations, pin));
        } else {
            session.with(SessionFunctions::waiting);
            entry.ask(
                    session,
                    session.token().login().pinForEachUse(),
                    Purpose.USE_KEY,
                    entered -> session.with(operations -> authenticate(session, operations, entered.getFirst())));
        }
    }

    /** The tokens here know their users by the type only: one with a name is none of them. */
    void loginUser(long handle, long userType, byte @Nullable [] pin, byte[] username) {
        application.session(handle);
        if (username.length > 0) {
            throw new CryptokiException(Ckr.CKR_USER_TYPE_INVALID, "this token's users have no names");
        }
        login(handle, userType, pin);
    }

    /** @param lenient whether nobody need be logged in */
    void logout(long handle, boolean lenient) {
        Session session = application.session(handle);
        session.token().logout(session, lenient);
    }

    void setPin(long handle, byte @Nullable [] oldPin, byte @Nullable [] newPin) {
        Session session = application.session(handle);
        session.requireReadWrite();
        ApplicationToken token = session.token();
        if (oldPin != null && newPin != null) {
            token.setPin(session, oldPin, newPin);
        } else if (oldPin == null && newPin == null) {
            PinReference changed = token.login().current().role().pin();
            entry.ask(
                    session,
                    changed,
                    Purpose.CHANGE,
                    entered -> token.setPin(session, entered.getFirst(), entered.getLast()));
        } else {
            throw new CryptokiException(Ckr.CKR_ARGUMENTS_BAD, "one of two PINs is not given");
        }
    }

    void initPin(long handle, byte @Nullable [] pin) {
        Session session = application.session(handle);
        ApplicationToken token = session.token();
        if (pin != null) {
            token.initPin(session, pin);
        } else {
            token.login().requireSo();
            entry.ask(session, PinReference.USER, Purpose.SET, entered -> token.initPin(session, entered.getFirst()));
        }
    }

    private static void authenticate(Session session, Operations operations, byte[] pin) {
        OperationSlot<?> waiting = waiting(operations);
        session.token().login().verifyAgain(pin);
        waiting.authenticated();
    }

    /** The operation that began last: one PIN is for one use of a key. */
    private static OperationSlot<?> waiting(Operations operations) {
        return operations.withPrivateKey().stream()
                .filter(OperationSlot::awaitsPin)
                .max(Comparator.comparingLong(OperationSlot::begunAs))
                .orElseThrow(
                        () -> new CryptokiException(Ckr.CKR_OPERATION_NOT_INITIALIZED, "no operation waits for a PIN"));
    }

    private static void requireUserType(long userType) {
        if (userType != Cku.CKU_SO && userType != Cku.CKU_USER && userType != Cku.CKU_CONTEXT_SPECIFIC) {
            throw new CryptokiException(Ckr.CKR_USER_TYPE_INVALID, "there is no such user type");
        }
    }
}
