package org.tokentwin.client.pkcs11;

import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckm;

/** A hash, with its mechanism, its mask generation function and its length. */
public enum HashMechanism {
    SHA_1("SHA-1", Ckm.CKM_SHA_1, Ckg.CKG_MGF1_SHA1, 20),
    SHA_256("SHA-256", Ckm.CKM_SHA256, Ckg.CKG_MGF1_SHA256, 32),
    SHA_384("SHA-384", Ckm.CKM_SHA384, Ckg.CKG_MGF1_SHA384, 48),
    SHA_512("SHA-512", Ckm.CKM_SHA512, Ckg.CKG_MGF1_SHA512, 64);

    private final String jcaName;
    private final long ckm;
    private final long mgf;
    private final int length;

    HashMechanism(String jcaName, long ckm, long mgf, int length) {
        this.jcaName = jcaName;
        this.ckm = ckm;
        this.mgf = mgf;
        this.length = length;
    }

    /** The name in the Java Cryptography Architecture. */
    public String jcaName() {
        return jcaName;
    }

    /** The CKM of the hash. */
    public long ckm() {
        return ckm;
    }

    /** The CKG of MGF1 with this hash. */
    public long mgf() {
        return mgf;
    }

    /** In bytes. */
    public int length() {
        return length;
    }
}
