package org.tokentwin.conformance.cases;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;

/** The curves of FIPS 186 that tokens know. */
enum EcCurve {
    P256("secp256r1"),
    P384("secp384r1"),
    P521("secp521r1");

    private final String jdkName;

    EcCurve(String jdkName) {
        this.jdkName = jdkName;
    }

    String jdkName() {
        return jdkName;
    }

    String displayName() {
        return "P-" + name().substring(1);
    }

    BigInteger order() {
        return ((ECPublicKey) SoftwareKeys.ec(jdkName).getPublic()).getParams().getOrder();
    }

    /** Length of r, and of s. */
    int numberBytes() {
        return (order().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    }

    int signatureBytes() {
        return 2 * numberBytes();
    }
}
