package org.tokentwin.cryptoki;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How an attribute's value lies in memory, PKCS#11 v3.2 section 4. */
public enum AttributeKind {
    /** {@code CK_BBOOL}: one byte, 0 or 1. */
    BOOLEAN,
    /** {@code CK_ULONG}. */
    ULONG,
    /** An array of {@code CK_ULONG}. */
    ULONG_ARRAY,
    /** {@code CK_DATE}: 8 ASCII digits, or empty. */
    DATE,
    /** An array of {@code CK_ATTRIBUTE}. */
    TEMPLATE,
    /** Bytes as they are: texts, big integers, DER. */
    BYTES;

    private static final Map<Long, AttributeKind> KINDS = new HashMap<>();

    static {
        put(
                BOOLEAN,
                Cka.CKA_TOKEN,
                Cka.CKA_PRIVATE,
                Cka.CKA_TRUSTED,
                Cka.CKA_SENSITIVE,
                Cka.CKA_ENCRYPT,
                Cka.CKA_DECRYPT,
                Cka.CKA_WRAP,
                Cka.CKA_UNWRAP,
                Cka.CKA_SIGN,
                Cka.CKA_SIGN_RECOVER,
                Cka.CKA_VERIFY,
                Cka.CKA_VERIFY_RECOVER,
                Cka.CKA_DERIVE,
                Cka.CKA_EXTRACTABLE,
                Cka.CKA_LOCAL,
                Cka.CKA_NEVER_EXTRACTABLE,
                Cka.CKA_ALWAYS_SENSITIVE,
                Cka.CKA_MODIFIABLE,
                Cka.CKA_COPYABLE,
                Cka.CKA_DESTROYABLE,
                Cka.CKA_SECONDARY_AUTH,
                Cka.CKA_ALWAYS_AUTHENTICATE,
                Cka.CKA_WRAP_WITH_TRUSTED,
                Cka.CKA_OTP_USER_FRIENDLY_MODE,
                Cka.CKA_RESET_ON_INIT,
                Cka.CKA_HAS_RESET,
                Cka.CKA_COLOR,
                Cka.CKA_ENCAPSULATE,
                Cka.CKA_DECAPSULATE);
        put(
                ULONG,
                Cka.CKA_CLASS,
                Cka.CKA_CERTIFICATE_TYPE,
                Cka.CKA_CERTIFICATE_CATEGORY,
                Cka.CKA_JAVA_MIDP_SECURITY_DOMAIN,
                Cka.CKA_NAME_HASH_ALGORITHM,
                Cka.CKA_KEY_TYPE,
                Cka.CKA_MODULUS_BITS,
                Cka.CKA_PRIME_BITS,
                Cka.CKA_SUBPRIME_BITS,
                Cka.CKA_VALUE_BITS,
                Cka.CKA_VALUE_LEN,
                Cka.CKA_KEY_GEN_MECHANISM,
                Cka.CKA_AUTH_PIN_FLAGS,
                Cka.CKA_OTP_FORMAT,
                Cka.CKA_OTP_LENGTH,
                Cka.CKA_OTP_TIME_INTERVAL,
                Cka.CKA_OTP_CHALLENGE_REQUIREMENT,
                Cka.CKA_OTP_TIME_REQUIREMENT,
                Cka.CKA_OTP_COUNTER_REQUIREMENT,
                Cka.CKA_OTP_PIN_REQUIREMENT,
                Cka.CKA_HW_FEATURE_TYPE,
                Cka.CKA_PIXEL_X,
                Cka.CKA_PIXEL_Y,
                Cka.CKA_RESOLUTION,
                Cka.CKA_CHAR_ROWS,
                Cka.CKA_CHAR_COLUMNS,
                Cka.CKA_BITS_PER_PIXEL,
                Cka.CKA_MECHANISM_TYPE,
                Cka.CKA_PROFILE_ID,
                Cka.CKA_PARAMETER_SET,
                Cka.CKA_OBJECT_VALIDATION_FLAGS,
                Cka.CKA_VALIDATION_TYPE,
                Cka.CKA_VALIDATION_LEVEL,
                Cka.CKA_VALIDATION_FLAG,
                Cka.CKA_VALIDATION_AUTHORITY_TYPE,
                Cka.CKA_TRUST_SERVER_AUTH,
                Cka.CKA_TRUST_CLIENT_AUTH,
                Cka.CKA_TRUST_CODE_SIGNING,
                Cka.CKA_TRUST_EMAIL_PROTECTION,
                Cka.CKA_TRUST_IPSEC_IKE,
                Cka.CKA_TRUST_TIME_STAMPING,
                Cka.CKA_TRUST_OCSP_SIGNING,
                Cka.CKA_HSS_LEVELS,
                Cka.CKA_HSS_LMS_TYPE,
                Cka.CKA_HSS_LMOTS_TYPE,
                Cka.CKA_HSS_KEYS_REMAINING);
        put(ULONG_ARRAY, Cka.CKA_ALLOWED_MECHANISMS, Cka.CKA_HSS_LMS_TYPES, Cka.CKA_HSS_LMOTS_TYPES);
        put(DATE, Cka.CKA_START_DATE, Cka.CKA_END_DATE);
        put(
                TEMPLATE,
                Cka.CKA_WRAP_TEMPLATE,
                Cka.CKA_UNWRAP_TEMPLATE,
                Cka.CKA_DERIVE_TEMPLATE,
                Cka.CKA_ENCAPSULATE_TEMPLATE,
                Cka.CKA_DECAPSULATE_TEMPLATE);
    }

    private static void put(AttributeKind kind, long... types) {
        for (long type : types) {
            KINDS.put(type, kind);
        }
    }

    /** Returns the attribute types of this kind, in the order of their numbers; none for {@link #BYTES}, which all others are of. */
    public List<Long> types() {
        return KINDS.entrySet().stream()
                .filter(entry -> entry.getValue() == this)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Returns the kind of an attribute type; {@link #BYTES} for one that the standard does not have. */
    public static AttributeKind of(long type) {
        return KINDS.getOrDefault(type, BYTES);
    }
}
