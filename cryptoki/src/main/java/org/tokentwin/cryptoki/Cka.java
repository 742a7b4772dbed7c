package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.CryptokiVersion.V2_40;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_0;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_1;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_2;

import java.util.Optional;

/** Attribute types: PKCS#11 v3.2 section 4. One without {@link Since} is in v2.20 already. */
public final class Cka {
    // spotless:off
    public static final long CKA_CLASS = 0x0L;
    public static final long CKA_TOKEN = 0x1L;
    public static final long CKA_PRIVATE = 0x2L;
    public static final long CKA_LABEL = 0x3L;
    @Since(V3_0) public static final long CKA_UNIQUE_ID = 0x4L;
    public static final long CKA_APPLICATION = 0x10L;
    public static final long CKA_VALUE = 0x11L;
    public static final long CKA_OBJECT_ID = 0x12L;
    public static final long CKA_CERTIFICATE_TYPE = 0x80L;
    public static final long CKA_ISSUER = 0x81L;
    public static final long CKA_SERIAL_NUMBER = 0x82L;
    public static final long CKA_AC_ISSUER = 0x83L;
    public static final long CKA_OWNER = 0x84L;
    public static final long CKA_ATTR_TYPES = 0x85L;
    public static final long CKA_TRUSTED = 0x86L;
    public static final long CKA_CERTIFICATE_CATEGORY = 0x87L;
    public static final long CKA_JAVA_MIDP_SECURITY_DOMAIN = 0x88L;
    public static final long CKA_URL = 0x89L;
    public static final long CKA_HASH_OF_SUBJECT_PUBLIC_KEY = 0x8AL;
    public static final long CKA_HASH_OF_ISSUER_PUBLIC_KEY = 0x8BL;
    @Since(V2_40) public static final long CKA_NAME_HASH_ALGORITHM = 0x8CL;
    public static final long CKA_CHECK_VALUE = 0x90L;
    public static final long CKA_KEY_TYPE = 0x100L;
    public static final long CKA_SUBJECT = 0x101L;
    public static final long CKA_ID = 0x102L;
    public static final long CKA_SENSITIVE = 0x103L;
    public static final long CKA_ENCRYPT = 0x104L;
    public static final long CKA_DECRYPT = 0x105L;
    public static final long CKA_WRAP = 0x106L;
    public static final long CKA_UNWRAP = 0x107L;
    public static final long CKA_SIGN = 0x108L;
    public static final long CKA_SIGN_RECOVER = 0x109L;
    public static final long CKA_VERIFY = 0x10AL;
    public static final long CKA_VERIFY_RECOVER = 0x10BL;
    public static final long CKA_DERIVE = 0x10CL;
    public static final long CKA_START_DATE = 0x110L;
    public static final long CKA_END_DATE = 0x111L;
    public static final long CKA_MODULUS = 0x120L;
    public static final long CKA_MODULUS_BITS = 0x121L;
    public static final long CKA_PUBLIC_EXPONENT = 0x122L;
    public static final long CKA_PRIVATE_EXPONENT = 0x123L;
    public static final long CKA_PRIME_1 = 0x124L;
    public static final long CKA_PRIME_2 = 0x125L;
    public static final long CKA_EXPONENT_1 = 0x126L;
    public static final long CKA_EXPONENT_2 = 0x127L;
    public static final long CKA_COEFFICIENT = 0x128L;
    @Since(V2_40) public static final long CKA_PUBLIC_KEY_INFO = 0x129L;
    public static final long CKA_PRIME = 0x130L;
    public static final long CKA_SUBPRIME = 0x131L;
    public static final long CKA_BASE = 0x132L;
    public static final long CKA_PRIME_BITS = 0x133L;
    public static final long CKA_SUBPRIME_BITS = 0x134L;
    public static final long CKA_VALUE_BITS = 0x160L;
    public static final long CKA_VALUE_LEN = 0x161L;
    public static final long CKA_EXTRACTABLE = 0x162L;
    public static final long CKA_LOCAL = 0x163L;
    public static final long CKA_NEVER_EXTRACTABLE = 0x164L;
    public static final long CKA_ALWAYS_SENSITIVE = 0x165L;
    public static final long CKA_KEY_GEN_MECHANISM = 0x166L;
    public static final long CKA_MODIFIABLE = 0x170L;
    @Since(V2_40) public static final long CKA_COPYABLE = 0x171L;
    @Since(V2_40) public static final long CKA_DESTROYABLE = 0x172L;
    public static final long CKA_EC_PARAMS = 0x180L;
    public static final long CKA_EC_POINT = 0x181L;
    public static final long CKA_SECONDARY_AUTH = 0x200L;
    public static final long CKA_AUTH_PIN_FLAGS = 0x201L;
    public static final long CKA_ALWAYS_AUTHENTICATE = 0x202L;
    public static final long CKA_WRAP_WITH_TRUSTED = 0x210L;
    public static final long CKA_OTP_FORMAT = 0x220L;
    public static final long CKA_OTP_LENGTH = 0x221L;
    public static final long CKA_OTP_TIME_INTERVAL = 0x222L;
    public static final long CKA_OTP_USER_FRIENDLY_MODE = 0x223L;
    public static final long CKA_OTP_CHALLENGE_REQUIREMENT = 0x224L;
    public static final long CKA_OTP_TIME_REQUIREMENT = 0x225L;
    public static final long CKA_OTP_COUNTER_REQUIREMENT = 0x226L;
    public static final long CKA_OTP_PIN_REQUIREMENT = 0x227L;
    public static final long CKA_OTP_USER_IDENTIFIER = 0x22AL;
    public static final long CKA_OTP_SERVICE_IDENTIFIER = 0x22BL;
    public static final long CKA_OTP_SERVICE_LOGO = 0x22CL;
    public static final long CKA_OTP_SERVICE_LOGO_TYPE = 0x22DL;
    public static final long CKA_OTP_COUNTER = 0x22EL;
    public static final long CKA_OTP_TIME = 0x22FL;
    @Since(V2_40) public static final long CKA_GOSTR3410_PARAMS = 0x250L;
    @Since(V2_40) public static final long CKA_GOSTR3411_PARAMS = 0x251L;
    @Since(V2_40) public static final long CKA_GOST28147_PARAMS = 0x252L;
    public static final long CKA_HW_FEATURE_TYPE = 0x300L;
    public static final long CKA_RESET_ON_INIT = 0x301L;
    public static final long CKA_HAS_RESET = 0x302L;
    public static final long CKA_PIXEL_X = 0x400L;
    public static final long CKA_PIXEL_Y = 0x401L;
    public static final long CKA_RESOLUTION = 0x402L;
    public static final long CKA_CHAR_ROWS = 0x403L;
    public static final long CKA_CHAR_COLUMNS = 0x404L;
    public static final long CKA_COLOR = 0x405L;
    public static final long CKA_BITS_PER_PIXEL = 0x406L;
    public static final long CKA_CHAR_SETS = 0x480L;
    public static final long CKA_ENCODING_METHODS = 0x481L;
    public static final long CKA_MIME_TYPES = 0x482L;
    public static final long CKA_MECHANISM_TYPE = 0x500L;
    public static final long CKA_REQUIRED_CMS_ATTRIBUTES = 0x501L;
    public static final long CKA_DEFAULT_CMS_ATTRIBUTES = 0x502L;
    public static final long CKA_SUPPORTED_CMS_ATTRIBUTES = 0x503L;
    @Since(V3_0) public static final long CKA_PROFILE_ID = 0x601L;
    @Since(V3_0) public static final long CKA_X2RATCHET_BAG = 0x602L;
    @Since(V3_0) public static final long CKA_X2RATCHET_BAGSIZE = 0x603L;
    @Since(V3_0) public static final long CKA_X2RATCHET_BOBS1STMSG = 0x604L;
    @Since(V3_0) public static final long CKA_X2RATCHET_CKR = 0x605L;
    @Since(V3_0) public static final long CKA_X2RATCHET_CKS = 0x606L;
    @Since(V3_0) public static final long CKA_X2RATCHET_DHP = 0x607L;
    @Since(V3_0) public static final long CKA_X2RATCHET_DHR = 0x608L;
    @Since(V3_0) public static final long CKA_X2RATCHET_DHS = 0x609L;
    @Since(V3_0) public static final long CKA_X2RATCHET_HKR = 0x60AL;
    @Since(V3_0) public static final long CKA_X2RATCHET_HKS = 0x60BL;
    @Since(V3_0) public static final long CKA_X2RATCHET_ISALICE = 0x60CL;
    @Since(V3_0) public static final long CKA_X2RATCHET_NHKR = 0x60DL;
    @Since(V3_0) public static final long CKA_X2RATCHET_NHKS = 0x60EL;
    @Since(V3_0) public static final long CKA_X2RATCHET_NR = 0x60FL;
    @Since(V3_0) public static final long CKA_X2RATCHET_NS = 0x610L;
    @Since(V3_0) public static final long CKA_X2RATCHET_PNS = 0x611L;
    @Since(V3_0) public static final long CKA_X2RATCHET_RK = 0x612L;
    @Since(V3_1) public static final long CKA_HSS_LEVELS = 0x617L;
    @Since(V3_1) public static final long CKA_HSS_LMS_TYPE = 0x618L;
    @Since(V3_1) public static final long CKA_HSS_LMOTS_TYPE = 0x619L;
    @Since(V3_1) public static final long CKA_HSS_LMS_TYPES = 0x61AL;
    @Since(V3_1) public static final long CKA_HSS_LMOTS_TYPES = 0x61BL;
    @Since(V3_1) public static final long CKA_HSS_KEYS_REMAINING = 0x61CL;
    @Since(V3_2) public static final long CKA_PARAMETER_SET = 0x61DL;
    @Since(V3_2) public static final long CKA_OBJECT_VALIDATION_FLAGS = 0x61EL;
    @Since(V3_2) public static final long CKA_VALIDATION_TYPE = 0x61FL;
    @Since(V3_2) public static final long CKA_VALIDATION_VERSION = 0x620L;
    @Since(V3_2) public static final long CKA_VALIDATION_LEVEL = 0x621L;
    @Since(V3_2) public static final long CKA_VALIDATION_MODULE_ID = 0x622L;
    @Since(V3_2) public static final long CKA_VALIDATION_FLAG = 0x623L;
    @Since(V3_2) public static final long CKA_VALIDATION_AUTHORITY_TYPE = 0x624L;
    @Since(V3_2) public static final long CKA_VALIDATION_COUNTRY = 0x625L;
    @Since(V3_2) public static final long CKA_VALIDATION_CERTIFICATE_IDENTIFIER = 0x626L;
    @Since(V3_2) public static final long CKA_VALIDATION_CERTIFICATE_URI = 0x627L;
    @Since(V3_2) public static final long CKA_VALIDATION_VENDOR_URI = 0x628L;
    @Since(V3_2) public static final long CKA_VALIDATION_PROFILE = 0x629L;
    @Since(V3_2) public static final long CKA_ENCAPSULATE_TEMPLATE = 0x62AL;
    @Since(V3_2) public static final long CKA_DECAPSULATE_TEMPLATE = 0x62BL;
    @Since(V3_2) public static final long CKA_TRUST_SERVER_AUTH = 0x62CL;
    @Since(V3_2) public static final long CKA_TRUST_CLIENT_AUTH = 0x62DL;
    @Since(V3_2) public static final long CKA_TRUST_CODE_SIGNING = 0x62EL;
    @Since(V3_2) public static final long CKA_TRUST_EMAIL_PROTECTION = 0x62FL;
    @Since(V3_2) public static final long CKA_TRUST_IPSEC_IKE = 0x630L;
    @Since(V3_2) public static final long CKA_TRUST_TIME_STAMPING = 0x631L;
    @Since(V3_2) public static final long CKA_TRUST_OCSP_SIGNING = 0x632L;
    @Since(V3_2) public static final long CKA_ENCAPSULATE = 0x633L;
    @Since(V3_2) public static final long CKA_DECAPSULATE = 0x634L;
    @Since(V3_2) public static final long CKA_HASH_OF_CERTIFICATE = 0x635L;
    @Since(V3_2) public static final long CKA_PUBLIC_CRC64_VALUE = 0x636L;
    @Since(V3_2) public static final long CKA_SEED = 0x637L;
    public static final long CKA_WRAP_TEMPLATE = 0x40000211L;
    public static final long CKA_UNWRAP_TEMPLATE = 0x40000212L;
    @Since(V2_40) public static final long CKA_DERIVE_TEMPLATE = 0x40000213L;
    public static final long CKA_ALLOWED_MECHANISMS = 0x40000600L;
    public static final long CKA_VENDOR_DEFINED = 0x80000000L;
    @Former public static final long CKA_SUB_PRIME_BITS = 0x134L;
    @Former public static final long CKA_ECDSA_PARAMS = 0x180L;
    // spotless:on

    private static final ConstantNames NAMES = ConstantNames.of(Cka.class, "CKA_");

    private Cka() {}

    /** Returns whether a version of the standard has this attribute type; no version has a vendor's. */
    public static boolean isKnown(long value, CryptokiVersion version) {
        return NAMES.contains(value, version);
    }

    /** Returns the constant of this name; empty where the standard has none. */
    public static Optional<Long> named(String name) {
        return NAMES.value(name);
    }

    /** Returns the constant's name, or the value in hexadecimal where the standard has none. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
