package org.tokentwin.conformance.cases.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.pss;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_PSS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DATA_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_PARAM_INVALID;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import java.security.Signature;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SignatureBlock;
import org.tokentwin.conformance.cases.reference.TokenKeys;

/** CKM_RSA_PKCS_PSS, which takes a hash and makes the padding only. */
@ExtendWith(ConformanceExtension.class)
class PssSaltCases {
    private static final byte[] MESSAGE = {1, 2, 3, 4};

    /** A hash. */
    record Row(int rule, HashAlgorithm hash, String text) implements CaseRow {
        @Override
        public String id() {
            return "SIGN-PSS-%d%02d".formatted(rule, hash.number());
        }

        @Override
        public String requirement() {
            return "CKM_RSA_PKCS_PSS " + text + " " + hash.jdkName() + " hash";
        }

        /** Who has no SHA-3 need not know its number in a parameter. */
        @Override
        public List<Long> mechanisms() {
            return hash.isSha3() ? List.of(hash.mechanism()) : List.of();
        }
    }

    @ConformanceCases(section = "2.1.12 PSS", rows = "signed", mechanisms = CKM_RSA_PKCS_PSS)
    void bareHash_isSigned(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        HashAlgorithm hash = row.hash();
        NotApplicable.unless(
                Returns.of(() -> token.p11().C_SignInit(token.openReadOnly(), pssOf(hash), key, true))
                        != CKR_MECHANISM_PARAM_INVALID,
                "the token takes no PSS with " + hash);
        byte[] signature = token.sign(session, pssOf(hash), key, SignatureBlock.hash(hash, MESSAGE));

        Signature verifier = Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(new PSSParameterSpec(hash.jdkName(), "MGF1", hash.mgfSpec(), hash.bytes(), 1));
        verifier.initVerify(PublicKeys.rsa(token, session, key));
        verifier.update(MESSAGE);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @ConformanceCases(section = "2.1.12 PSS", rows = "refused", mechanisms = CKM_RSA_PKCS_PSS)
    void dataThatIsNoSuchHash_isRefused(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        HashAlgorithm hash = row.hash();
        byte[] value = SignatureBlock.hash(hash, MESSAGE);
        Preparation.run("the token signs no " + hash + " hash", () -> token.sign(session, pssOf(hash), key, value));
        byte[] tooLong = Arrays.copyOf(value, hash.bytes() + 1);

        assertReturns(CKR_DATA_LEN_RANGE, () -> token.sign(session, pssOf(hash), key, tooLong));
    }

    private static CK_MECHANISM pssOf(HashAlgorithm hash) {
        return mechanism(CKM_RSA_PKCS_PSS, pss(hash.mechanism(), hash.mgf(), hash.bytes()));
    }

    static List<Row> signed() {
        return Stream.of(HashAlgorithm.values())
                .map(hash -> new Row(1, hash, "signs a"))
                .toList();
    }

    static List<Row> refused() {
        return Stream.of(HashAlgorithm.values())
                .map(hash -> new Row(2, hash, "refuses data that is longer than a"))
                .toList();
    }
}
