package org.tokentwin.emulator.rpc;

import java.util.Map;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.SessionInfo;

/** Session management and PINs. */
final class SessionCalls {
    private SessionCalls() {}

    static void addTo(Map<RpcCall, CallHandler> handlers) {
        handlers.put(
                RpcCall.C_OPEN_SESSION,
                (application, in, out) -> out.ulong(application.openSession(in.ulong(), in.ulong())));
        handlers.put(RpcCall.C_CLOSE_SESSION, (application, in, out) -> application.closeSession(in.ulong()));
        handlers.put(RpcCall.C_CLOSE_ALL_SESSIONS, (application, in, out) -> application.closeAllSessions(in.ulong()));
        handlers.put(RpcCall.C_GET_SESSION_INFO, SessionCalls::getSessionInfo);
        handlers.put(RpcCall.C_INIT_PIN, SessionCalls::initPin);
        handlers.put(RpcCall.C_SET_PIN, SessionCalls::setPin);
        handlers.put(RpcCall.C_GET_OPERATION_STATE, Outputs.ofRoom(Cryptoki::getOperationState));
        handlers.put(
                RpcCall.C_SET_OPERATION_STATE,
                (application, in, out) ->
                        application.setOperationState(in.ulong(), in.bytes(), in.ulong(), in.ulong()));
        handlers.put(RpcCall.C_LOGIN, SessionCalls::login);
        handlers.put(RpcCall.C_LOGOUT, (application, in, out) -> application.logout(in.ulong()));
    }

    private static void getSessionInfo(Cryptoki application, RpcReader in, RpcWriter out) {
        SessionInfo info = application.getSessionInfo(in.ulong());
        out.ulong(info.slotId()).ulong(info.state()).ulong(info.flags()).ulong(info.deviceError());
    }

    private static void initPin(Cryptoki application, RpcReader in, RpcWriter out) {
        long session = in.ulong();
        byte[] pin = in.bytesOrNull();
        SecretBytes.use(pin, () -> application.initPin(session, pin));
    }

    private static void setPin(Cryptoki application, RpcReader in, RpcWriter out) {
        long session = in.ulong();
        byte[] oldPin = in.bytesOrNull();
        byte[] newPin = in.bytesOrNull();
        SecretBytes.use(oldPin, () -> SecretBytes.use(newPin, () -> application.setPin(session, oldPin, newPin)));
    }

    private static void login(Cryptoki application, RpcReader in, RpcWriter out) {
        long session = in.ulong();
        long userType = in.ulong();
        byte[] pin = in.bytesOrNull();
        SecretBytes.use(pin, () -> application.login(session, userType, pin));
    }
}
