package org.tokentwin.client.revocation;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.tokentwin.client.revocation.Obstacle.Kind;
import org.tokentwin.client.x509.CertificateChain;

/** Asks how certificates stand, at the addresses that they name, until an answer counts. */
public final class RevocationCheck implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_ADDRESSES = 4;

    private final BoundedHttp http;

    public RevocationCheck() {
        this(PATIENCE);
    }

    /** @param patience with each address */
    RevocationCheck(Duration patience) {
        http = new BoundedHttp(patience);
    }

    /** One address to ask at. */
    private interface Question {
        Finding ask() throws UnusableAnswerException;
    }

    private record Address(String name, Question question) {}

    /**
     * Asks about a certificate.
     *
     * @param issuer of the certificate
     * @param now the moment for which the answer has to count
     */
    public RevocationAnswer check(
            X509Certificate certificate, X509Certificate issuer, RevocationMethod method, Instant now) {
        List<Asked> asked = new ArrayList<>();
        for (Address address : addresses(holder(certificate), holder(issuer), method, now)) {
            try {
                Finding finding = address.question().ask();
                asked.add(Asked.answered(address.name(), finding.status()));
                return new RevocationAnswer(finding.status(), finding.reason(), finding.since(), asked);
            } catch (UnusableAnswerException e) {
                asked.add(Asked.inVain(address.name(), e.why()));
            }
        }
        if (asked.isEmpty()) {
            asked.add(Asked.nobody(
                    method == RevocationMethod.any
                            ? Obstacle.of(Kind.NO_ADDRESS)
                            : Obstacle.of(Kind.NO_ADDRESS_OF_METHOD, method.name())));
        }
        return undetermined(asked);
    }

    /**
     * Asks about a certificate whose issuer's is looked for; empty for a root, which nobody stands above.
     *
     * @param atHand certificates, among them maybe the issuer's
     * @param now the moment for which the answer has to count
     */
    public static Optional<RevocationAnswer> ask(
            X509Certificate certificate, Collection<X509Certificate> atHand, RevocationMethod method, Instant now) {
        if (certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
            return Optional.empty();
        }
        List<X509Certificate> chain = CertificateChain.of(certificate, atHand).certificates();
        if (chain.size() < 2) {
            return Optional.of(undetermined(List.of(Asked.nobody(Obstacle.of(Kind.NO_ISSUER)))));
        }
        try (RevocationCheck check = new RevocationCheck()) {
            return Optional.of(check.check(certificate, chain.get(1), method, now));
        }
    }

    private static RevocationAnswer undetermined(List<Asked> why) {
        return new RevocationAnswer(RevocationStatus.UNDETERMINED, Optional.empty(), Optional.empty(), why);
    }

    private List<Address> addresses(
            X509CertificateHolder certificate, X509CertificateHolder issuer, RevocationMethod method, Instant now) {
        OcspQuestion ocsp = new OcspQuestion(http, certificate, issuer, now);
        RevocationListQuestion list = new RevocationListQuestion(http, certificate, issuer, now);
        Stream<Address> byOcsp = method == RevocationMethod.crl
                ? Stream.empty()
                : responders(certificate).map(url -> new Address("OCSP " + url, () -> ocsp.ask(url)));
        Stream<Address> byList = method == RevocationMethod.ocsp
                ? Stream.empty()
                : lists(certificate).map(url -> new Address("CRL " + url, () -> list.ask(url)));
        return Stream.concat(byOcsp, byList).toList();
    }

    private static Stream<String> responders(X509CertificateHolder certificate) {
        try {
            return Optional.ofNullable(AuthorityInformationAccess.fromExtensions(certificate.getExtensions())).stream()
                    .flatMap(access -> Arrays.stream(access.getAccessDescriptions()))
                    .filter(each -> each.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
                    .map(AccessDescription::getAccessLocation)
                    .flatMap(RevocationCheck::uri)
                    .limit(MOST_ADDRESSES);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Stream.empty(); // an extension of some other form names nobody
        }
    }

    private static Stream<String> lists(X509CertificateHolder certificate) {
        try {
            return Optional.ofNullable(certificate.getExtension(Extension.cRLDistributionPoints))
                    .map(extension -> CRLDistPoint.getInstance(extension.getParsedValue()))
                    .stream()
                    .flatMap(points -> Arrays.stream(points.getDistributionPoints()))
                    .filter(point -> point.getCRLIssuer() == null && point.getReasons() == null)
                    .map(DistributionPoint::getDistributionPoint)
                    .filter(name -> name != null && name.getType() == DistributionPointName.FULL_NAME)
                    .flatMap(name -> Arrays.stream(
                            GeneralNames.getInstance(name.getName()).getNames()))
                    .flatMap(RevocationCheck::uri)
                    .limit(MOST_ADDRESSES);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Stream.empty(); // as above
        }
    }

    private static Stream<String> uri(GeneralName name) {
        return name.getTagNo() == GeneralName.uniformResourceIdentifier
                ? Stream.of(name.getName().toString())
                : Stream.empty();
    }

    private static X509CertificateHolder holder(X509Certificate certificate) {
        try {
            return new JcaX509CertificateHolder(certificate);
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that was read has an encoding", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
