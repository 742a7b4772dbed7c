package org.tokentwin.emulator.issuer;

/** The paths of an authority, below its address. The lists have the names of Hongkong Post's. */
public final class AuthorityFiles {
    public static final String OCSP = "/ocsp";
    public static final String TIME_STAMPS = "/tsa";
    public static final String ISSUING_CA = "/ca/eCertCA2-15.crt";
    public static final String ROOT_CA = "/ca/RootCA2.crt";

    /** The issuing CA's list: all e-Certs, complete. */
    public static final String CRL = "/crl/eCertCA2-15CRL1.crl";

    /** The root's list, of CAs. */
    public static final String ROOT_CRL = "/crl/RootCA2ARL.crl";

    private AuthorityFiles() {}
}
