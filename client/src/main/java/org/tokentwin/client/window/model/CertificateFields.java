package org.tokentwin.client.window.model;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.KeyPresence;
import org.tokentwin.client.view.CertificateSummary;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.text.Sentence;
import org.tokentwin.client.window.text.Texts;
import org.tokentwin.client.x509.CertificateChain;
import org.tokentwin.client.x509.CertificateDetails;
import org.tokentwin.client.x509.CertificatePolicy;
import org.tokentwin.client.x509.DistinguishedName;
import org.tokentwin.client.x509.ECert;
import org.tokentwin.client.x509.PartialCertificate;
import org.tokentwin.client.x509.PublicKeyDetails;
import org.tokentwin.client.x509.Validity;

/** A certificate's pages. */
public final class CertificateFields {
    private final Texts texts;
    private final TokenView token;
    private final CertificateEntry entry;
    private final Instant now;
    private final Optional<CertificateDetails> details;

    /** @param now the moment for the validity */
    public CertificateFields(Texts texts, TokenView token, CertificateEntry entry, Instant now) {
        this.texts = texts;
        this.token = token;
        this.entry = entry;
        this.now = now;
        this.details = entry.certificate().map(CertificateDetails::of);
    }

    /** The name under which a certificate stands in the tree: its label, else its subject. */
    public static String name(CertificateEntry entry, Instant now) {
        String name = entry.label().isEmpty()
                ? CertificateSummary.of(entry, now).subject().orElse(entry.id())
                : entry.label();
        return HarmlessText.of(name);
    }

    /** What a holder looks for: whose it is, whose word it is, and until when. */
    public List<Field> overview() {
        List<Field> fields = new ArrayList<>();
        details.flatMap(CertificateDetails::ecert).ifPresent(ecert -> ecert(fields, ecert));
        CertificateSummary summary = CertificateSummary.of(entry, now);
        fields.add(Field.of(texts.text("cert.issued.to"), summary.subject().orElse("")));
        fields.add(Field.of(texts.text("cert.issued.by"), summary.issuer().orElse("")));
        details.ifPresent(d -> fields.add(Field.of(texts.text("cert.from"), texts.moment(d.notBefore()))));
        fields.add(Field.of(
                texts.text("cert.until"), summary.notAfter().map(texts::moment).orElse("")));
        fields.add(Field.of(texts.text("cert.validity"), validity()));
        if (!entry.isAuthority()) {
            fields.add(Field.of(texts.text("cert.key.present"), presence(entry.privateKey())));
        }
        entry.partial().ifPresent(partial -> unreadable(fields, partial));
        fields.removeIf(Field::isEmpty);
        return fields;
    }

    private void ecert(List<Field> fields, ECert ecert) {
        String kind = switch (ecert.type()) {
            case ECert.PERSONAL -> texts.text("cert.ecert.personal");
            case ECert.ORGANISATIONAL -> texts.text("cert.ecert.organisational");
            default -> HarmlessText.of(ecert.type());
        };
        fields.add(Field.of(
                texts.text("cert.ecert"), ecert.mutualRecognition() ? texts.text("cert.ecert.mutual", kind) : kind));
        fields.add(Field.of(texts.text("cert.srn"), ecert.subscriberReference().orElse("")));
    }

    private void unreadable(List<Field> fields, PartialCertificate partial) {
        fields.add(Field.of(texts.text("cert.unreadable"), partial.reason()));
        fields.add(Field.digits(texts.text("cert.sha256"), partial.sha256Fingerprint()));
    }

    private String presence(KeyPresence presence) {
        return switch (presence) {
            case PRESENT -> texts.text("cert.key.here");
            case ABSENT -> texts.text("cert.key.missing");
            case UNKNOWN -> texts.text("cert.key.unknown");
        };
    }

