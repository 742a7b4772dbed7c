package org.tokentwin.emulator.profile;

/**
 * How long a card of the model takes, where that is asked for: in milliseconds, for the kinds of command that differ.
 *
 * @param exchange any command, with its way there and back
 * @param verify to compare a PIN
 * @param changePin to change a PIN
 * @param write to make, change or delete a file
 * @param sign to sign
 * @param decipher to decipher
 * @param importKey to take a private key in
 * @param generateKey to make a key pair
 * @param spreadPercent by how much a single command may take less or more, 0 to 100
 */
public record PaceProfile(
        int exchange,
        int verify,
        int changePin,
        int write,
        int sign,
        int decipher,
        int importKey,
        int generateKey,
        int spreadPercent) {}
