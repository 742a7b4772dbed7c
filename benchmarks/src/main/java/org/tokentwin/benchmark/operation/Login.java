package org.tokentwin.benchmark.operation;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tokentwin.benchmark.token.TargetDescription;
import org.tokentwin.benchmark.token.TokenUnderLoad;

/** States by who is logged in, PKCS#11 v2.40 section 2.4. A login is the process's, a session each thread's own. */
public final class Login {
    private Login() {}

    /** The token, and nobody logged in. */
    @State(Scope.Benchmark)
    public static class Nobody {
        TokenUnderLoad token;
        PKCS11 p11;

        @Setup
        public void open() throws PKCS11Exception {
            token = TokenUnderLoad.open(TargetDescription.ofThisProcess());
            p11 = token.p11();
        }

        @TearDown
        public void close() throws PKCS11Exception {
            token.close();
        }
    }

    /** The user is logged in. */
    @State(Scope.Benchmark)
    public static class User {
        @Setup
        public void logIn(Nobody nobody) throws PKCS11Exception {
            nobody.token.login(nobody.token.openReadOnly());
        }
    }

    /** A read-only session of the thread's own, where nobody is logged in. */
    @State(Scope.Thread)
    public static class PublicSession {
        PKCS11 p11;
        long session;

        @Setup
        public void open(Nobody nobody) throws PKCS11Exception {
            p11 = nobody.p11;
            session = nobody.token.openReadOnly();
        }
    }

    /** A read-write session of the thread's own, where nobody is logged in. */
    @State(Scope.Thread)
    public static class ReadWritePublicSession {
        PKCS11 p11;
        long session;

        @Setup
        public void open(Nobody nobody) throws PKCS11Exception {
            p11 = nobody.p11;
            session = nobody.token.openReadWrite();
        }
    }

    /** A read-only session of the thread's own, where the user is logged in. */
    @State(Scope.Thread)
    public static class UserSession {
        PKCS11 p11;
        TokenUnderLoad token;
        long session;

        @Setup
        public void open(Nobody nobody, User user) throws PKCS11Exception {
            p11 = nobody.p11;
            token = nobody.token;
            session = token.openReadOnly();
        }
    }

    /** A read-write session of the thread's own, where the user is logged in. */
    @State(Scope.Thread)
    public static class ReadWriteUserSession {
        PKCS11 p11;
        TokenUnderLoad token;
        long session;

        @Setup
        public void open(Nobody nobody, User user) throws PKCS11Exception {
            p11 = nobody.p11;
            token = nobody.token;
            session = token.openReadWrite();
        }
    }
}
