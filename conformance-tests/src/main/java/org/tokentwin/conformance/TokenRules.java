package org.tokentwin.conformance;

/**
 * What the model under test promises of its user PIN.
 *
 * @param maxTries wrong PINs in a row that lock it
 * @param minPinLength characters
 * @param maxPinLength characters
 * @param fourClasses whether a new PIN must have upper case, lower case, digit and special character
 * @param mustChangeInitialPin whether {@code C_Login} with the initial PIN is refused until it is changed
 */
public record TokenRules(
        int maxTries, int minPinLength, int maxPinLength, boolean fourClasses, boolean mustChangeInitialPin) {
    /** The rules of the Hongkong Post e-Cert Token's user guide. */
    public static final TokenRules HONGKONG_POST = new TokenRules(15, 8, 20, true, true);
}
