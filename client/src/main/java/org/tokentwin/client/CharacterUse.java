package org.tokentwin.client;

/** What a token wants of a kind of characters in a new user PIN. The numbers of SafeNet's policy object are those of the order here. */
public enum CharacterUse {
    ALLOWED,
    FORBIDDEN,
    REQUIRED
}
