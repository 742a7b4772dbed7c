package org.tokentwin.client.pkcs11;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.CK_RSA_PKCS_OAEP_PARAMS;
import iaik.pkcs.pkcs11.wrapper.CK_RSA_PKCS_PSS_PARAMS;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckz;

/**
 * A mechanism with its parameter.
 *
 * @param type the CKM
 * @param parameter the wrapper's structure, or null for none
 */
public record CkMechanism(long type, @Nullable Object parameter) {
    public static CkMechanism plain(long type) {
        return new CkMechanism(type, null);
    }

    /** An RSA-PSS mechanism, PKCS#11 v2.40 section 2.1.10; the salt is as long as the hash, in bytes. */
    public static CkMechanism pss(long type, HashMechanism hash) {
        CK_RSA_PKCS_PSS_PARAMS parameter = new CK_RSA_PKCS_PSS_PARAMS();
        parameter.hashAlg = hash.ckm();
        parameter.mgf = hash.mgf();
        parameter.sLen = hash.length();
        return new CkMechanism(type, parameter);
    }

    /** An RSA-OAEP mechanism with an empty label, PKCS#11 v2.40 section 2.1.8. */
    public static CkMechanism oaep(long type, HashMechanism hash) {
        CK_RSA_PKCS_OAEP_PARAMS parameter = new CK_RSA_PKCS_OAEP_PARAMS();
        parameter.hashAlg = hash.ckm();
        parameter.mgf = hash.mgf();
        parameter.source = Ckz.CKZ_DATA_SPECIFIED;
        parameter.pSourceData = new byte[0];
        return new CkMechanism(type, parameter);
    }

    CK_MECHANISM toWrapper() {
        CK_MECHANISM mechanism = new CK_MECHANISM();
        mechanism.mechanism = type;
        mechanism.pParameter = parameter;
        return mechanism;
    }
}