    /** Every field, in the order of RFC 5280. */
    public List<Field> all() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of(texts.text("cert.label"), entry.label()));
        fields.add(Field.digits(texts.text("cert.id"), entry.id()));
        details.ifPresentOrElse(
                d -> complete(fields, d), () -> entry.partial().ifPresent(partial -> unreadable(fields, partial)));
        fields.removeIf(Field::isEmpty);
        return fields;
    }

    private void complete(List<Field> fields, CertificateDetails d) {
        fields.add(Field.digits(texts.text("cert.serial"), d.serialNumber()));
        fields.add(Field.of(texts.text("cert.algorithm"), d.signatureAlgorithm()));
        fields.add(Field.of(texts.text("cert.issuer"), d.issuer()));
        fields.add(Field.of(texts.text("cert.from"), texts.moment(d.notBefore())));
        fields.add(Field.of(texts.text("cert.until"), texts.moment(d.notAfter())));
        fields.add(Field.of(texts.text("cert.subject"), d.subject()));
        fields.add(Field.of(texts.text("cert.alternative"), d.alternativeNames()));
        fields.add(Field.of(texts.text("cert.key"), key(d.key())));
        fields.add(Field.of(texts.text("cert.ca"), authority(d)));
        fields.add(Field.of(texts.text("cert.usage"), String.join(", ", d.keyUsage())));
        fields.add(Field.of(texts.text("cert.extended"), String.join(", ", d.extendedKeyUsage())));
        fields.add(Field.of(texts.text("cert.policies"), policies(d.policies())));
        fields.add(Field.of(texts.text("cert.crl"), d.crlDistributionPoints()));
        fields.add(Field.of(texts.text("cert.aia"), d.authorityInformation()));
        fields.add(Field.digits(texts.text("cert.ski"), d.subjectKeyIdentifier()));
        fields.add(Field.digits(texts.text("cert.aki"), d.authorityKeyIdentifier()));
        fields.add(Field.digits(texts.text("cert.sha1"), d.sha1Fingerprint()));
        fields.add(Field.digits(texts.text("cert.sha256"), d.sha256Fingerprint()));
    }

    private String key(PublicKeyDetails key) {
        return key.bits() == 0
                ? key.algorithm()
                : texts.text("cert.key.value", key.algorithm(), key.bits(), key.parameter());
    }

    private String authority(CertificateDetails d) {
        if (!d.authority()) {
            return texts.text("cert.ca.no");
        }
        return d.pathLength()
                .map(length -> texts.text("cert.ca.path", length))
                .orElseGet(() -> texts.text("cert.ca.yes"));
    }

    private static List<String> policies(List<CertificatePolicy> policies) {
        return policies.stream()
                .map(policy -> policy.qualifiers().isEmpty()
                        ? policy.oid()
                        : policy.oid() + "  " + String.join(", ", policy.qualifiers()))
                .toList();
    }

    /** The certificates from the root down, as far as the token holds them: name and subject of each. */
    public List<Link> chain() {
        return certificateChain()
                .map(chain -> chain.certificates().reversed().stream()
                        .map(certificate -> new Link(
                                Field.shown(DistinguishedName.commonName(certificate)),
                                Field.shown(DistinguishedName.ofSubject(certificate))))
                        .toList())
                .orElse(List.of());
    }

    /** @param name the common name, else the subject */
    public record Link(String name, String subject) {}

    /** Whether the chain ends at a root. */
    public boolean chainIsComplete() {
        return certificateChain().filter(CertificateChain::complete).isPresent();
    }

    private Optional<CertificateChain> certificateChain() {
        List<X509Certificate> atHand = token.certificates().stream()
                .flatMap(each -> each.certificate().stream())
                .toList();
        return entry.certificate().map(leaf -> CertificateChain.of(leaf, atHand));
    }

    /** What can be said of it without asking anybody, and what cannot. */
    public List<StatusLine> status() {
        List<StatusLine> lines = new ArrayList<>();
        Optional<Validity> validity = CertificateSummary.of(entry, now).validity();
        boolean inTime = validity.filter(v -> v == Validity.VALID || v == Validity.EXPIRES_SOON)
                .isPresent();
        lines.add(new StatusLine(inTime ? Verdict.GOOD : Verdict.ATTENTION, validity()));
        if (details.isPresent()) {
            lines.add(
                    chainIsComplete()
                            ? new StatusLine(Verdict.GOOD, texts.text("status.chain.whole"))
                            : new StatusLine(Verdict.ATTENTION, texts.text("status.chain.open")));
        }
        if (!entry.isAuthority()) {
            lines.add(new StatusLine(verdict(entry.privateKey()), presence(entry.privateKey())));
        }
        return lines;
    }

    private static Verdict verdict(KeyPresence presence) {
        return switch (presence) {
            case PRESENT -> Verdict.GOOD;
            case ABSENT -> Verdict.ATTENTION;
            case UNKNOWN -> Verdict.UNKNOWN;
        };
    }

    /** Whether something is as it should be. */
    public enum Verdict {
        GOOD,
        ATTENTION,
        UNKNOWN
    }

    /** Something that can be said of the certificate. */
    public record StatusLine(Verdict verdict, String text) {}

    private String validity() {
        CertificateSummary summary = CertificateSummary.of(entry, now);
        return summary.validity().map(v -> texts.say(validity(v, summary))).orElse("");
    }

    private Sentence validity(Validity validity, CertificateSummary summary) {
        long days =
                summary.notAfter().map(end -> ChronoUnit.DAYS.between(now, end)).orElse(0L);
        return switch (validity) {
            case VALID -> Sentence.of("validity.valid", days);
            case EXPIRES_SOON -> Sentence.of("validity.soon", days);
            case EXPIRED -> Sentence.of("validity.expired", -days);
            case NOT_YET_VALID -> Sentence.of("validity.early");
        };
    }

    /** The certificate itself; empty where it could not be read. */
    public Optional<String> pem() {
        return entry.certificate().map(CertificateDetails::pem);
    }
}
