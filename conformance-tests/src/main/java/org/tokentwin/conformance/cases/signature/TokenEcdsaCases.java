package org.tokentwin.conformance.cases.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;

import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SignatureBlock;

/** What EC keys of the token's making sign, on every curve with every hash, verified by the JDK. */
@ExtendWith(ConformanceExtension.class)
class TokenEcdsaCases {
    private static final byte[] MESSAGE = "Sphinx of black quartz".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    /** A hash on a curve, made by the token or given to it. */
    record Row(EcCurve curve, HashAlgorithm hash, boolean isBare) implements CaseRow {
        @Override
        public String id() {
            return "SIGN-%s-%d%02d".formatted(curve, isBare ? 2 : 1, hash.number());
        }

        @Override
        public String requirement() {
            return isBare
                    ? "CKM_ECDSA on %s of a bare %s hash verifies with the JDK"
                            .formatted(curve.displayName(), hash.jdkName())
                    : "CKM_ECDSA_%s on %s verifies with the JDK".formatted(hash, curve.displayName());
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(isBare ? CKM_ECDSA : hash.ecdsa());
        }
    }

    @ConformanceCases(
            section = "2.3.6 ECDSA",
            rows = "rows",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void signature_verifies(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        KeyPairs.Handles pair = KeyPairs.ec(token, session, row.curve());
        byte[] data = row.isBare() ? SignatureBlock.hash(row.hash(), MESSAGE) : MESSAGE;
        byte[] signature = token.sign(session, mechanism(row.mechanisms().getFirst()), pair.privateKey(), data);

        PublicKey key =
                PublicKeys.ec(token, session, pair.publicKey(), row.curve().oid());
        Signature verifier = Signature.getInstance(row.hash().signatureName("ECDSA") + "inP1363Format");
        verifier.initVerify(key);
        verifier.update(MESSAGE);
        assertThat(verifier.verify(signature)).isTrue();
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (EcCurve curve : EcCurve.values()) {
            for (HashAlgorithm hash : HashAlgorithm.values()) {
                rows.add(new Row(curve, hash, false));
                rows.add(new Row(curve, hash, true));
            }
        }
        return rows;
    }
}
