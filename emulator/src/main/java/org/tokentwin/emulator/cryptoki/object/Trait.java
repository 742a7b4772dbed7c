package org.tokentwin.emulator.cryptoki.object;

/** What a footnote of the attribute tables says, PKCS#11 v2.40 table 10. */
enum Trait {
    /** Footnote 1: must be given to {@code C_CreateObject}. */
    NEEDED_TO_CREATE,
    /** Footnote 2: must not be given to {@code C_CreateObject}. */
    NOT_TO_CREATE,
    /** Footnote 3: must be given to {@code C_GenerateKeyPair}. */
    NEEDED_TO_GENERATE,
    /** Footnote 4: must not be given to {@code C_GenerateKeyPair}. */
    NOT_TO_GENERATE,
    /** Footnote 7: cannot be read. On this token that holds for every private key; whether a secret key can be read is its own attributes' to say. */
    SECRET,
    /** Footnote 8: may be changed by {@code C_SetAttributeValue} and {@code C_CopyObject}. */
    MODIFIABLE,
    /** May be changed by {@code C_CopyObject} only, section 4.1.3. */
    CHANGED_BY_COPY,
    /** Footnote 10: set to true by the SO only. */
    SO_SETS_TRUE,
    /** Footnote 11: once true, it stays. */
    ONLY_TO_TRUE,
    /** Footnote 12: once false, it stays. */
    ONLY_TO_FALSE,
    /** Has one value on this token; a template may repeat it and not contradict it. */
    FIXED
}
