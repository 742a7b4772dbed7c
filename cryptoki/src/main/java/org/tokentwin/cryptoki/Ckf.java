package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.CryptokiVersion.V2_40;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_0;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_2;

/** Flag bits. Each belongs to a structure or a function, so that several share a value: PKCS#11 v3.2 section 3. One without {@link Since} is in v2.20 already. */
public final class Ckf {
    // spotless:off
    public static final long CKF_TOKEN_PRESENT = 0x1L;
    public static final long CKF_REMOVABLE_DEVICE = 0x2L;
    public static final long CKF_HW_SLOT = 0x4L;
    public static final long CKF_RNG = 0x1L;
    public static final long CKF_WRITE_PROTECTED = 0x2L;
    public static final long CKF_LOGIN_REQUIRED = 0x4L;
    public static final long CKF_USER_PIN_INITIALIZED = 0x8L;
    public static final long CKF_RESTORE_KEY_NOT_NEEDED = 0x20L;
    public static final long CKF_CLOCK_ON_TOKEN = 0x40L;
    public static final long CKF_PROTECTED_AUTHENTICATION_PATH = 0x100L;
    public static final long CKF_DUAL_CRYPTO_OPERATIONS = 0x200L;
    public static final long CKF_TOKEN_INITIALIZED = 0x400L;
    public static final long CKF_SECONDARY_AUTHENTICATION = 0x800L;
    public static final long CKF_USER_PIN_COUNT_LOW = 0x10000L;
    public static final long CKF_USER_PIN_FINAL_TRY = 0x20000L;
    public static final long CKF_USER_PIN_LOCKED = 0x40000L;
    public static final long CKF_USER_PIN_TO_BE_CHANGED = 0x80000L;
    public static final long CKF_SO_PIN_COUNT_LOW = 0x100000L;
    public static final long CKF_SO_PIN_FINAL_TRY = 0x200000L;
    public static final long CKF_SO_PIN_LOCKED = 0x400000L;
    public static final long CKF_SO_PIN_TO_BE_CHANGED = 0x800000L;
    public static final long CKF_RW_SESSION = 0x2L;
    public static final long CKF_SERIAL_SESSION = 0x4L;
    public static final long CKF_ARRAY_ATTRIBUTE = 0x40000000L;
    public static final long CKF_HW = 0x1L;
    public static final long CKF_ENCRYPT = 0x100L;
    public static final long CKF_DECRYPT = 0x200L;
    public static final long CKF_DIGEST = 0x400L;
    public static final long CKF_SIGN = 0x800L;
    public static final long CKF_SIGN_RECOVER = 0x1000L;
    public static final long CKF_VERIFY = 0x2000L;
    public static final long CKF_VERIFY_RECOVER = 0x4000L;
    public static final long CKF_GENERATE = 0x8000L;
    public static final long CKF_GENERATE_KEY_PAIR = 0x10000L;
    public static final long CKF_WRAP = 0x20000L;
    public static final long CKF_UNWRAP = 0x40000L;
    public static final long CKF_DERIVE = 0x80000L;
    public static final long CKF_EC_F_P = 0x100000L;
    public static final long CKF_EC_F_2M = 0x200000L;
    public static final long CKF_EC_ECPARAMETERS = 0x400000L;
    public static final long CKF_EC_UNCOMPRESS = 0x1000000L;
    public static final long CKF_EC_COMPRESS = 0x2000000L;
    public static final long CKF_EXTENSION = 0x80000000L;
    public static final long CKF_LIBRARY_CANT_CREATE_OS_THREADS = 0x1L;
    public static final long CKF_OS_LOCKING_OK = 0x2L;
    public static final long CKF_DONT_BLOCK = 0x1L;
    public static final long CKF_NEXT_OTP = 0x1L;
    public static final long CKF_EXCLUDE_TIME = 0x2L;
    public static final long CKF_EXCLUDE_COUNTER = 0x4L;
    public static final long CKF_EXCLUDE_CHALLENGE = 0x8L;
    public static final long CKF_EXCLUDE_PIN = 0x10L;
    public static final long CKF_USER_FRIENDLY_OTP = 0x20L;
    @Since(V2_40) public static final long CKF_ERROR_STATE = 0x1000000L;
    @Since(V3_0) public static final long CKF_MESSAGE_ENCRYPT = 0x2L;
    @Since(V3_0) public static final long CKF_MESSAGE_DECRYPT = 0x4L;
    @Since(V3_0) public static final long CKF_MESSAGE_SIGN = 0x8L;
    @Since(V3_0) public static final long CKF_MESSAGE_VERIFY = 0x10L;
    @Since(V3_0) public static final long CKF_MULTI_MESSAGE = 0x20L;
    @Since(V3_0) public static final long CKF_FIND_OBJECTS = 0x40L;
    @Since(V3_0) public static final long CKF_EC_OID = 0x800000L;
    @Since(V3_0) public static final long CKF_EC_CURVENAME = 0x4000000L;
    @Since(V3_0) public static final long CKF_END_OF_MESSAGE = 0x1L;
    @Since(V3_0) public static final long CKF_INTERFACE_FORK_SAFE = 0x1L;
    @Since(V3_0) public static final long CKF_HKDF_SALT_NULL = 0x1L;
    @Since(V3_0) public static final long CKF_HKDF_SALT_DATA = 0x2L;
    @Since(V3_0) public static final long CKF_HKDF_SALT_KEY = 0x4L;
    @Since(V3_2) public static final long CKF_SEED_RANDOM_REQUIRED = 0x2000000L;
    @Since(V3_2) public static final long CKF_ASYNC_SESSION_SUPPORTED = 0x4000000L;
    @Since(V3_2) public static final long CKF_ASYNC_SESSION = 0x8L;
    @Since(V3_2) public static final long CKF_ENCAPSULATE = 0x10000000L;
    @Since(V3_2) public static final long CKF_DECAPSULATE = 0x20000000L;
    @Former public static final long CKF_EC_NAMEDCURVE = 0x800000L;
    @Since(V3_0) @Former public static final long CKF_MULTI_MESSGE = 0x20L;
    // spotless:on

    private Ckf() {}
}
