package org.tokentwin.client;

import org.tokentwin.client.pkcs11.CkMechanism;
import org.tokentwin.client.pkcs11.HashMechanism;

/** The mechanisms that the client decrypts with. */
public enum DecryptionMechanism {
    CKM_RSA_PKCS(CkMechanism.plain(0x1)),
    CKM_RSA_PKCS_OAEP_SHA1(CkMechanism.oaep(0x9, HashMechanism.SHA_1)),
    CKM_RSA_PKCS_OAEP_SHA256(CkMechanism.oaep(0x9, HashMechanism.SHA_256));

    private final CkMechanism mechanism;

    DecryptionMechanism(CkMechanism mechanism) {
        this.mechanism = mechanism;
    }

    CkMechanism toCkMechanism() {
        return mechanism;
    }
}
