package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.CryptokiVersion.V2_40;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_0;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_2;

/** Values without a family of their own: PKCS#11 v3.2 section 3. One without {@link Since} is in v2.20 already. */
public final class Ck {
    // spotless:off
    public static final long CK_UNAVAILABLE_INFORMATION = ~0L;
    public static final long CK_EFFECTIVELY_INFINITE = 0x0L;
    public static final long CK_INVALID_HANDLE = 0x0L;
    public static final long CK_OTP_FORMAT_DECIMAL = 0x0L;
    public static final long CK_OTP_FORMAT_HEXADECIMAL = 0x1L;
    public static final long CK_OTP_FORMAT_ALPHANUMERIC = 0x2L;
    public static final long CK_OTP_FORMAT_BINARY = 0x3L;
    public static final long CK_OTP_PARAM_IGNORED = 0x0L;
    public static final long CK_OTP_PARAM_OPTIONAL = 0x1L;
    public static final long CK_OTP_PARAM_MANDATORY = 0x2L;
    public static final long CK_OTP_VALUE = 0x0L;
    public static final long CK_OTP_PIN = 0x1L;
    public static final long CK_OTP_CHALLENGE = 0x2L;
    public static final long CK_OTP_TIME = 0x3L;
    public static final long CK_OTP_COUNTER = 0x4L;
    public static final long CK_OTP_FLAGS = 0x5L;
    public static final long CK_OTP_OUTPUT_LENGTH = 0x6L;
    public static final long CK_OTP_OUTPUT_FORMAT = 0x7L;
    @Since(V2_40) public static final long CK_CERTIFICATE_CATEGORY_UNSPECIFIED = 0x0L;
    @Since(V2_40) public static final long CK_CERTIFICATE_CATEGORY_TOKEN_USER = 0x1L;
    @Since(V2_40) public static final long CK_CERTIFICATE_CATEGORY_AUTHORITY = 0x2L;
    @Since(V2_40) public static final long CK_CERTIFICATE_CATEGORY_OTHER_ENTITY = 0x3L;
    @Since(V2_40) public static final long CK_SECURITY_DOMAIN_UNSPECIFIED = 0x0L;
    @Since(V2_40) public static final long CK_SECURITY_DOMAIN_MANUFACTURER = 0x1L;
    @Since(V2_40) public static final long CK_SECURITY_DOMAIN_OPERATOR = 0x2L;
    @Since(V2_40) public static final long CK_SECURITY_DOMAIN_THIRD_PARTY = 0x3L;
    @Since(V3_0) public static final long CK_SP800_108_ITERATION_VARIABLE = 0x1L;
    @Since(V3_0) public static final long CK_SP800_108_OPTIONAL_COUNTER = 0x2L;
    @Since(V3_0) public static final long CK_SP800_108_DKM_LENGTH = 0x3L;
    @Since(V3_0) public static final long CK_SP800_108_BYTE_ARRAY = 0x4L;
    @Since(V3_0) public static final long CK_SP800_108_COUNTER = 0x2L;
    @Since(V3_0) public static final long CK_SP800_108_DKM_LENGTH_SUM_OF_KEYS = 0x1L;
    @Since(V3_0) public static final long CK_SP800_108_DKM_LENGTH_SUM_OF_SEGMENTS = 0x2L;
    @Since(V3_2) public static final long CK_SP800_108_KEY_HANDLE = 0x5L;
    // spotless:on

    private Ck() {}
}
