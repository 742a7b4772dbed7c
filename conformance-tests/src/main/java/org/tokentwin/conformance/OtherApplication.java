package org.tokentwin.conformance;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** A second application on the token under test, with its own sessions, login and session objects. */
public final class OtherApplication implements AutoCloseable {
    private static final int MOST_HANDLES = 1000;

    private final PKCS11 p11;
    private final long slot;

    /**
     * Initialises the module.
     *
     * @param p11 the module, with every call held to what the case declares and recorded
     */
    OtherApplication(PKCS11 p11, long slot) throws PKCS11Exception {
        this.p11 = p11;
        this.slot = slot;
        TokenUnderTest.initialize(p11);
    }

    public PKCS11 p11() {
        return p11;
    }

    public long openReadOnly() throws PKCS11Exception {
        return p11.C_OpenSession(slot, PKCS11Constants.CKF_SERIAL_SESSION, null, null);
    }

    /** Finds all objects that match. */
    public long[] find(long session, CK_ATTRIBUTE... template) throws PKCS11Exception {
        p11.C_FindObjectsInit(session, template, true);
        long[] found = p11.C_FindObjects(session, MOST_HANDLES);
        p11.C_FindObjectsFinal(session);
        return found;
    }

    /** {@code C_Finalize}. */
    @Override
    public void close() throws PKCS11Exception {
        p11.C_Finalize(null);
    }
}
