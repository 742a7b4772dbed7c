package org.tokentwin.emulator.issuer;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;

/** Whether a private and a public key are one pair. */
final class KeyMatch {
    private KeyMatch() {}

    static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
        if (privateKey instanceof RSAPrivateCrtKey own && publicKey instanceof RSAPublicKey certified) {
            return own.getModulus().equals(certified.getModulus())
                    && own.getPublicExponent().equals(certified.getPublicExponent());
        }
        return privateKey.getAlgorithm().equals("EC")
                && publicKey.getAlgorithm().equals("EC")
                && verifies(privateKey, publicKey);
    }

    private static boolean verifies(PrivateKey privateKey, PublicKey publicKey) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(privateKey);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
