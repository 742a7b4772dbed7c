package org.tokentwin.emulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.issuer.StateChange.Kind;

class TestAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");
    private static final PersonalSubscriber CHAN =
            new PersonalSubscriber("CHAN TAI MAN", Optional.of("taiman@example.hk"), "0123456789");

    private final TestAuthority authority = TestAuthority.bundled(InstantSource.fixed(NOW));

    @Test
    void personal_hasTheSubjectOfAnEcert() {
        assertThat(subject(issue(CHAN)))
                .isEqualTo("E=taiman@example.hk,CN=CHAN TAI MAN,OU=0123456789,"
                        + "O=TokenTwin Test e-Cert (Personal),C=HK");
    }

    @Test
    void personalWithoutEmail_hasNone() throws GeneralSecurityException {
        X509Certificate certificate = issue(PersonalSubscriber.named("CHAN TAI MAN"));

        assertThat(subject(certificate))
                .matches("CN=CHAN TAI MAN,OU=[0-9]{10},O=TokenTwin Test e-Cert \\(Personal\\),C=HK");
        assertThat(certificate.getSubjectAlternativeNames()).isNull();
    }

    @Test
    void organisational_hasItsUnitsInOrder() {
        OrganisationalSubscriber user = new OrganisationalSubscriber(
                "WONG SIU MING",
                Optional.of("sm@example.hk"),
                "Example Limited",
                Optional.of("Accounts"),
                "1234567800001234" + "0567890",
                "9876543210");

        assertThat(subject(issue(user)))
                .isEqualTo("E=sm@example.hk,CN=WONG SIU MING,OU=Accounts,OU=Example Limited,"
                        + "OU=12345678000012340567890,OU=9876543210,O=TokenTwin Test e-Cert (Organisational),C=HK");
    }

    @Test
    void ecert_namesThePoliciesOfMutualRecognition() {
        CertificatePolicies policies =
                CertificatePolicies.fromExtensions(holder(issue(CHAN)).getExtensions());

        assertThat(policies.getPolicyInformation())
                .extracting(PolicyInformation::getPolicyIdentifier)
                .extracting(Object::toString)
                .satisfiesExactly(
                        statement -> assertThat(statement).matches("1\\.3\\.6\\.1\\.4\\.1\\.16030\\.1\\.1\\.\\d+"),
                        mutual -> assertThat(mutual)
                                .matches("2\\.16\\.344\\.8\\.2\\.2008\\.810\\.2\\.\\d{4}\\.\\d+\\.\\d+"));
    }

    @Test
    void ecert_isForSignatureAndKeyEncipherment() {
        X509Certificate certificate = issue(CHAN);

        assertThat(certificate.getKeyUsage()).startsWith(true, false, true, false, false, false, false);
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
    }

    @Test
    void ecertOnACurve_isForSignatureOnly() {
        X509Certificate certificate =
                authority.issue(CHAN, KeyType.P256, KeySource.TEST_KEYS, 1).certificate();

        assertThat(certificate.getKeyUsage()).startsWith(true, false, false, false, false, false, false);
    }

    @Test
    void ecert_saysWhereToAskAboutIt() {
        X509CertificateHolder ecert = holder(issue(CHAN));
        CRLDistPoint point = CRLDistPoint.getInstance(
                ecert.getExtension(Extension.cRLDistributionPoints).getParsedValue());
        AuthorityInformationAccess access = AuthorityInformationAccess.fromExtensions(ecert.getExtensions());

        assertThat(point.getDistributionPoints()[0].getDistributionPoint().getName())
                .hasToString("GeneralNames:\n    6: http://127.0.0.1:21815/crl/eCertCA2-15CRL1.crl\n");
        assertThat(access.getAccessDescriptions())
                .extracting(each -> each.getAccessLocation().getName().toString())
                .containsExactly("http://127.0.0.1:21815/ocsp", "http://127.0.0.1:21815/ca/eCertCA2-15.crt");
    }

    @Test
    void ecertWithoutAddress_doesNotSayWhereToAskAboutIt() {
        X509CertificateHolder ecert = holder(authority
                .withoutAddress()
                .issue(CHAN, KeyType.P256, KeySource.TEST_KEYS, 1)
                .certificate());

        assertThat(ecert.getExtension(Extension.cRLDistributionPoints)).isNull();
        assertThat(ecert.getExtension(Extension.authorityInfoAccess)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ocsp.example",
                "https://127.0.0.1",
                "http://127.0.0.1/?a=b",
                "http://a@127.0.0.1",
                "http:///x"
            })
    void addressThatIsNone_isRefused(String text) {
        assertThatThrownBy(() -> AuthorityAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void policies_areTheOnesAskedFor() {
        EcertPolicies other = new EcertPolicies(false, List.of("2.16.344.8.2.2008.810.2.2008.1.1"));
        X509Certificate certificate = authority
                .issue(CHAN, other, KeyType.P256, KeySource.TEST_KEYS, 1)
                .certificate();

        CertificatePolicies policies =
                CertificatePolicies.fromExtensions(holder(certificate).getExtensions());
        assertThat(policies.getPolicyInformation())
                .extracting(policy -> policy.getPolicyIdentifier().getId())
                .containsExactly("1.3.6.1.4.1.16030.1.1.52", "2.16.344.8.2.2008.810.2.2008.1.1");
        assertThat(EcertPolicies.of(policies)).isEqualTo(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "policy", "1", "1.3.6.1.4.1.16030.1.1.52", "2.16.344.8.2.2008.810.2.2018.1.1"})
    void policyThatIsNone_orIsThereAlready_isRefused(String policy) {
        assertThatThrownBy(() -> new EcertPolicies(true, List.of(policy)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("policy");
    }

    @Test
    void subscriber_isReadBackFromTheEcert() {
        Subscriber organisation = new OrganisationalSubscriber(
                "黃小明", Optional.of("sm@example.hk"), "快樂貿易有限公司", Optional.of("会计部"), "1234567800001234", "9876543210");
        Subscriber withoutBranch = new OrganisationalSubscriber(
                "WONG, SIU+MING", Optional.empty(), "Example Ltd", Optional.empty(), "1234567800001234", "9876543210");

        assertThat(Subscriber.of(issue(CHAN))).isEqualTo(CHAN);
        assertThat(Subscriber.of(issue(organisation))).isEqualTo(organisation);
        assertThat(Subscriber.of(issue(withoutBranch))).isEqualTo(withoutBranch);
        assertThatThrownBy(() -> Subscriber.of(authority.caCertificates().getFirst()))
                .hasMessageContaining("no e-Cert");
    }

    @Test
    void chineseNamesInBothScripts_areTheSubjects() {
        assertThat(subject(issue(PersonalSubscriber.named("陳大文")))).contains("CN=陳大文");
        assertThat(subject(issue(PersonalSubscriber.named("陈大文")))).contains("CN=陈大文");
        assertThat(subject(issue(PersonalSubscriber.named("\uD842\uDFB7田")))).contains("CN=\uD842\uDFB7田");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void ecert_isValidFromNowForItsYears(int years) {
        X509Certificate certificate = authority
                .issue(CHAN, KeyType.RSA_2048, KeySource.TEST_KEYS, years)
                .certificate();

        assertThat(certificate.getNotBefore()).isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
        assertThat(certificate.getNotAfter()).isEqualTo(Instant.parse((2026 + years) + "-02-03T04:05:06Z"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void otherYears_areRefused(int years) {
        assertThatThrownBy(() -> authority.issue(CHAN, KeyType.P256, KeySource.TEST_KEYS, years))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An e-Cert is valid for 1, 2 or 3 years, not " + years);
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void everyKeyType_givesACredentialThatHoldsTogether(KeyType type) {
        Credential credential = authority.issue(CHAN, type, KeySource.TEST_KEYS, 1);

        assertThat(credential.keySize()).isEqualTo(new KeySize(type.isRsa(), type.bits()));
        assertThatCode(() -> validate(credential.certificates(), false)).doesNotThrowAnyException();
    }

    @Test
    void freshKeys_differ() {
        Credential first = authority.issue(CHAN, KeyType.RSA_1024, KeySource.FRESH, 1);
        Credential second = authority.issue(CHAN, KeyType.RSA_1024, KeySource.FRESH, 1);

        assertThat(first.certificate().getPublicKey())
                .isNotEqualTo(second.certificate().getPublicKey());
    }

    @Test
    void serialNumbers_areRandomAndPositive() {
        X509Certificate first = issue(CHAN);
        X509Certificate second = issue(CHAN);

        assertThat(first.getSerialNumber()).isNotEqualTo(second.getSerialNumber());
        assertThat(first.getSerialNumber().bitLength()).isEqualTo(127);
        assertThat(first.getSerialNumber()).isPositive();
    }

    @Test
    void bundledAuthority_isTheSameEverywhere() {
        TestAuthority another = TestAuthority.bundled(InstantSource.system());

        assertThat(another.caCertificates()).isEqualTo(authority.caCertificates());
        assertThat(authority.caCertificates())
                .extracting(each -> each.getSubjectX500Principal().getName())
                .containsExactly(
                        "CN=TokenTwin Test e-Cert CA 2 - 15,O=TokenTwin Test,L=Hong Kong,ST=Hong Kong,C=HK",
                        "CN=TokenTwin Test Root CA 2,O=TokenTwin Test,L=Hong Kong,ST=Hong Kong,C=HK");
    }

    @Test
    void freshAuthority_hasKeysOfItsOwn() throws GeneralSecurityException {
        TestAuthority fresh = TestAuthority.fresh(InstantSource.fixed(NOW));
        Credential credential = fresh.issue(CHAN, KeyType.P256, KeySource.FRESH, 1);

        credential.certificate().verify(fresh.caCertificates().getFirst().getPublicKey());
        assertThat(fresh.caCertificates()).doesNotContainAnyElementsOf(authority.caCertificates());
    }

    @Test
    void certificateThatIsNotRevoked_passesRevocationChecking() {
        Credential credential = authority.issue(CHAN, KeyType.P256, KeySource.TEST_KEYS, 1);

        assertThatCode(() -> validate(credential.certificates(), true)).doesNotThrowAnyException();
    }

    @Test
    void revokedCertificate_failsRevocationChecking() {
        Credential credential = authority.issue(CHAN, KeyType.P256, KeySource.TEST_KEYS, 1);

        authority.revoke(credential.certificate(), CRLReason.KEY_COMPROMISE);

        assertThat(authority
                        .crl()
                        .getRevokedCertificate(credential.certificate())
                        .getRevocationReason())
                .isEqualTo(CRLReason.KEY_COMPROMISE);
        assertThatThrownBy(() -> validate(credential.certificates(), true))
                .isInstanceOf(CertPathValidatorException.class)
                .hasMessageContaining("KEY_COMPROMISE");
    }

    @Test
    void secondRevocation_changesNothing() {
        X509Certificate certificate = issue(CHAN);

        authority.revoke(certificate, CRLReason.KEY_COMPROMISE);
        authority.revoke(certificate, CRLReason.SUPERSEDED);

        assertThat(authority.crl().getRevokedCertificate(certificate).getRevocationReason())
                .isEqualTo(CRLReason.KEY_COMPROMISE);
    }

    @Test
    void hold_isReleased_andTheCertificateIsGoodAgain() {
        Credential credential = authority.issue(CHAN, KeyType.P256, KeySource.TEST_KEYS, 1);

        authority.hold(credential.certificate());
        assertThat(authority
                        .crl()
                        .getRevokedCertificate(credential.certificate())
                        .getRevocationReason())
                .isEqualTo(CRLReason.CERTIFICATE_HOLD);
        assertThatThrownBy(() -> authority.hold(credential.certificate()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("is on hold, not good");

        authority.release(credential.certificate());
        assertThat(authority.crl().getRevokedCertificate(credential.certificate()))
                .isNull();
        assertThatCode(() -> validate(credential.certificates(), true)).doesNotThrowAnyException();
        assertThat(authority
                        .register()
                        .find(credential.certificate().getSerialNumber())
                        .orElseThrow()
                        .history())
                .extracting(StateChange::kind)
                .containsExactly(Kind.ISSUED, Kind.HELD, Kind.RELEASED);
    }

    @Test
    void hold_mayEndInRevocation_whichIsForGood() {
        X509Certificate certificate = issue(CHAN);

        authority.revoke(certificate, CRLReason.CERTIFICATE_HOLD);
        authority.revoke(certificate, CRLReason.KEY_COMPROMISE);

        assertThat(authority.crl().getRevokedCertificate(certificate).getRevocationReason())
                .isEqualTo(CRLReason.KEY_COMPROMISE);
        assertThatThrownBy(() -> authority.release(certificate))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("is revoked, not on hold");
    }

    @Test
    void expiredCertificate_leavesTheList() {
        X509Certificate certificate =
                authority.issue(CHAN, KeyType.P256, KeySource.TEST_KEYS, 1).certificate();
        authority.revoke(certificate, CRLReason.SUPERSEDED);

        X509CRL later = authority
                .withClock(InstantSource.fixed(NOW.plus(Duration.ofDays(366))))
                .crl();
        assertThat(later.getRevokedCertificate(certificate)).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOVE_FROM_CRL", "UNUSED"})
    void reasonThatIsNone_isRefused(CRLReason reason) {
        X509Certificate certificate = issue(CHAN);

        assertThatThrownBy(() -> authority.revoke(certificate, reason)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void revocationLists_areNumberedAndDated() throws GeneralSecurityException {
        X509CRL first = authority.crl();
        X509CRL second = authority.crl();

        first.verify(authority.caCertificates().getFirst().getPublicKey());
        assertThat(first.getThisUpdate()).isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
        assertThat(first.getNextUpdate()).isEqualTo(Instant.parse("2026-02-04T04:05:06Z"));
        assertThat(first.getExtensionValue("2.5.29.20")).isNotEqualTo(second.getExtensionValue("2.5.29.20"));
    }

    @Test
    void certificateOfAnotherAuthority_isNotRevoked() {
        X509Certificate root = authority.caCertificates().getLast();

        assertThatThrownBy(() -> authority.revoke(root, CRLReason.SUPERSEDED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Only the CA that issued a certificate can revoke it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789", "12345678901", "12345abcde"})
    void badReferenceNumber_isRefused(String number) {
        assertThatThrownBy(() -> new PersonalSubscriber("CHAN TAI MAN", Optional.empty(), number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 digits");
    }

    @Test
    void badNamesAndAddresses_areRefused() {
        assertThatThrownBy(() -> PersonalSubscriber.named(" ")).hasMessageContaining("1 to 64 characters");
        assertThatThrownBy(() -> PersonalSubscriber.named("x".repeat(65))).hasMessageContaining("not 65");
        assertThatThrownBy(() -> new PersonalSubscriber("CHAN", Optional.of("nobody"), "0123456789"))
                .hasMessage("'nobody' is no e-mail address");
    }

    private X509Certificate issue(Subscriber subscriber) {
        return authority
                .issue(subscriber, KeyType.RSA_2048, KeySource.TEST_KEYS, 3)
                .certificate();
    }

    private void validate(List<X509Certificate> chain, boolean revocation) throws GeneralSecurityException {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain.subList(0, 2));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(chain.getLast(), null)));
        parameters.setDate(Date.from(NOW));
        parameters.setRevocationEnabled(revocation);
        parameters.addCertStore(CertStore.getInstance(
                "Collection", new CollectionCertStoreParameters(List.of(authority.crl(), authority.rootCrl()))));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    private static JcaX509CertificateHolder holder(X509Certificate certificate) {
        try {
            return new JcaX509CertificateHolder(certificate);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** As printed: the least significant attribute first. */
    private static String subject(X509Certificate certificate) {
        return Arrays.stream(holder(certificate).getSubject().getRDNs())
                .map(RDN::getFirst)
                .map(pair -> BCStyle.INSTANCE.oidToDisplayName(pair.getType()) + "=" + pair.getValue())
                .reduce((before, after) -> after + "," + before)
                .orElseThrow();
    }
}
