package org.tokentwin.conformance.vectors;

import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** What is computed with each vector of a group. Hash functions are named as the JDK names them, curves as SEC 2 does or RFC 5639. */
public sealed interface Computation {
    /** A hash. */
    record Digest(String hash) implements Computation {}

    /**
     * A message authentication code, perhaps cut.
     *
     * @param hash of HMAC; empty for CMAC with AES
     */
    record Mac(Optional<String> hash) implements Computation {}

    /** Encryption and decryption with AES. */
    record Cipher(Mode mode) implements Computation {
        /** A mode of operation. */
        public enum Mode {
            ECB,
            CBC,
            CBC_PAD,
            CTR,
            GCM
        }
    }

    /** Verification of an RSA signature: PKCS #1 v1.5, or PSS. */
    record RsaVerification(RSAPublicKey key, String hash, Optional<Pss> pss) implements Computation {}

    /**
     * Parameters of PSS.
     *
     * @param mgfHash of MGF1
     */
    record Pss(String mgfHash, int saltBytes) {}

    /** An RSA signature, PKCS #1 v1.5. */
    record RsaSigning(RSAPrivateCrtKey key, String hash) implements Computation {}

    /** Decryption with an RSA key: PKCS #1 v1.5, or OAEP. */
    record RsaDecryption(RSAPrivateCrtKey key, Optional<Oaep> oaep) implements Computation {}

    /**
     * Parameters of OAEP.
     *
     * @param mgfHash of MGF1
     */
    record Oaep(String hash, String mgfHash) {}

    /**
     * Verification of an ECDSA signature, r and s one behind the other.
     *
     * @param hash of the message; empty where the message is the hash
     */
    record EcdsaVerification(String curve, Optional<String> hash) implements Computation {}

    /** The shared secret of ECDH, the x coordinate. */
    record Agreement(String curve) implements Computation {}

    /**
     * Nothing that the suite can compute.
     *
     * @param why in a few words
     */
    record None(String why) implements Computation {}
}
