package org.tokentwin.conformance.vectors;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;

/** The forms in which Project Wycheproof writes the two keys of an ECDH vector. Empty where PKCS#11 has no such key. */
enum EcdhForm {
    X509_AND_NUMBER {
        @Override
        Optional<byte[]> point(String curve, Fields test) {
            return PublishedKeys.pointOf(curve, test.hex("public"));
        }
    },
    POINT_AND_NUMBER {
        @Override
        Optional<byte[]> point(String curve, Fields test) {
            return Optional.of(test.hex("public"));
        }
    },
    PEM {
        @Override
        Optional<byte[]> point(String curve, Fields test) {
            return test.optionalText("public")
                    .flatMap(PublishedKeys::pem)
                    .flatMap(x509 -> PublishedKeys.pointOf(curve, x509));
        }

        @Override
        Optional<BigInteger> number(Fields test) {
            return test.optionalText("private").flatMap(PublishedKeys::pem).flatMap(PublishedKeys::numberOf);
        }
    },
    JSON_WEB_KEY {
        @Override
        Optional<byte[]> point(String curve, Fields test) {
            Fields key = test.object("public");
            boolean sameCurve = key.optionalText("crv")
                    .filter(named -> PublishedKeys.isCurve(named)
                            && ECNamedCurveTable.getOID(named).equals(ECNamedCurveTable.getOID(curve)))
                    .isPresent();
            return sameCurve
                    ? PublishedKeys.jwkNumber(key, "x")
                            .flatMap(x -> PublishedKeys.jwkNumber(key, "y").map(y -> PublishedKeys.point(curve, x, y)))
                    : Optional.empty();
        }

        @Override
        Optional<BigInteger> number(Fields test) {
            return PublishedKeys.jwkNumber(test.object("private"), "d");
        }
    };

    static EcdhForm of(String type) {
        return switch (type) {
            case "EcdhTest" -> X509_AND_NUMBER;
            case "EcdhEcpointTest" -> POINT_AND_NUMBER;
            case "EcdhPemTest" -> PEM;
            default -> JSON_WEB_KEY;
        };
    }

    abstract Optional<byte[]> point(String curve, Fields test);

    Optional<BigInteger> number(Fields test) {
        return Optional.of(test.integer("private"));
    }

    Optional<byte[]> privateValue(String curve, Fields test) {
        return number(test).flatMap(number -> PublishedKeys.privateValue(curve, number));
    }
}
