package org.tokentwin.client.window.model;

/** Tells one token from another: another token in the same slot is not the same. */
public record TokenId(long slot, String serial) {}
