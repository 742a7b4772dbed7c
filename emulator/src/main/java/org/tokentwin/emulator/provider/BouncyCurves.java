package org.tokentwin.emulator.provider;

import java.security.Provider;

/**
 * Bouncy Castle's elliptic curves as a provider of their own. All of Bouncy Castle's provider takes a tenth of a second to make. The
 * JDK's own takes twice as long for a signature, and no more than 64 bytes to sign without a hash.
 */
final class BouncyCurves extends Provider {
    private static final long serialVersionUID = 1L;
    private static final String PACKAGE = "org.bouncycastle.jcajce.provider.asymmetric.ec.";

    BouncyCurves() {
        super("BouncyCastle-EC", "1.0", "Elliptic curves of Bouncy Castle");
        put("KeyFactory.EC", PACKAGE + "KeyFactorySpi$EC");
        put("KeyPairGenerator.EC", PACKAGE + "KeyPairGeneratorSpi$EC");
        put("KeyAgreement.ECDH", PACKAGE + "KeyAgreementSpi$DH");
        put("Signature.NONEwithECDSA", PACKAGE + "SignatureSpi$ecDSAnone");
    }
}
