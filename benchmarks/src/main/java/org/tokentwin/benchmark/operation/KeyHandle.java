package org.tokentwin.benchmark.operation;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_EC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokentwin.benchmark.token.Template;

/** Private keys, in a session of the thread's own, where the user is logged in. */
public final class KeyHandle {
    private KeyHandle() {}

    /** An RSA key. */
    @State(Scope.Thread)
    public static class Rsa {
        Login.UserSession own;
        long key;

        @Setup
        public void find(Login.UserSession session) throws PKCS11Exception {
            own = session;
            key = own.token.findOne(
                    own.session, Template.ofClass(CKO_PRIVATE_KEY).with(CKA_KEY_TYPE, CKK_RSA), "RSA key");
        }
    }

    /** A key on an elliptic curve. */
    @State(Scope.Thread)
    public static class Ec {
        Login.UserSession own;
        long key;

        @Setup
        public void find(Login.UserSession session) throws PKCS11Exception {
            own = session;
            key = own.token.findOne(
                    own.session, Template.ofClass(CKO_PRIVATE_KEY).with(CKA_KEY_TYPE, CKK_EC), "EC key");
        }
    }

    static byte[] sign(Login.UserSession own, CK_MECHANISM mechanism, long key, byte[] data) throws PKCS11Exception {
        own.p11.C_SignInit(own.session, mechanism, key, true);
        return own.p11.C_Sign(own.session, data);
    }
}
