package org.tokentwin.client;

/**
 * A data object of a token (CKO_DATA).
 *
 * @param application CKA_APPLICATION, may be empty
 * @param size of CKA_VALUE, in bytes
 */
public record DataObjectEntry(String label, String application, int size) {}
