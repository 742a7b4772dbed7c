package org.tokentwin.emulator.cryptoki.mechanism;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/**
 * {@code CKM_ECDSA} and {@code CKM_ECDSA_SHA*} with a public key. A signature is r and s in two halves, each as long as the order
 * or shorter by the same number of leading zeros, mechanisms v2.40 section 2.3.1.
 */
record EcdsaVerifier(PublicKeyOnHost.Ec key) implements Verifier {
    @Override
    public void verify(byte[] hash, byte[] signature) {
        EcdsaSigner.checkHash(hash);
        if (signature.length == 0
                || signature.length % 2 != 0
                || signature.length > 2 * key.curve().orderLength()) {
            throw new CryptokiException(
                    Ckr.CKR_SIGNATURE_LEN_RANGE, signature.length + " bytes are not r and s on " + key.curve());
        }
        int half = signature.length / 2;
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, half));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length));
        if (!isSignature(hash, r, s)) {
            throw new CryptokiException(Ckr.CKR_SIGNATURE_INVALID, "the signature is not over this data with this key");
        }
    }

    /** Bouncy Castle cuts the hash value to the order, and refuses r and s that are not between 1 and the order. */
    private boolean isSignature(byte[] hash, BigInteger r, BigInteger s) {
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, key.parameters());
        return verifier.verifySignature(hash, r, s);
    }
}
