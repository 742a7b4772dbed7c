package org.tokentwin.cryptoki;

/** What a null pointer means as an argument. */
public enum NullMeaning {
    /** There is no pointer in this parameter. */
    NO_POINTER,
    /** {@code CKR_ARGUMENTS_BAD}. */
    REFUSED,
    /** No elements, which a length of 0 has to confirm. */
    EMPTY,
    /** The length is asked for, and nothing else happens, PKCS#11 v3.2 section 5.2. */
    LENGTH_QUERY,
    /** The PIN is entered on the token's protected authentication path. */
    PROTECTED_PATH,
    /** The default, or nothing. */
    ALLOWED,
    /** The only value that is allowed. */
    REQUIRED
}
