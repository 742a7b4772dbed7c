package org.tokentwin.emulator.cryptoki.object;

import static org.tokentwin.emulator.cryptoki.object.AttributeRule.rule;
import static org.tokentwin.emulator.cryptoki.object.Trait.CHANGED_BY_COPY;
import static org.tokentwin.emulator.cryptoki.object.Trait.FIXED;
import static org.tokentwin.emulator.cryptoki.object.Trait.MODIFIABLE;
import static org.tokentwin.emulator.cryptoki.object.Trait.NEEDED_TO_CREATE;
import static org.tokentwin.emulator.cryptoki.object.Trait.NEEDED_TO_GENERATE;
import static org.tokentwin.emulator.cryptoki.object.Trait.NOT_TO_CREATE;
import static org.tokentwin.emulator.cryptoki.object.Trait.NOT_TO_GENERATE;
import static org.tokentwin.emulator.cryptoki.object.Trait.ONLY_TO_FALSE;
import static org.tokentwin.emulator.cryptoki.object.Trait.ONLY_TO_TRUE;
import static org.tokentwin.emulator.cryptoki.object.Trait.SECRET;
import static org.tokentwin.emulator.cryptoki.object.Trait.SO_SETS_TRUE;

import java.util.List;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;

/** The attribute tables of PKCS#11 v2.40 section 4 and of the mechanisms document, with this token's choices. */
final class AttributeRules {
    /** {@code CK_UNAVAILABLE_INFORMATION}. */
    private static final long UNAVAILABLE = -1;

    /** Section 4.4. {@code CKA_PRIVATE}'s default is each class's own. */
    private static final List<AttributeRule> STORAGE = List.of(
            rule(Cka.CKA_CLASS, NEEDED_TO_CREATE),
            rule(Cka.CKA_TOKEN, CHANGED_BY_COPY).initially(false),
            rule(Cka.CKA_MODIFIABLE, CHANGED_BY_COPY).initially(true),
            rule(Cka.CKA_LABEL, MODIFIABLE).initiallyEmpty(),
            rule(Cka.CKA_DESTROYABLE, CHANGED_BY_COPY).initially(true));

    private static final List<AttributeRule> PUBLIC_STORAGE = List.of(
            rule(Cka.CKA_PRIVATE, CHANGED_BY_COPY).initially(false),
            rule(Cka.CKA_COPYABLE, MODIFIABLE, ONLY_TO_FALSE).initially(true));

    /** Section 4.5. */
    private static final List<AttributeRule> DATA_ONLY = List.of(
            rule(Cka.CKA_APPLICATION, MODIFIABLE).initiallyEmpty(),
            rule(Cka.CKA_OBJECT_ID, MODIFIABLE).initiallyEmpty(),
            rule(Cka.CKA_VALUE, MODIFIABLE).initiallyEmpty());

    /** Sections 4.6.2 and 4.6.3. */
    private static final List<AttributeRule> X_509_ONLY = List.of(
            rule(Cka.CKA_CERTIFICATE_TYPE, NEEDED_TO_CREATE),
            rule(Cka.CKA_TRUSTED, MODIFIABLE, SO_SETS_TRUE).initially(false),
            rule(Cka.CKA_CERTIFICATE_CATEGORY).initially(0),
            rule(Cka.CKA_CHECK_VALUE),
            rule(Cka.CKA_START_DATE).initiallyEmpty(),
            rule(Cka.CKA_END_DATE).initiallyEmpty(),
            rule(Cka.CKA_PUBLIC_KEY_INFO),
            rule(Cka.CKA_SUBJECT, NEEDED_TO_CREATE),
            rule(Cka.CKA_ID, MODIFIABLE).initiallyEmpty(),
            rule(Cka.CKA_ISSUER, MODIFIABLE).initiallyEmpty(),
            rule(Cka.CKA_SERIAL_NUMBER, MODIFIABLE).initiallyEmpty(),
            rule(Cka.CKA_VALUE, NEEDED_TO_CREATE),
            rule(Cka.CKA_URL).initiallyEmpty(),
            rule(Cka.CKA_HASH_OF_SUBJECT_PUBLIC_KEY).initiallyEmpty(),
            rule(Cka.CKA_HASH_OF_ISSUER_PUBLIC_KEY).initiallyEmpty(),
            rule(Cka.CKA_JAVA_MIDP_SECURITY_DOMAIN).initially(0),
            rule(Cka.CKA_NAME_HASH_ALGORITHM).initially(Ckm.CKM_SHA_1));

