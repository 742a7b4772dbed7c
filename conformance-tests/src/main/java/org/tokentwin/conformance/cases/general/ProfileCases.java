package org.tokentwin.conformance.cases.general;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_TOKEN_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_TOKEN_PRESENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CRYPTOKI_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_PUBLIC_SESSION;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.ByteArrayInputStream;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.TokenKeys;

/** What a consumer of each profile of the OASIS PKCS #11 Profiles does with a provider, from beginning to end. */
@ExtendWith(ConformanceExtension.class)
class ProfileCases {
    private static final byte[] MESSAGE = {3, 1, 4, 1, 5};

    @ConformanceCase(
            id = "PROFILE-001",
            section = "Profiles 3.1 Baseline Provider",
            requirement = "Baseline: initialise, look at the library, slots, tokens and mechanisms, and finalise")
    void baseline_isProvided(TokenUnderTest token) throws PKCS11Exception {
        assertThat(token.p11().C_GetInfo().cryptokiVersion.major).isGreaterThanOrEqualTo((byte) 2);
        for (long slot : token.p11().C_GetSlotList(true)) {
            assertThat(token.p11().C_GetSlotInfo(slot).flags & CKF_TOKEN_PRESENT)
                    .isNotZero();
            assertOk(() -> token.p11().C_GetTokenInfo(slot));
            for (long type : token.p11().C_GetMechanismList(slot)) {
                assertOk(() -> token.p11().C_GetMechanismInfo(slot, type));
            }
        }
        assertOk(() -> token.p11().C_Finalize(null));
        assertReturns(CKR_CRYPTOKI_NOT_INITIALIZED, () -> token.p11().C_GetInfo());
    }

    @ConformanceCase(
            id = "PROFILE-002",
            section = "Profiles 3.1 Baseline Provider",
            requirement = "Baseline: open a session, look at it, find all objects, read their classes, and close it")
    void baselineSession_isProvided(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        assertThat(token.p11().C_GetSessionInfo(session).slotID).isEqualTo(token.slot());
        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RO_PUBLIC_SESSION);
        for (long object : token.find(session)) {
            assertThat(Attributes.read(token, session, object, CKA_CLASS)).isInstanceOf(Long.class);
        }
        assertOk(() -> token.p11().C_CloseSession(session));
    }

    @ConformanceCase(
            id = "PROFILE-003",
            section = "Profiles 3.2 Extended Provider",
            requirement = "Extended: log in, find a private key that signs, sign, log out, and find it no more")
    void extended_isProvided(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        token.requireFlag(CKM_SHA256_RSA_PKCS, CKF_SIGN);
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        assertThat(token.sign(session, mechanism(CKM_SHA256_RSA_PKCS), key, MESSAGE))
                .isNotEmpty();
        token.p11().C_Logout(session);

        assertThat(token.find(session, ulong(CKA_CLASS, CKO_PRIVATE_KEY), bool(CKA_PRIVATE, true)))
                .isEmpty();
    }

    @ConformanceCase(
            id = "PROFILE-004",
            section = "Profiles 3.3 Authentication Token",
            requirement =
                    "Authentication token: the key that belongs to a certificate signs, and the certificate verifies",
            mechanisms = CKM_SHA256_RSA_PKCS)
    void authenticationToken_isProvided(TokenUnderTest token) throws Exception {
        assertThat(token.flags() & CKF_TOKEN_INITIALIZED).isNotZero();
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        byte[] id = (byte[]) Objects.requireNonNull(Attributes.read(token, session, key, CKA_ID));
        long[] certificates = token.find(session, ulong(CKA_CLASS, CKO_CERTIFICATE), Attributes.bytes(CKA_ID, id));
        NotApplicable.unless(certificates.length > 0, "no certificate has the CKA_ID of the key");
        byte[] signature = token.sign(session, mechanism(CKM_SHA256_RSA_PKCS), key, MESSAGE);

        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(certificate(token, session, certificates[0]));
        verifier.update(MESSAGE);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @ConformanceCase(
            id = "PROFILE-005",
            section = "Profiles 3.4 Public Certificates Token",
            requirement = "Public certificates token: certificates are found, read and parsed without any login")
    void publicCertificatesToken_isProvided(TokenUnderTest token) throws Exception {
        long session = token.openReadOnly();
        long[] certificates = token.find(session, ulong(CKA_CLASS, CKO_CERTIFICATE));
        NotApplicable.unless(certificates.length > 0, "the token holds no certificate");
        for (long object : certificates) {
            assertThat(Attributes.read(token, session, object, CKA_PRIVATE)).isEqualTo(false);
            assertThat(certificate(token, session, object)
                            .getSubjectX500Principal()
                            .getEncoded())
                    .isNotEmpty();
        }
    }

    private static X509Certificate certificate(TokenUnderTest token, long session, long object) throws Exception {
        byte[] der = (byte[]) Objects.requireNonNull(Attributes.read(token, session, object, CKA_VALUE));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
