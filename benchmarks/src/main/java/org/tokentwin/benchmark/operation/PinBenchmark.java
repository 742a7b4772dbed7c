package org.tokentwin.benchmark.operation;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tokentwin.benchmark.token.DisposablePins;
import org.tokentwin.benchmark.token.NotMeasuredException;

/** Login, refused login, and change of the PIN. Every call spends or could spend a try, so that tokens must be disposable. */
public class PinBenchmark extends Sampled {
    /** A token that nobody misses, with a session on it. */
    @State(Scope.Thread)
    public static class Disposable {
        Login.ReadWritePublicSession own;

        @Setup
        public void require(Login.Nobody nobody, Login.ReadWritePublicSession session) {
            nobody.token.requireDisposable();
            own = session;
        }

        void logIn() throws PKCS11Exception {
            own.p11.C_Login(own.session, CKU_USER, DisposablePins.user(), true);
        }

        void logOut() throws PKCS11Exception {
            own.p11.C_Logout(own.session);
        }
    }

    /** Gives the tries back before they run out, outside of what is measured. */
    @State(Scope.Thread)
    public static class WrongPins {
        /** openCryptoki locks the PIN at the third. */
        private static final int IN_A_ROW = 2;

        private Disposable disposable;
        private int wrong;

        @Setup
        public void begin(Disposable token) {
            disposable = token;
        }

        @Setup(Level.Invocation)
        public void restoreTries() throws PKCS11Exception {
            if (wrong++ % IN_A_ROW == 0) {
                giveTriesBack();
            }
        }

        @TearDown
        public void giveTriesBack() throws PKCS11Exception {
            disposable.logIn();
            disposable.logOut();
        }
    }

    /** Knows which of two PINs the token has, and leaves it with the first. The user is logged in, since NSS asks for that. */
    @State(Scope.Thread)
    public static class AlternatingPins {
        private Disposable disposable;
        private boolean changed;

        @Setup
        public void begin(Disposable token) throws PKCS11Exception {
            disposable = token;
            disposable.logIn();
        }

        void change() throws PKCS11Exception {
            char[] user = DisposablePins.user();
            char[] other = DisposablePins.other();
            disposable.own.p11.C_SetPIN(disposable.own.session, changed ? other : user, changed ? user : other, true);
            changed = !changed;
        }

        @TearDown
        public void restore() throws PKCS11Exception {
            if (changed) {
                change();
            }
            disposable.logOut();
        }
    }

    @Benchmark
    public void loginAndLogout(Disposable token) throws PKCS11Exception {
        token.logIn();
        token.logOut();
    }

    @Benchmark
    public long wrongPin(Disposable token, WrongPins pins) {
        try {
            token.own.p11.C_Login(token.own.session, CKU_USER, DisposablePins.wrong(), true);
        } catch (PKCS11Exception e) {
            return e.getErrorCode();
        }
        throw new NotMeasuredException("it takes a wrong PIN");
    }

    @Benchmark
    public void change(AlternatingPins pins) throws PKCS11Exception {
        pins.change();
    }

    @Benchmark
    public long changeRefused(Disposable token) {
        try {
            token.own.p11.C_SetPIN(token.own.session, DisposablePins.user(), DisposablePins.refused(), true);
        } catch (PKCS11Exception e) {
            return e.getErrorCode();
        }
        throw new NotMeasuredException("it takes a PIN of 3 characters");
    }
}