    /** Section 4.7. */
    private static final List<AttributeRule> KEY = List.of(
            rule(Cka.CKA_KEY_TYPE, NEEDED_TO_CREATE),
            rule(Cka.CKA_ID, MODIFIABLE).initiallyEmpty(),
            rule(Cka.CKA_START_DATE, MODIFIABLE).initiallyEmpty(),
            rule(Cka.CKA_END_DATE, MODIFIABLE).initiallyEmpty(),
            rule(Cka.CKA_LOCAL, NOT_TO_CREATE, NOT_TO_GENERATE).initially(false),
            rule(Cka.CKA_KEY_GEN_MECHANISM, NOT_TO_CREATE, NOT_TO_GENERATE).initially(UNAVAILABLE),
            rule(Cka.CKA_ALLOWED_MECHANISMS));

    private static final List<AttributeRule> SUBJECT =
            List.of(rule(Cka.CKA_SUBJECT, MODIFIABLE).initiallyEmpty());

    /** Section 4.8. */
    private static final List<AttributeRule> PUBLIC_KEY = List.of(
            rule(Cka.CKA_DERIVE, MODIFIABLE).initially(false),
            rule(Cka.CKA_VERIFY, MODIFIABLE).initially(true),
            rule(Cka.CKA_WRAP, MODIFIABLE).initially(false),
            rule(Cka.CKA_TRUSTED, MODIFIABLE, SO_SETS_TRUE).initially(false),
            rule(Cka.CKA_WRAP_TEMPLATE),
            rule(Cka.CKA_PUBLIC_KEY_INFO));

    /** Section 4.9. The card learns a key's usage once, so the usage flags are not modifiable here. */
    private static final List<AttributeRule> PRIVATE_KEY = List.of(
            rule(Cka.CKA_PRIVATE).initially(true),
            rule(Cka.CKA_COPYABLE, FIXED).initially(false),
            rule(Cka.CKA_SENSITIVE, MODIFIABLE, ONLY_TO_TRUE, FIXED).initially(true),
            rule(Cka.CKA_EXTRACTABLE, MODIFIABLE, ONLY_TO_FALSE, FIXED).initially(false),
            rule(Cka.CKA_ALWAYS_SENSITIVE, NOT_TO_CREATE, NOT_TO_GENERATE).initially(false),
            rule(Cka.CKA_NEVER_EXTRACTABLE, NOT_TO_CREATE, NOT_TO_GENERATE).initially(false),
            rule(Cka.CKA_DERIVE).initially(false),
            rule(Cka.CKA_SIGN).initially(true),
            rule(Cka.CKA_UNWRAP).initially(false),
            rule(Cka.CKA_WRAP_WITH_TRUSTED, MODIFIABLE, ONLY_TO_TRUE).initially(false),
            rule(Cka.CKA_UNWRAP_TEMPLATE),
            rule(Cka.CKA_ALWAYS_AUTHENTICATE).initially(false),
            rule(Cka.CKA_PUBLIC_KEY_INFO));

    /** Mechanisms, section 2.1.2. */
    private static final List<AttributeRule> RSA_PUBLIC_ONLY = List.of(
            rule(Cka.CKA_ENCRYPT, MODIFIABLE).initially(true),
            rule(Cka.CKA_VERIFY_RECOVER, MODIFIABLE).initially(true),
            rule(Cka.CKA_MODULUS, NEEDED_TO_CREATE, NOT_TO_GENERATE),
            rule(Cka.CKA_MODULUS_BITS, NOT_TO_CREATE, NEEDED_TO_GENERATE),
            rule(Cka.CKA_PUBLIC_EXPONENT, NEEDED_TO_CREATE));

    /** Mechanisms, section 2.1.3. */
    private static final List<AttributeRule> RSA_PRIVATE_ONLY = List.of(
            rule(Cka.CKA_DECRYPT).initially(true),
            rule(Cka.CKA_SIGN_RECOVER).initially(true),
            rule(Cka.CKA_MODULUS, NEEDED_TO_CREATE, NOT_TO_GENERATE),
            rule(Cka.CKA_PUBLIC_EXPONENT, NOT_TO_GENERATE),
            rule(Cka.CKA_PRIVATE_EXPONENT, NEEDED_TO_CREATE, NOT_TO_GENERATE, SECRET),
            rule(Cka.CKA_PRIME_1, NOT_TO_GENERATE, SECRET),
            rule(Cka.CKA_PRIME_2, NOT_TO_GENERATE, SECRET),
            rule(Cka.CKA_EXPONENT_1, NOT_TO_GENERATE, SECRET),
            rule(Cka.CKA_EXPONENT_2, NOT_TO_GENERATE, SECRET),
            rule(Cka.CKA_COEFFICIENT, NOT_TO_GENERATE, SECRET));

