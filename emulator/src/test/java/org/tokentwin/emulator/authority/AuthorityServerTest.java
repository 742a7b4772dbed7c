package org.tokentwin.emulator.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SignatureException;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPValidationException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.TestAuthority;

class AuthorityServerTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final ASN1ObjectIdentifier SHA1 = OIWObjectIdentifiers.idSHA1;
    private static final byte[] NONCE = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @AutoClose
    private final AuthorityServer server;

    @AutoClose
    private final Questions ask;

    private final TestAuthority authority;
    private final X509Certificate issuer;
    private final X509Certificate chan;

    AuthorityServerTest() throws IOException {
        server = AuthorityServer.bind(0);
        authority = TestAuthority.bundled(InstantSource.fixed(NOW)).at(server.address());
        issuer = authority.caCertificates().getFirst();
        server.serve(authority);
        ask = new Questions(server);
        chan = issue();
    }

    private X509Certificate issue() {
        return authority
                .issue(PersonalSubscriber.named("CHAN TAI MAN"), KeyType.P256, KeySource.TEST_KEYS, 1)
                .certificate();
    }

    private CertificateID id(X509Certificate certificate) {
        return Questions.id(issuer, certificate.getSerialNumber(), SHA1);
    }

    private void inject(String fault) {
        server.faults().inject(ServiceFault.parse(fault));
    }

    private X509CRL crl(String path) throws Exception {
        HttpResponse<byte[]> response = ask.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/pkix-crl");
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(response.body()));
    }

    private static SingleResp only(BasicOCSPResp response) {
        assertThat(response.getResponses()).hasSize(1);
        return response.getResponses()[0];
    }

    @Test
    void ocsp_saysGoodThenOnHoldThenGoodThenRevoked() throws Exception {
        byte[] request = Questions.ocspRequest(Optional.empty(), id(chan));

        assertThat(only(ask.basicOcsp(request)).getCertStatus()).isEqualTo(CertificateStatus.GOOD);
        authority.hold(chan);
        assertThat(((RevokedStatus) only(ask.basicOcsp(request)).getCertStatus()).getRevocationReason())
                .isEqualTo(6);
        authority.release(chan);
        assertThat(only(ask.basicOcsp(request)).getCertStatus()).isEqualTo(CertificateStatus.GOOD);
        authority.revoke(chan, CRLReason.KEY_COMPROMISE);
        RevokedStatus revoked = (RevokedStatus) only(ask.basicOcsp(request)).getCertStatus();
        assertThat(revoked.getRevocationReason()).isEqualTo(1);
        assertThat(revoked.getRevocationTime()).isEqualTo(NOW);
    }

    @Test
    void ocspAnswer_isADelegatedRespondersWhoNeedNotBeAskedAbout() throws Exception {
        BasicOCSPResp response = ask.basicOcsp(Questions.ocspRequest(Optional.of(NONCE), id(chan)));
        X509CertificateHolder responder = response.getCerts()[0];
        X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(responder);

        certificate.verify(issuer.getPublicKey());
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.9");
        assertThat(responder.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck))
                .isNotNull();
        assertThat(response.isSignatureValid(new JcaContentVerifierProviderBuilder().build(responder)))
                .isTrue();
        assertThat(response.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                        .getExtnValue()
                        .getOctets())
                .endsWith(NONCE);
        assertThat(response.getProducedAt()).isEqualTo(NOW);
        assertThat(only(response).getThisUpdate()).isEqualTo(NOW);
        assertThat(only(response).getNextUpdate()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void severalCertificatesInARequest_areAnsweredInItsOrder() throws Exception {
        X509Certificate revoked = issue();
        authority.revoke(revoked, CRLReason.UNSPECIFIED);
        CertificateID stranger =
                Questions.id(authority.caCertificates().getLast(), BigInteger.TWO, NISTObjectIdentifiers.id_sha256);
        byte[] request = Questions.ocspRequest(
                Optional.empty(),
                id(chan),
                Questions.id(issuer, revoked.getSerialNumber(), NISTObjectIdentifiers.id_sha256),
                Questions.id(issuer, BigInteger.TEN, SHA1),
                stranger);

        assertThat(Arrays.stream(ask.basicOcsp(request).getResponses()).map(SingleResp::getCertStatus))
                .satisfiesExactly(
                        good -> assertThat(good).isEqualTo(CertificateStatus.GOOD),
                        gone -> assertThat(((RevokedStatus) gone).hasRevocationReason())
                                .isFalse(),
                        unknown -> assertThat(unknown).isInstanceOf(UnknownStatus.class),
                        other -> assertThat(other).isInstanceOf(UnknownStatus.class));
    }

    @Test
    void answerWithoutNonce_isGivenAgain_untilAnythingHappensToACertificate() throws Exception {
        byte[] withoutNonce = Questions.ocspRequest(Optional.empty(), id(chan));
        byte[] withNonce = Questions.ocspRequest(Optional.of(new byte[] {1, 2, 3}), id(chan));

        byte[] first = ask.ocsp(withoutNonce).getEncoded();
        assertThat(ask.ocsp(withoutNonce).getEncoded()).isEqualTo(first);
        assertThat(ask.basicOcsp(withNonce).getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce))
                .isNotNull();
        inject("unsigned@ocsp");
        assertThat(ask.basicOcsp(withoutNonce).getSignature()).isEmpty();
        assertThat(ask.ocsp(withoutNonce).getEncoded()).isEqualTo(first);
        authority.hold(chan);
        assertThat(ask.basicOcsp(withoutNonce).getResponses()[0].getCertStatus())
                .isInstanceOf(RevokedStatus.class);
        inject("clock=2031-01-01");
        assertThat(ask.basicOcsp(withoutNonce).getResponses()[0].getThisUpdate())
                .isAfterOrEqualTo("2031-01-01");
    }

    @Test
    void requestAboutOtherCasCertificatesOnly_isUnauthorized() throws Exception {
        byte[] request = Questions.ocspRequest(
                Optional.empty(), Questions.id(authority.caCertificates().getLast(), BigInteger.TWO, SHA1));

        assertThat(ask.ocsp(request).getStatus()).isEqualTo(OCSPRespBuilder.UNAUTHORIZED);
    }

    @Test
    void ocspByGet_isTheSameAnswer_withHeadersForCaches() throws Exception {
        String encoded = URLEncoder.encode(
                Base64.getEncoder().encodeToString(Questions.ocspRequest(Optional.empty(), id(chan))),
                StandardCharsets.US_ASCII);
        HttpResponse<byte[]> response = ask.get("/ocsp/" + encoded);

        assertThat(new org.bouncycastle.cert.ocsp.OCSPResp(response.body()).getStatus())
                .isZero();
        assertThat(response.headers().firstValue("Expires")).hasValue("Tue, 03 Feb 2026 05:05:06 GMT");
        assertThat(response.headers().firstValue("Last-Modified")).hasValue("Tue, 03 Feb 2026 04:05:06 GMT");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 1000, 65_536})
    void bytesThatAreNoRequest_areMalformed(int length) throws Exception {
        byte[] nested = new byte[length];
        Arrays.fill(nested, (byte) 0x30);

        assertThat(ask.ocsp(nested).getStatus()).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
        assertThat(ask.ocsp(new byte[length]).getStatus()).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
    }

    @Test
    void everyTruncatedRequest_isMalformed_andTheServerGoesOn() throws Exception {
        byte[] request = Questions.ocspRequest(Optional.of(NONCE), id(chan));
        for (int length = 0; length < request.length; length++) {
            assertThat(ask.ocsp(Arrays.copyOf(request, length)).getStatus())
                    .as("%s bytes", length)
                    .isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
        }
        assertThat(ask.ocsp(request).getStatus()).isEqualTo(OCSPRespBuilder.SUCCESSFUL);
    }

    @Test
    void nonceOfAnotherLengthThanTheStandards_isMalformed() throws Exception {
        byte[] tooLong = Questions.ocspRequest(Optional.of(new byte[33]), id(chan));
        byte[] empty = Questions.ocspRequest(Optional.of(new byte[0]), id(chan));

        assertThat(ask.ocsp(tooLong).getStatus()).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
        assertThat(ask.ocsp(empty).getStatus()).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
        assertThat(ask.get("/ocsp/%25%25").body()).containsSequence(10, 1, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /ocsp, 405",
        "PUT, /ocsp, 501",
        "POST, /crl/eCertCA2-15CRL1.crl, 405",
        "GET, /tsa, 405",
        "GET, /nothing, 404",
        "GET, /crl/../ca/RootCA2.crt, 404",
        "TRACE, /, 501"
    })
    void wrongMethodsAndPaths_haveTheirStatus(String method, String path, int status) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(ask.uri(path))
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("x"));

        assertThat(ask.send(request).statusCode()).isEqualTo(status);
    }

    @Test
    void bodyThatIsTooLong_isRefused_andSoIsAWrongType() throws Exception {
        assertThat(ask.post("/ocsp", "application/ocsp-request", new byte[65_537])
                        .statusCode())
                .isEqualTo(413);
        assertThat(ask.post("/ocsp", "text/plain", new byte[1]).statusCode()).isEqualTo(415);
        assertThat(ask.post("/tsa", "text/plain", new byte[1]).statusCode()).isEqualTo(415);
    }

    @Test
    void clientsThatSendNothing_keepNobodyWaiting() throws Exception {
        try (Socket silent = new Socket(
                        InetAddress.getLoopbackAddress(), ask.uri("/").getPort());
                Socket slow = new Socket(
                        InetAddress.getLoopbackAddress(), ask.uri("/").getPort())) {
            slow.getOutputStream()
                    .write("POST /ocsp HTTP/1.1\r\nContent-Length: 100\r\n\r\n0".getBytes(StandardCharsets.US_ASCII));
            assertThat(silent.isConnected()).isTrue();
            assertThat(ask.get("/ca/RootCA2.crt").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void caCertificates_areServedWhereTheCertificatesSay() throws Exception {
        assertThat(ask.get("/ca/eCertCA2-15.crt").body()).isEqualTo(issuer.getEncoded());
        assertThat(ask.get("/ca/RootCA2.crt").body())
                .isEqualTo(authority.caCertificates().getLast().getEncoded());
        HttpResponse<byte[]> head =
                ask.send(HttpRequest.newBuilder(ask.uri("/ca/RootCA2.crt")).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void crl_isIssuedAnewOnEachChange_andNotBefore() throws Exception {
        X509CRL first = crl("/crl/eCertCA2-15CRL1.crl");
        assertThat(crl("/crl/eCertCA2-15CRL1.crl")).isEqualTo(first);
        authority.revoke(chan, CRLReason.SUPERSEDED);
        X509CRL second = crl("/crl/eCertCA2-15CRL1.crl");

        second.verify(issuer.getPublicKey());
        assertThat(first.getRevokedCertificate(chan)).isNull();
        assertThat(second.getRevokedCertificate(chan).getRevocationReason()).isEqualTo(CRLReason.SUPERSEDED);
        assertThat(second.getExtensionValue("2.5.29.20")).isNotEqualTo(first.getExtensionValue("2.5.29.20"));
        crl("/crl/RootCA2ARL.crl").verify(authority.caCertificates().getLast().getPublicKey());
    }

    private static TimeStampRequest query(ASN1ObjectIdentifier hash, String name) throws Exception {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        byte[] imprint = MessageDigest.getInstance(name).digest(NONCE);
        return generator.generate(hash, imprint, BigInteger.valueOf(4711));
    }

    @ParameterizedTest
    @CsvSource({"2.16.840.1.101.3.4.2.1, SHA-256", "2.16.840.1.101.3.4.2.2, SHA-384", "2.16.840.1.101.3.4.2.3, SHA-512"
    })
    void timeStamp_isSignedByItsOwnCertificate_withChainAndNonce(String oid, String name) throws Exception {
        TimeStampRequest request = query(new ASN1ObjectIdentifier(oid), name);
        TimeStampResponse response = ask.timeStamp(request);
        response.validate(request);
        TimeStampToken token = response.getTimeStampToken();
        X509CertificateHolder signer =
                new JcaX509CertificateHolder(authority.timeStampSigner().certificate());

        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        assertThat(token.getTimeStampInfo().getGenTime()).isEqualTo(NOW);
        assertThat(token.getTimeStampInfo().getPolicy()).isEqualTo(TimeStampService.POLICY);
        assertThat(token.getTimeStampInfo().getGenTimeAccuracy().getSeconds()).isEqualTo(1);
        assertThat(token.getCertificates().getMatches(null)).hasSize(3);
    }

    @Test
    void timeStampOfSha1_isRefusedAsABadAlgorithm() throws Exception {
        TimeStampResponse response = ask.timeStamp(query(TSPAlgorithms.SHA1, "SHA-1"));

        assertThat(response.getStatus()).isEqualTo(PKIStatus.REJECTION);
        assertThat(response.getFailInfo().intValue()).isEqualTo(PKIFailureInfo.badAlg);
    }

    @Test
    void timeStampOfAnotherPolicy_isRefused_andSoIsWhatIsNoRequest() throws Exception {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setReqPolicy(new ASN1ObjectIdentifier("1.2.3.4"));
        TimeStampRequest other = generator.generate(TSPAlgorithms.SHA256, new byte[32]);

        assertThat(ask.timeStamp(other).getFailInfo().intValue()).isEqualTo(PKIFailureInfo.unacceptedPolicy);
        TimeStampResponse malformed = new TimeStampResponse(
                ask.post("/tsa", "application/timestamp-query", NONCE).body());
        assertThat(malformed.getFailInfo().intValue()).isEqualTo(PKIFailureInfo.badDataFormat);
    }

    @Test
    void timeStampsCertificate_isGoodByOcsp() throws Exception {
        byte[] request = Questions.ocspRequest(
                Optional.empty(), id(authority.timeStampSigner().certificate()));

        assertThat(only(ask.basicOcsp(request)).getCertStatus()).isEqualTo(CertificateStatus.GOOD);
    }

    @Test
    void clockThatIsSet_datesEverything() throws Exception {
        Instant set = Instant.parse("2031-01-01T00:00:00Z");
        inject("clock=2031-01-01");
        Date end = Date.from(set.plus(Duration.ofHours(1)));

        assertThat(ask.basicOcsp(Questions.ocspRequest(Optional.empty(), id(chan)))
                        .getProducedAt())
                .isBetween(Date.from(set), end);
        assertThat(crl("/crl/eCertCA2-15CRL1.crl").getThisUpdate()).isBetween(Date.from(set), end);
        assertThat(crl("/crl/RootCA2ARL.crl").getThisUpdate()).isBetween(Date.from(set), end);
        assertThat(ask.timeStamp(query(TSPAlgorithms.SHA256, "SHA-256"))
                        .getTimeStampToken()
                        .getTimeStampInfo()
                        .getGenTime())
                .isBetween(Date.from(set), end);
        server.faults().clear();
        assertThat(ask.basicOcsp(Questions.ocspRequest(Optional.empty(), id(chan)))
                        .getProducedAt())
                .isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({"try-later, 3", "unauthorized, 6"})
    void refusalOnDemand_happensOnce(String fault, int status) throws Exception {
        byte[] request = Questions.ocspRequest(Optional.empty(), id(chan));
        inject(fault);

        assertThat(ask.ocsp(request).getStatus()).isEqualTo(status);
        assertThat(ask.ocsp(request).getStatus()).isZero();
    }

    @Test
    void wrongNonceAndDatesOnDemand_areWrong() throws Exception {
        byte[] request = Questions.ocspRequest(Optional.of(NONCE), id(chan));
        inject("wrong-nonce@ocsp");
        assertThat(ask.basicOcsp(request)
                        .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                        .getExtnValue()
                        .getOctets())
                .endsWith("123456789abcdef".getBytes(StandardCharsets.US_ASCII))
                .isNotEqualTo(new DEROctetString(NONCE).getEncoded());
        inject("stale@ocsp");
        assertThat(only(ask.basicOcsp(request)).getNextUpdate()).isBefore(NOW);
        inject("future@ocsp");
        assertThat(only(ask.basicOcsp(request)).getThisUpdate()).isAfter(NOW);
    }

    @Test
    void answerUnsignedOrOfAStranger_isNotTheRespondersWord() throws Exception {
        byte[] request = Questions.ocspRequest(Optional.empty(), id(chan));
        inject("unsigned");
        assertThat(ask.basicOcsp(request).getSignature()).isEmpty();
        inject("stranger@ocsp");
        BasicOCSPResp strangers = ask.basicOcsp(request);
        assertThat(strangers.isSignatureValid(
                        new JcaContentVerifierProviderBuilder().build(strangers.getCerts()[0])))
                .isTrue();
        assertThat(strangers.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .build(authority.ocspSigner().certificate())))
                .isFalse();
    }

    @Test
    void listOnDemand_isStaleOfTheFutureOfAnotherIssuerOrMissing() throws Exception {
        authority.revoke(chan, CRLReason.SUPERSEDED);
        String path = "/crl/eCertCA2-15CRL1.crl";
        inject("stale@crl");
        assertThat(crl(path).getNextUpdate()).isBefore(NOW);
        inject("future@crl");
        assertThat(crl(path).getThisUpdate()).isAfter(NOW);
        inject("wrong-issuer");
        X509CRL other = crl(path);
        assertThat(other.getIssuerX500Principal()).isNotEqualTo(issuer.getSubjectX500Principal());
        assertThat(other.getRevokedCertificates()).hasSize(1);
        inject("stranger@crl");
        X509CRL forged = crl(path);
        assertThat(forged.getIssuerX500Principal()).isEqualTo(issuer.getSubjectX500Principal());
        assertThatThrownBy(() -> forged.verify(issuer.getPublicKey())).isInstanceOf(SignatureException.class);
        inject("entries=5000@crl");
        X509CRL longer = crl(path);
        longer.verify(issuer.getPublicKey());
        assertThat(longer.getRevokedCertificates()).hasSize(5001);
        assertThat(longer.getRevokedCertificate(chan)).isNotNull();
        assertThat(crl(path).getRevokedCertificates()).hasSize(1);
        inject("missing@crl");
        assertThat(ask.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void timeStampOnDemand_isOfSomethingElseOrRefused() throws Exception {
        TimeStampRequest request = query(TSPAlgorithms.SHA256, "SHA-256");
        for (String fault : List.of("wrong-imprint", "wrong-nonce@tsa")) {
            inject(fault);
            TimeStampResponse wrong = ask.timeStamp(request);
            assertThatThrownBy(() -> wrong.validate(request)).as(fault).isInstanceOf(TSPException.class);
        }
        inject("refused");
        assertThat(ask.timeStamp(request).getStatus()).isEqualTo(PKIStatus.REJECTION);
        inject("expired");
        TimeStampToken expired = ask.timeStamp(request).getTimeStampToken();
        X509CertificateHolder signer = expired.getCertificates().getMatches(null).stream()
                .filter(expired.getSID()::match)
                .findFirst()
                .orElseThrow();
        assertThat(signer.getNotAfter()).isBefore("2017-01-01");
        assertThatThrownBy(() -> expired.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer)))
                .isInstanceOf(TSPValidationException.class)
                .hasMessageContaining("certificate not valid");
        inject("clock=2020-01-01@tsa");
        assertThat(ask.timeStamp(request).getTimeStampToken().getTimeStampInfo().getGenTime())
                .isBefore("2020-01-02");
    }

    @Test
    void connectionOnDemand_failsIsCutOffOrIsLate() throws Exception {
        byte[] request = Questions.ocspRequest(Optional.empty(), id(chan));
        inject("http=500@ocsp");
        assertThatThrownBy(() -> ask.ocsp(request)).hasMessage("HTTP status 500");
        inject("cut-off@ocsp");
        assertThatThrownBy(() -> ask.ocsp(request)).isInstanceOf(IOException.class);
        inject("delay=300ms@ocsp");
        long begin = System.nanoTime();
        ask.ocsp(request);
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(300_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frob",
                "stale",
                "try-later@crl",
                "wrong-imprint@ocsp",
                "http=200",
                "http",
                "http=99999",
                "try-later=1",
                "clock=tomorrow",
                "delay=1h",
                "unsigned@ocsp:0",
                "entries@crl",
                "entries=1000001@crl",
                "entries=5@ocsp",
                "unsigned@frob",
                "clock=2031-01-01@ca"
            })
    void faultThatIsNone_isRefused(String text) {
        assertThatThrownBy(() -> ServiceFault.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "try-later@ocsp:1",
                "stale@crl:always",
                "entries=100000@crl:1",
                "http=500@request:3",
                "delay=20ms@tsa:always",
                "clock=2031-01-01T00:00:00Z@request:always"
            })
    void fault_isReadAsItIsWritten(String text) {
        assertThat(ServiceFault.parse(text)).hasToString(text);
    }
}
