package org.tokentwin.client;

/** The attributes and object classes that the client reads and sets, PKCS#11 v2.40 section 4 and its mechanisms. */
final class Cka {
    static final long CKA_CLASS = 0x0;
    static final long CKA_TOKEN = 0x1;
    static final long CKA_LABEL = 0x3;
    static final long CKA_APPLICATION = 0x10;
    static final long CKA_VALUE = 0x11;
    static final long CKA_KEY_TYPE = 0x100;
    static final long CKA_ID = 0x102;
    static final long CKA_VERIFY = 0x10A;
    static final long CKA_MODULUS = 0x120;
    static final long CKA_PUBLIC_EXPONENT = 0x122;
    static final long CKA_EC_PARAMS = 0x180;
    static final long CKA_EC_POINT = 0x181;
    static final long CKA_ALWAYS_AUTHENTICATE = 0x202;
    static final long CKA_HW_FEATURE_TYPE = 0x300;

    static final long CKO_DATA = 0x0;
    static final long CKO_CERTIFICATE = 0x1;
    static final long CKO_PUBLIC_KEY = 0x2;
    static final long CKO_PRIVATE_KEY = 0x3;
    static final long CKO_HW_FEATURE = 0x5;

    private Cka() {}
}
