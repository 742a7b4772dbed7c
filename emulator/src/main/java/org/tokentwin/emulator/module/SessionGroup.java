package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.SessionInfo;

/** Session management, PKCS#11 v2.40 section 5.6, and v3.0 sections 5.6.9 and 5.6.12. */
record SessionGroup(AbiLayout abi) {
    void openSession(
            Cryptoki cryptoki,
            long slotId,
            long flags,
            MemorySegment application,
            MemorySegment notify,
            MemorySegment session) {
        Arguments.require(session);
        abi.putUlong(session, 0, cryptoki.openSession(slotId, flags));
    }

    void closeSession(Cryptoki cryptoki, long session) {
        cryptoki.closeSession(session);
    }

    void closeAllSessions(Cryptoki cryptoki, long slotId) {
        cryptoki.closeAllSessions(slotId);
    }

    void getSessionInfo(Cryptoki cryptoki, long session, MemorySegment info) {
        Arguments.require(info);
        SessionInfo state = cryptoki.getSessionInfo(session);
        new StructureWriter(abi, info)
                .ulong(state.slotId())
                .ulong(state.state())
                .ulong(state.flags())
                .ulong(state.deviceError());
    }

    void getOperationState(Cryptoki cryptoki, long session, MemorySegment state, MemorySegment length) {
        new CallerBuffer(abi, state, length).bytes(output -> cryptoki.getOperationState(session, output));
    }

    void setOperationState(
            Cryptoki cryptoki,
            long session,
            MemorySegment state,
            long length,
            long encryptionKey,
            long authenticationKey) {
        cryptoki.setOperationState(session, Arguments.bytes(state, length), encryptionKey, authenticationKey);
    }

    void login(Cryptoki cryptoki, long session, long userType, MemorySegment pin, long length) {
        try (CallerPin entered = new CallerPin(pin, length)) {
            cryptoki.login(session, userType, entered.bytes());
        }
    }

    void loginUser(
            Cryptoki cryptoki,
            long session,
            long userType,
            MemorySegment pin,
            long length,
            MemorySegment username,
            long usernameLength) {
        byte[] name = Arguments.bytes(username, usernameLength);
        try (CallerPin entered = new CallerPin(pin, length)) {
            cryptoki.loginUser(session, userType, entered.bytes(), name);
        }
    }

    void sessionCancel(Cryptoki cryptoki, long session, long flags) {
        cryptoki.sessionCancel(session, flags);
    }

    void logout(Cryptoki cryptoki, long session) {
        cryptoki.logout(session);
    }
}
