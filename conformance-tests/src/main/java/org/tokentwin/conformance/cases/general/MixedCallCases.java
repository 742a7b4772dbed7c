package org.tokentwin.conformance.cases.general;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_FAILED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_ACTIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SignatureBlock;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Messages at once, in parts, in none and in both ways; and messages as long as callers have them. */
@ExtendWith(ConformanceExtension.class)
class MixedCallCases {
    private static final byte[] PART = {1, 2, 3};

    /** A length of a message. */
    record LengthRow(int number, int bytes) implements CaseRow {
        @Override
        public String id() {
            return "LENGTH-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return "%,d bytes at once are digested right, and signed so that the JDK verifies".formatted(bytes);
        }
    }

    @ConformanceCases(
            section = "5.11 C_Sign",
            rows = "lengths",
            mechanisms = {CKM_SHA256, CKM_SHA256_RSA_PKCS})
    void longMessage_isTaken(TokenUnderTest token, LengthRow row) throws Exception {
        long session = token.openReadOnlyUser();
        byte[] message = new byte[row.bytes()];
        Arrays.fill(message, (byte) 0x5C);
        token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);
        assertThat(token.p11().C_Digest(session, message))
                .isEqualTo(SignatureBlock.hash(HashAlgorithm.SHA256, message));

        token.requireFlag(CKM_SHA256_RSA_PKCS, CKF_SIGN);
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(PublicKeys.rsa(token, session, key));
        verifier.update(message);
        assertThat(verifier.verify(token.sign(session, mechanism(CKM_SHA256_RSA_PKCS), key, message)))
                .isTrue();
    }

    @ConformanceCase(
            id = "MIXED-001",
            section = "5.10 C_Digest",
            requirement = "C_Digest does not end a digest in parts",
            mechanisms = CKM_SHA256)
    void digestAtOnceAfterAPart_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);
        token.p11().C_DigestUpdate(session, PART.clone());

        assertRefused(() -> token.p11().C_Digest(session, PART.clone()));
    }

    @ConformanceCase(
            id = "MIXED-002",
            section = "5.11 C_Sign",
            requirement = "C_Sign does not end a signature in parts",
            mechanisms = CKM_SHA256_RSA_PKCS)
    void signatureAtOnceAfterAPart_isRefused(TokenUnderTest token) throws PKCS11Exception {
        token.requireFlag(CKM_SHA256_RSA_PKCS, CKF_SIGN);
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        token.p11().C_SignInit(session, mechanism(CKM_SHA256_RSA_PKCS), key, true);
        token.p11().C_SignUpdate(session, PART.clone());

        assertRefused(() -> token.p11().C_Sign(session, PART.clone()));
    }

    @ConformanceCase(
            id = "MIXED-003",
            section = "5.12 C_Verify",
            requirement = "C_Verify does not end a verification in parts",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS)
    void verificationAtOnceAfterAPart_isRefused(TokenUnderTest token) throws PKCS11Exception {
        token.requireFlag(CKM_SHA256_RSA_PKCS, CKF_VERIFY);
        long session = token.openReadOnlyUser();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        byte[] signature = SoftwareKeys.signBlock(SignatureBlock.of(
                SoftwareKeys.modulusBytes(SoftwareKeys.rsaPublic()),
                SignatureBlock.digestInfo(HashAlgorithm.SHA256, SignatureBlock.hash(HashAlgorithm.SHA256, PART))));
        token.p11().C_VerifyInit(session, mechanism(CKM_SHA256_RSA_PKCS), key, true);
        token.p11().C_VerifyUpdate(session, new byte[] {9});

        assertRefused(() -> token.p11().C_Verify(session, PART.clone(), signature));
    }

    @ConformanceCase(
            id = "MIXED-004",
            section = "5.10 C_DigestUpdate",
            requirement = "Parts of no bytes change nothing, wherever they are",
            mechanisms = CKM_SHA256)
    void emptyParts_changeNothing(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment some = new RawMemory(arena).bytes(PART);
            token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);
            for (long length : new long[] {0, 1, 0, 0, 3, 0}) {
                token.raw().call(CryptokiFunction.C_DigestUpdate, session, some, length);
            }
        }

        assertThat(token.p11().C_DigestFinal(session))
                .isEqualTo(SignatureBlock.hash(HashAlgorithm.SHA256, new byte[] {1, 1, 2, 3}));
    }

    @ConformanceCase(
            id = "MIXED-005",
            section = "5.10 C_DigestFinal",
            requirement = "A digest in no parts at all is that of nothing, or is refused",
            mechanisms = CKM_SHA256)
    void digestOfNoParts_isThatOfNothing(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);
        byte[] digest;
        try {
            digest = token.p11().C_DigestFinal(session);
        } catch (PKCS11Exception refusal) {
            assertThat(refusal.getErrorCode()).isIn(CKR_OPERATION_NOT_INITIALIZED, CKR_FUNCTION_FAILED);
            return;
        }
        assertThat(digest).isEqualTo(SignatureBlock.hash(HashAlgorithm.SHA256, new byte[0]));
    }

    @ConformanceCase(
            id = "MIXED-006",
            section = "5.10 C_DigestUpdate",
            requirement =
                    "Parts of each length from 1 to 130 bytes, whole blocks among them, are digested as one message",
            mechanisms = CKM_SHA256)
    void partsOfEachLength_areDigested(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);
        for (int length = 1; length <= 130; length++) {
            byte[] part = new byte[length];
            Arrays.fill(part, (byte) length);
            message.writeBytes(part);
            token.p11().C_DigestUpdate(session, part);
        }

        assertThat(token.p11().C_DigestFinal(session))
                .isEqualTo(SignatureBlock.hash(HashAlgorithm.SHA256, message.toByteArray()));
    }

    static List<LengthRow> lengths() {
        return List.of(
                new LengthRow(1, 1),
                new LengthRow(2, 255),
                new LengthRow(3, 256),
                new LengthRow(4, 65_535),
                new LengthRow(5, 65_536),
                new LengthRow(6, 70_000),
                new LengthRow(7, 6 * 1024 * 1024));
    }

    private static void assertRefused(Returns.Call call) {
        assertReturnsOneOf(call, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED);
    }
}
