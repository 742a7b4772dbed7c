package org.tokentwin.conformance.walk;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_RW_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_ALREADY_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_PUBLIC_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_USER_FUNCTIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_PUBLIC_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_USER_FUNCTIONS;

import iaik.pkcs.pkcs11.wrapper.CK_SESSION_INFO;
import iaik.pkcs.pkcs11.wrapper.CK_TOKEN_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Optional;
import org.tokentwin.conformance.Returns;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Sessions and the login, sections 5.6 and 3.3. */
final class SessionSteps {
    private static final long NOT_TOLD = -1;

    private SessionSteps() {}

    static void openReadOnly(World world, Step step) {
        open(world, step, false);
    }

    static void openReadWrite(World world, Step step) {
        open(world, step, true);
    }

    private static void open(World world, Step step, boolean readWrite) {
        SessionModel before = world.sessions().get(step.session());
        if (before != null && before.open) {
            return;
        }
        String name = String.valueOf((char) ('A' + step.session()));
        long flags = CKF_SERIAL_SESSION | (readWrite ? CKF_RW_SESSION : 0);
        long[] handle = new long[1];
        Returns.Call call = () ->
                handle[0] = world.token().p11().C_OpenSession(world.token().slot(), flags, null, null);
        if (world.expect(
                        CryptokiFunction.C_OpenSession.name(),
                        name + (readWrite ? ", read-write" : ", read-only"),
                        call,
                        CKR_OK)
                == CKR_OK) {
            World.require(
                    handle[0] != 0 && world.openSessions().stream().noneMatch(each -> each.handle == handle[0]),
                    "C_OpenSession gave the handle of no session or of another one");
            world.sessions().put(step.session(), new SessionModel(name, handle[0], readWrite));
        }
    }

    static void close(World world, Step step) {
        world.session(step).ifPresent(session -> {
            Returns.Call call = () -> world.token().p11().C_CloseSession(session.handle);
            if (!world.isRefusedIn(session, CryptokiFunction.C_CloseSession.name(), call)) {
                world.expect(CryptokiFunction.C_CloseSession.name(), session.name, call, CKR_OK);
                world.closed(session);
            }
        });
    }

    static void closeAll(World world, Step step) {
        world.expect(
                CryptokiFunction.C_CloseAllSessions.name(),
                "",
                () -> world.token().p11().C_CloseAllSessions(world.token().slot()),
                CKR_OK);
        world.openSessions().forEach(world::closed);
    }

    static void login(World world, Step step) throws PKCS11Exception {
        Optional<SessionModel> named = world.session(step);
        if (named.isEmpty()) {
            return;
        }
        SessionModel session = named.get();
        Returns.Call call =
                () -> world.token().login(session.handle, world.token().pin());
        if (!world.isRefusedIn(session, CryptokiFunction.C_Login.name(), call)) {
            long right = world.isUser() ? CKR_USER_ALREADY_LOGGED_IN : CKR_OK;
            if (world.expect(CryptokiFunction.C_Login.name(), session.name, call, right) == CKR_OK) {
                world.loggedIn();
            }
        }
    }

    static void logout(World world, Step step) {
        world.session(step).ifPresent(session -> {
            Returns.Call call = () -> world.token().p11().C_Logout(session.handle);
            if (world.isRefusedIn(session, CryptokiFunction.C_Logout.name(), call)) {
                return;
            }
            if (world.isUser()) {
                world.expect(CryptokiFunction.C_Logout.name(), session.name, call, CKR_OK);
                world.loggedOut();
            } else if (world.expect(
                            CryptokiFunction.C_Logout.name(), session.name, call, CKR_OK, CKR_USER_NOT_LOGGED_IN)
                    == CKR_OK) {
                world.deviates("C_Logout CKR_USER_NOT_LOGGED_IN", "CKR_OK");
            }
        });
    }

    static void sessionInfo(World world, Step step) {
        world.session(step).ifPresent(session -> {
            CK_SESSION_INFO[] info = new CK_SESSION_INFO[1];
            Returns.Call call = () -> info[0] = world.token().p11().C_GetSessionInfo(session.handle);
            if (!world.isRefusedIn(session, CryptokiFunction.C_GetSessionInfo.name(), call)) {
                world.expect(CryptokiFunction.C_GetSessionInfo.name(), session.name, call, CKR_OK);
                World.require(
                        info[0].state == state(world, session),
                        "C_GetSessionInfo told state %d in place of %d"
                                .formatted(info[0].state, state(world, session)));
                World.require(
                        info[0].slotID == world.token().slot()
                                && info[0].flags == (CKF_SERIAL_SESSION | (session.readWrite ? CKF_RW_SESSION : 0)),
                        "C_GetSessionInfo told another slot, or flags that the session was not opened with");
            }
        });
    }

    private static long state(World world, SessionModel session) {
        if (session.readWrite) {
            return world.isUser() ? CKS_RW_USER_FUNCTIONS : CKS_RW_PUBLIC_SESSION;
        }
        return world.isUser() ? CKS_RO_USER_FUNCTIONS : CKS_RO_PUBLIC_SESSION;
    }

    static void tokenInfo(World world, Step step) {
        CK_TOKEN_INFO[] info = new CK_TOKEN_INFO[1];
        world.expect(
                CryptokiFunction.C_GetTokenInfo.name(),
                "",
                () -> info[0] = world.token().p11().C_GetTokenInfo(world.token().slot()),
                CKR_OK);
        long all = world.openSessions().size();
        long readWrite =
                world.openSessions().stream().filter(each -> each.readWrite).count();
        requireCount("ulSessionCount", info[0].ulSessionCount, all);
        requireCount("ulRwSessionCount", info[0].ulRwSessionCount, readWrite);
    }

    private static void requireCount(String name, long told, long is) {
        World.require(
                told == is || told == NOT_TOLD, "C_GetTokenInfo told %s %d in place of %d".formatted(name, told, is));
    }
}
