package org.tokentwin.emulator.issuer;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;

/** Algorithms and curves by name for messages, with the object identifier where no name is known. */
final class AlgorithmNames {
    private AlgorithmNames() {}

    static String of(ASN1ObjectIdentifier algorithm) {
        DefaultAlgorithmNameFinder names = new DefaultAlgorithmNameFinder();
        return names.hasAlgorithmName(algorithm) ? names.getAlgorithmName(algorithm) : "algorithm " + algorithm.getId();
    }

    static String ofCurve(ASN1ObjectIdentifier curve) {
        String name = ECNamedCurveTable.getName(curve);
        return name == null ? curve.getId() : name;
    }
}
