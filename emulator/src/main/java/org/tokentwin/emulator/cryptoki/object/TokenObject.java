package org.tokentwin.emulator.cryptoki.object;

/**
 * A token object and where it lies on the card.
 *
 * @param identity the same for the same object as long as it lives, whatever of it changes, and never used again
 * @param fileId of the file with its attributes; 0 for an object that only a certificate file or a key slot shows
 * @param certificateFile id of the file with the certificate itself; 0 where the value is among the attributes
 * @param object its attributes
 */
public record TokenObject(String identity, int fileId, int certificateFile, StoredObject object) {
    static final int NO_FILE = 0;

    /** Returns the same place with another state of the object. */
    TokenObject with(StoredObject state) {
        return new TokenObject(identity, fileId, certificateFile, state);
    }
}
