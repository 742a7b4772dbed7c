package org.tokentwin.client.pkcs11;

/** A hash, with its mechanism, its mask generation function and its length. */
public enum HashMechanism {
    SHA_1("SHA-1", 0x220, 1, 20),
    SHA_256("SHA-256", 0x250, 2, 32),
    SHA_384("SHA-384", 0x260, 3, 48),
    SHA_512("SHA-512", 0x270, 4, 64);

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
