package org.tokentwin.emulator.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.ParameterKind;
import org.tokentwin.emulator.recording.RecordedJson;

/**
 * The state of a device as far as an application's calls tell it: what was changed, who is logged in, and what each session has begun. It is computed in
 * the same way from a recording and from a program's calls, so that it says which recorded call a program's is.
 */
final class DeviceState {
    private final Map<Long, Session> sessions = new HashMap<>();
    private String changes = "";
    private String login = "";

    /** How a session was opened, and for each operation what was done since it began. */
    private static final class Session {
        private final String opened;
        private final Map<CryptokiFunction, String> operations = new TreeMap<>();

        private Session(String opened) {
            this.opened = opened;
        }

        @Override
        public String toString() {
            return opened + operations;
        }
    }

    /**
     * Returns what a recorded call is found by: the function, its arguments, and the state that its result may depend on. A program may have its sessions
     * opened and closed whenever a garbage collector likes.
     */
    String keyOf(CryptokiFunction function, ObjectNode in) {
        String arguments = argumentsWithoutSession(function, in);
        return switch (function) {
            case C_OpenSession, C_CloseSession -> digest(function, arguments, sessionPart(function, in));
            default -> digest(function, arguments, changes, login, sessionPart(function, in));
        };
    }

    private String sessionPart(CryptokiFunction function, ObjectNode in) {
        if (!function.isOf(ParameterKind.SESSION)) {
            return "";
        }
        Session session = sessions.get(in.path("hSession").longValue());
        if (session == null) {
            return "no session";
        }
        Optional<CryptokiFunction> begun = function.begunBy();
        return session.opened
                + (goesOnWithAny(function)
                        ? session.operations
                        : begun.map(session.operations::get).orElse(""));
    }

    /** Functions of two operations at a time, and of the whole state. */
    private static boolean goesOnWithAny(CryptokiFunction function) {
        return switch (function) {
            case C_DigestEncryptUpdate,
                    C_DecryptDigestUpdate,
                    C_SignEncryptUpdate,
                    C_DecryptVerifyUpdate,
                    C_DigestKey,
                    C_GetOperationState,
                    C_SetOperationState,
                    C_SessionCancel,
                    C_Login -> true;
            default -> false;
        };
    }

    /** Takes note of a call and what it returned; its session's handle is that of this state. */
    void advance(CryptokiFunction function, ObjectNode in, long result, ObjectNode out) {
        boolean done = result == Ckr.CKR_OK.code();
        String arguments = argumentsWithoutSession(function, in);
        switch (function) {
            case C_OpenSession -> {
                if (done) {
                    sessions.put(out.path("phSession").longValue(), new Session(arguments));
                }
            }
            case C_CloseSession -> close(done, in.path("hSession").longValue());
            case C_CloseAllSessions -> closeAll(done);
            case C_Login, C_LoginUser -> {
                if (done) {
                    login += function + arguments;
                } else {
                    changes = digest(function, arguments, changes, Long.toString(result));
                }
            }
            case C_Logout -> login = done ? "" : login;
            default -> operate(function, in, arguments, result);
        }
        if (sessions.isEmpty()) {
            login = "";
        }
    }

    private void close(boolean done, long session) {
        if (done) {
            sessions.remove(session);
        }
    }

    private void closeAll(boolean done) {
        if (done) {
            sessions.clear();
        }
    }

    private void operate(CryptokiFunction function, ObjectNode in, String arguments, long result) {
        boolean done = result == Ckr.CKR_OK.code();
        if (!function.effects().isEmpty()) {
            changes = digest(function, arguments, changes, Long.toString(result));
        }
        Session session = sessions.get(in.path("hSession").longValue());
        if (session == null || !function.isOf(ParameterKind.SESSION)) {
            return;
        }
        if (function.name().endsWith("Init")) {
            if (done) {
                session.operations.put(function, digest(function, arguments));
            }
            return;
        }
        if (isLengthQuery(function, in, result)) {
            return;
        }
        if (goesOnWithAny(function) && function != CryptokiFunction.C_GetOperationState) {
            session.operations.replaceAll((_, before) -> digest(function, arguments, before));
        }
        function.begunBy()
                .ifPresent(begun ->
                        session.operations.computeIfPresent(begun, (_, before) -> digest(function, arguments, before)));
    }

    private static boolean isLengthQuery(CryptokiFunction function, ObjectNode in, long result) {
        return result == Ckr.CKR_BUFFER_TOO_SMALL.code()
                || (function.tellsLength()
                        && in.path(function.parameters().getLast().name()).isNull());
    }

    private static String argumentsWithoutSession(CryptokiFunction function, ObjectNode in) {
        if (!function.isOf(ParameterKind.SESSION)) {
            return RecordedJson.text(in);
        }
        ObjectNode others = in.deepCopy();
        others.remove("hSession");
        return RecordedJson.text(others);
    }

    private static String digest(CryptokiFunction function, String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(function.name().getBytes(StandardCharsets.UTF_8));
            for (String part : parts) {
                digest.update((byte) '\n');
                digest.update(part.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
