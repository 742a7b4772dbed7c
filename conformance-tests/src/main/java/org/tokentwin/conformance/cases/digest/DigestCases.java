package org.tokentwin.conformance.cases.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA384;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA512;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA_1;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;

import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.TokenUnderTest;

@ExtendWith(ConformanceExtension.class)
class DigestCases {
    @ConformanceCase(
            id = "DIGEST-001",
            section = "5.10 C_Digest",
            requirement = "CKM_SHA_1 agrees with the JDK",
            mechanisms = CKM_SHA_1)
    void sha1_agrees(TokenUnderTest token) throws Exception {
        assertAgrees(token, CKM_SHA_1, "SHA-1");
    }

    @ConformanceCase(
            id = "DIGEST-002",
            section = "5.10 C_Digest",
            requirement = "CKM_SHA256 agrees with the JDK",
            mechanisms = CKM_SHA256)
    void sha256_agrees(TokenUnderTest token) throws Exception {
        assertAgrees(token, CKM_SHA256, "SHA-256");
    }

    @ConformanceCase(
            id = "DIGEST-003",
            section = "5.10 C_Digest",
            requirement = "CKM_SHA384 agrees with the JDK",
            mechanisms = CKM_SHA384)
    void sha384_agrees(TokenUnderTest token) throws Exception {
        assertAgrees(token, CKM_SHA384, "SHA-384");
    }

    @ConformanceCase(
            id = "DIGEST-004",
            section = "5.10 C_Digest",
            requirement = "CKM_SHA512 agrees with the JDK",
            mechanisms = CKM_SHA512)
    void sha512_agrees(TokenUnderTest token) throws Exception {
        assertAgrees(token, CKM_SHA512, "SHA-512");
    }

    @ConformanceCase(
            id = "DIGEST-005",
            section = "5.10 C_DigestUpdate",
            requirement = "A message in parts has the digest of the whole",
            mechanisms = CKM_SHA256)
    void partsAndWhole_digestAlike(TokenUnderTest token) throws Exception {
        long session = token.openReadOnly();
        token.p11().C_DigestInit(session, mechanism(CKM_SHA256), true);
        token.p11().C_DigestUpdate(session, new byte[] {1, 2});
        token.p11().C_DigestUpdate(session, new byte[] {3});

        assertThat(token.p11().C_DigestFinal(session))
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(new byte[] {1, 2, 3}));
    }

    @ConformanceCase(
            id = "DIGEST-006",
            section = "5.10 C_DigestInit",
            requirement = "A mechanism that does not digest returns CKR_MECHANISM_INVALID")
    void signingMechanism_doesNotDigest(TokenUnderTest token) throws Exception {
        long session = token.openReadOnly();

        assertReturns(CKR_MECHANISM_INVALID, () -> token.p11().C_DigestInit(session, mechanism(CKM_RSA_PKCS), true));
    }

    @ConformanceCase(
            id = "DIGEST-007",
            section = "5.10 C_Digest",
            requirement = "C_Digest without C_DigestInit returns CKR_OPERATION_NOT_INITIALIZED")
    void digestWithoutInit_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnly();

        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> token.p11().C_Digest(session, new byte[1]));
    }

    private static void assertAgrees(TokenUnderTest token, long mechanism, String algorithm) throws Exception {
        long session = token.openReadOnly();
        for (int length : new int[] {1, 55, 56, 64, 111, 112, 128, 1000}) {
            byte[] message = new byte[length];
            Arrays.fill(message, (byte) 0x61);
            token.p11().C_DigestInit(session, mechanism(mechanism), true);

            assertThat(token.p11().C_Digest(session, message))
                    .isEqualTo(MessageDigest.getInstance(algorithm).digest(message));
        }
    }
}