    /** Mechanisms, section 2.3.3. */
    private static final List<AttributeRule> EC_PUBLIC_ONLY = List.of(
            rule(Cka.CKA_ENCRYPT, FIXED).initially(false),
            rule(Cka.CKA_VERIFY_RECOVER, FIXED).initially(false),
            rule(Cka.CKA_EC_PARAMS, NEEDED_TO_CREATE, NEEDED_TO_GENERATE),
            rule(Cka.CKA_EC_POINT, NEEDED_TO_CREATE, NOT_TO_GENERATE));

    /** Mechanisms, section 2.3.4. */
    private static final List<AttributeRule> EC_PRIVATE_ONLY = List.of(
            rule(Cka.CKA_DECRYPT, FIXED).initially(false),
            rule(Cka.CKA_SIGN_RECOVER, FIXED).initially(false),
            rule(Cka.CKA_EC_PARAMS, NEEDED_TO_CREATE, NOT_TO_GENERATE),
            rule(Cka.CKA_VALUE, NEEDED_TO_CREATE, NOT_TO_GENERATE, SECRET));

    /** Section 4.10. */
    private static final List<AttributeRule> SECRET_KEY = List.of(
            rule(Cka.CKA_PRIVATE, CHANGED_BY_COPY).initially(true),
            rule(Cka.CKA_COPYABLE, MODIFIABLE, ONLY_TO_FALSE).initially(true),
            rule(Cka.CKA_SENSITIVE, MODIFIABLE, ONLY_TO_TRUE).initially(false),
            rule(Cka.CKA_EXTRACTABLE, MODIFIABLE, ONLY_TO_FALSE).initially(false),
            rule(Cka.CKA_ALWAYS_SENSITIVE, NOT_TO_CREATE, NOT_TO_GENERATE).initially(false),
            rule(Cka.CKA_NEVER_EXTRACTABLE, NOT_TO_CREATE, NOT_TO_GENERATE).initially(false),
            rule(Cka.CKA_ENCRYPT, MODIFIABLE).initially(true),
            rule(Cka.CKA_DECRYPT, MODIFIABLE).initially(true),
            rule(Cka.CKA_SIGN, MODIFIABLE).initially(true),
            rule(Cka.CKA_VERIFY, MODIFIABLE).initially(true),
            rule(Cka.CKA_WRAP, MODIFIABLE).initially(false),
            rule(Cka.CKA_UNWRAP, MODIFIABLE).initially(false),
            rule(Cka.CKA_DERIVE, MODIFIABLE).initially(false),
            rule(Cka.CKA_TRUSTED, MODIFIABLE, SO_SETS_TRUE).initially(false),
            rule(Cka.CKA_WRAP_WITH_TRUSTED, MODIFIABLE, ONLY_TO_TRUE).initially(false),
            rule(Cka.CKA_WRAP_TEMPLATE),
            rule(Cka.CKA_UNWRAP_TEMPLATE),
            rule(Cka.CKA_CHECK_VALUE),
            rule(Cka.CKA_VALUE, NEEDED_TO_CREATE, NOT_TO_GENERATE));

    private static final List<AttributeRule> LENGTH =
            List.of(rule(Cka.CKA_VALUE_LEN, NOT_TO_CREATE, NEEDED_TO_GENERATE));

    static final List<List<AttributeRule>> DATA = List.of(STORAGE, PUBLIC_STORAGE, DATA_ONLY);
    static final List<List<AttributeRule>> X_509 = List.of(STORAGE, PUBLIC_STORAGE, X_509_ONLY);
    static final List<List<AttributeRule>> RSA_PUBLIC =
            List.of(STORAGE, PUBLIC_STORAGE, KEY, SUBJECT, PUBLIC_KEY, RSA_PUBLIC_ONLY);
    static final List<List<AttributeRule>> EC_PUBLIC =
            List.of(STORAGE, PUBLIC_STORAGE, KEY, SUBJECT, PUBLIC_KEY, EC_PUBLIC_ONLY);
    static final List<List<AttributeRule>> RSA_PRIVATE = List.of(STORAGE, KEY, SUBJECT, PRIVATE_KEY, RSA_PRIVATE_ONLY);
    static final List<List<AttributeRule>> EC_PRIVATE = List.of(STORAGE, KEY, SUBJECT, PRIVATE_KEY, EC_PRIVATE_ONLY);

    static final List<List<AttributeRule>> SECRET_OF_ONE_LENGTH = List.of(STORAGE, KEY, SECRET_KEY);
    static final List<List<AttributeRule>> SECRET_OF_SOME_LENGTH = List.of(STORAGE, KEY, SECRET_KEY, LENGTH);

    private AttributeRules() {}
}
