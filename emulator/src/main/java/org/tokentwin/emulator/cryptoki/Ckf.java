package org.tokentwin.emulator.cryptoki;

/** Flag bits of the structures of PKCS#11 v2.40 section 3. Each constant belongs to the structure that its comment names. */
public final class Ckf {
    // CK_SLOT_INFO
    public static final long CKF_TOKEN_PRESENT = 0x1;
    public static final long CKF_REMOVABLE_DEVICE = 0x2;
    public static final long CKF_HW_SLOT = 0x4;

    // CK_TOKEN_INFO
    public static final long CKF_RNG = 0x1;
    public static final long CKF_WRITE_PROTECTED = 0x2;
    public static final long CKF_LOGIN_REQUIRED = 0x4;
    public static final long CKF_USER_PIN_INITIALIZED = 0x8;
    public static final long CKF_CLOCK_ON_TOKEN = 0x40;
    public static final long CKF_PROTECTED_AUTHENTICATION_PATH = 0x100;
    public static final long CKF_DUAL_CRYPTO_OPERATIONS = 0x200;
    public static final long CKF_TOKEN_INITIALIZED = 0x400;
    public static final long CKF_USER_PIN_COUNT_LOW = 0x10000;
    public static final long CKF_USER_PIN_FINAL_TRY = 0x20000;
    public static final long CKF_USER_PIN_LOCKED = 0x40000;
    public static final long CKF_USER_PIN_TO_BE_CHANGED = 0x80000;
    public static final long CKF_SO_PIN_COUNT_LOW = 0x100000;
    public static final long CKF_SO_PIN_FINAL_TRY = 0x200000;
    public static final long CKF_SO_PIN_LOCKED = 0x400000;
    public static final long CKF_SO_PIN_TO_BE_CHANGED = 0x800000;

    // CK_SESSION_INFO
    public static final long CKF_RW_SESSION = 0x2;
    public static final long CKF_SERIAL_SESSION = 0x4;

    // CK_MECHANISM_INFO
    public static final long CKF_HW = 0x1;
    public static final long CKF_ENCRYPT = 0x100;
    public static final long CKF_DECRYPT = 0x200;
    public static final long CKF_DIGEST = 0x400;
    public static final long CKF_SIGN = 0x800;
    public static final long CKF_SIGN_RECOVER = 0x1000;
    public static final long CKF_VERIFY = 0x2000;
    public static final long CKF_VERIFY_RECOVER = 0x4000;
    public static final long CKF_GENERATE = 0x8000;
    public static final long CKF_GENERATE_KEY_PAIR = 0x10000;
    public static final long CKF_DERIVE = 0x80000;
    public static final long CKF_EC_F_P = 0x100000;
    public static final long CKF_EC_NAMEDCURVE = 0x800000;
    public static final long CKF_EC_UNCOMPRESS = 0x1000000;

    // CK_C_INITIALIZE_ARGS
    public static final long CKF_LIBRARY_CANT_CREATE_OS_THREADS = 0x1;
    public static final long CKF_OS_LOCKING_OK = 0x2;

    // C_WaitForSlotEvent
    public static final long CKF_DONT_BLOCK = 0x1;

    private Ckf() {}
}
