package org.tokentwin.conformance.cases.signature;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_PARAMS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_POINT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_EC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_LEN_RANGE;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.SignatureBlock;

/** ECDSA signatures by keys that the suite holds, sound and faulty, for the module to verify. */
@ExtendWith(ConformanceExtension.class)
class EcdsaFaultCases {
    private static final byte[] MESSAGE = "Pack my box with five dozen jugs".getBytes(StandardCharsets.US_ASCII);

    /** A signature on one curve. */
    record Row(EcCurve curve, EcdsaSignature signature) implements CaseRow {
        @Override
        public String id() {
            return "ECDSA-%s-%03d".formatted(curve, signature.number());
        }

        @Override
        public String requirement() {
            return "CKM_ECDSA on %s %s a signature %s"
                    .formatted(curve.displayName(), signature.isSound() ? "accepts" : "refuses", signature.text());
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(CKM_ECDSA);
        }
    }

    @ConformanceCases(section = "2.3.6 ECDSA", rows = "rows", effect = Effect.SESSION_OBJECTS)
    void signature_isJudged(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnly();
        long key = publicKey(token, session, row.curve());
        byte[] hash = SignatureBlock.hash(HashAlgorithm.SHA256, MESSAGE);
        byte[] signature = row.signature().of(row.curve(), hash);

        if (row.signature().isSound()) {
            assertOk(() -> token.verify(session, mechanism(CKM_ECDSA), key, hash, signature));
        } else {
            byte[] sound = EcdsaSignature.OF_THE_JDK.of(row.curve(), hash);
            Preparation.run(
                    "the token verifies nothing on " + row.curve().displayName(),
                    () -> token.verify(session, mechanism(CKM_ECDSA), key, hash, sound));
            assertReturnsOneOf(
                    () -> token.verify(session, mechanism(CKM_ECDSA), key, hash, signature),
                    refusals(row.curve(), signature.length));
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (EcCurve curve : EcCurve.values()) {
            for (EcdsaSignature signature : EcdsaSignature.values()) {
                rows.add(new Row(curve, signature));
            }
        }
        return rows;
    }

    /** A shorter signature of even length can be one: its halves are r and s, section 2.3.1. */
    private static long[] refusals(EcCurve curve, int length) {
        if (length == curve.signatureBytes()) {
            return new long[] {CKR_SIGNATURE_INVALID};
        }
        boolean halves = length % 2 == 0 && length < curve.signatureBytes();
        return halves
                ? new long[] {CKR_SIGNATURE_LEN_RANGE, CKR_SIGNATURE_INVALID}
                : new long[] {CKR_SIGNATURE_LEN_RANGE};
    }

    private static long publicKey(TokenUnderTest token, long session, EcCurve curve) {
        CK_ATTRIBUTE[] template = {
            ulong(CKA_CLASS, CKO_PUBLIC_KEY),
            ulong(CKA_KEY_TYPE, CKK_EC),
            bool(CKA_VERIFY, true),
            bytes(CKA_EC_PARAMS, KeyPairs.parameters(curve)),
            bytes(CKA_EC_POINT, curve.softwarePoint())
        };
        return Preparation.of(
                "the token takes no public key on " + curve.displayName(),
                () -> token.p11().C_CreateObject(session, template, true));
    }
}
