package org.tokentwin.emulator.profile;

import java.util.Optional;

/**
 * The second PIN of a model whose signature keys want one of their own for each use, as every token of it comes.
 *
 * @param pin that the token comes with
 * @param tries wrong ones in a row until it is locked, 1 to 15
 * @param puk what sets it anew, where there is one
 * @param pukTries likewise of the PUK
 */
public record SignaturePin(String pin, int tries, Optional<String> puk, int pukTries) {
    /** Never the PINs. */
    @Override
    public String toString() {
        return "SignaturePin[" + tries + " tries]";
    }
}
