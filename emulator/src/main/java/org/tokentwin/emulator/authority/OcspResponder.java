package org.tokentwin.emulator.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.tokentwin.emulator.issuer.Register;
import org.tokentwin.emulator.issuer.RegisteredCertificate;
import org.tokentwin.emulator.issuer.ServiceSigner;
import org.tokentwin.emulator.issuer.StateChange;
import org.tokentwin.emulator.issuer.TestAuthority;

/**
 * Says by OCSP how certificates stand, RFC 6960, with what RFC 5019 asks of a responder for many: {@code nextUpdate} in each answer, and the
 * responder named by its key. A delegated responder signs. What cannot be answered is refused unsigned, as the standard has it.
 */
final class OcspResponder {
    private static final Duration VALIDITY = Duration.ofHours(1);
    private static final Duration LONG_AGO = Duration.ofDays(30);
    private static final int LONGEST_NONCE = 32; // RFC 8954 section 2.1

    private final TestAuthority authority;
    private final ServiceSigner signer;
    private final X509CertificateHolder issuer;
    private final X509CertificateHolder responder;
    private final BigInteger timeStampSerial;
    private final DigestCalculatorProvider digests = BouncyCastle.digests();
    private final SignedResponses signed = new SignedResponses(VALIDITY.dividedBy(2));

    OcspResponder(TestAuthority authority) {
        this.authority = authority;
        this.signer = authority.ocspSigner();
        this.issuer = BouncyCastle.holder(authority.caCertificates().getFirst());
        this.timeStampSerial = authority.timeStampSigner().certificate().getSerialNumber();
        this.responder = BouncyCastle.holder(signer.certificate());
    }

    /** An answer, and until when it counts; empty where it is a refusal. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    record Response(byte[] encoded, Instant thisUpdate, Optional<Instant> nextUpdate) {}

    /** @param request as a stranger sent it */
    Response respond(byte[] request, Instant now, Set<Trouble> troubles) {
        if (troubles.contains(Trouble.Plain.TRY_LATER)) {
            return refusal(OCSPRespBuilder.TRY_LATER, now);
        }
        if (troubles.contains(Trouble.Plain.UNAUTHORIZED)) {
            return refusal(OCSPRespBuilder.UNAUTHORIZED, now);
        }
        if (troubles.stream().anyMatch(Trouble.Plain.class::isInstance)) {
            return respond(Question.read(request), authority.register(), now, troubles);
        }
        Register register = authority.register();
        return signed.find(request, register.certificates(), now)
                .orElseGet(() -> sign(request, register, now, troubles));
    }

    private Response sign(byte[] request, Register register, Instant now, Set<Trouble> troubles) {
        Optional<Question> question = Question.read(request);
        Response response = respond(question, register, now, troubles);
        if (response.nextUpdate().isPresent()
                && question.flatMap(Question::nonce).isEmpty()) {
            signed.keep(request, register.certificates(), response);
        }
        return response;
    }

    private Response respond(Optional<Question> question, Register register, Instant now, Set<Trouble> troubles) {
        if (question.isEmpty()) {
            return refusal(OCSPRespBuilder.MALFORMED_REQUEST, now);
        }
        boolean ours = question.get().certificates().stream().anyMatch(this::isOurs);
        return ours ? answer(question.get(), register, now, troubles) : refusal(OCSPRespBuilder.UNAUTHORIZED, now);
    }

    /**
     * A request that is well formed.
     *
     * @param certificates at least one
     */
    private record Question(List<CertificateID> certificates, Optional<byte[]> nonce) {
        /** Empty where it is no request. */
        static Optional<Question> read(byte[] encoded) {
            try {
                OCSPReq request = new OCSPReq(encoded);
                List<CertificateID> certificates = Arrays.stream(request.getRequestList())
                        .map(Req::getCertID)
                        .toList();
                Optional<byte[]> nonce = Optional.ofNullable(
                                request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce))
                        .map(extension -> ASN1OctetString.getInstance(extension.getParsedValue())
                                .getOctets());
                boolean wellFormed = !certificates.isEmpty()
                        && nonce.map(value -> value.length >= 1 && value.length <= LONGEST_NONCE)
                                .orElse(true)
                        && !hasUnknownCriticalExtension(request);
                return wellFormed ? Optional.of(new Question(certificates, nonce)) : Optional.empty();
            } catch (IOException | RuntimeException | StackOverflowError e) {
                return Optional.empty(); // Bouncy Castle's readers throw many kinds at what is no request
            }
        }

        private static boolean hasUnknownCriticalExtension(OCSPReq request) {
            for (Object each : request.getCriticalExtensionOIDs()) {
                if (!each.equals(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)) {
                    return true;
                }
            }
            return false;
        }
    }

    private boolean isOurs(CertificateID certificate) {
        try {
            return certificate.matchesIssuer(issuer, digests);
        } catch (OCSPException e) {
            return false; // a hash algorithm that nobody knows
        }
    }

    private Response answer(Question question, Register register, Instant now, Set<Trouble> troubles) {
        Instant thisUpdate = troubles.contains(Trouble.Plain.FUTURE)
                ? now.plus(LONG_AGO)
                : troubles.contains(Trouble.Plain.STALE) ? now.minus(LONG_AGO) : now;
        Instant nextUpdate = thisUpdate.plus(VALIDITY);
        try {
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(
                    SubjectPublicKeyInfo.getInstance(responder.getSubjectPublicKeyInfo()),
                    BouncyCastle.digest(digests, RespID.HASH_SHA1)));
            for (CertificateID each : question.certificates()) {
                builder.addResponse(each, status(each, register), Date.from(thisUpdate), Date.from(nextUpdate), null);
            }
            question.nonce().ifPresent(nonce -> builder.setResponseExtensions(new Extensions(nonce(nonce, troubles))));
            boolean stranger = troubles.contains(Trouble.Plain.STRANGER);
            BasicOCSPResp signed = builder.build(
                    stranger ? Stranger.contentSigner() : signer.contentSigner(),
                    new X509CertificateHolder[] {stranger ? Stranger.certificate() : responder},
                    Date.from(now));
            BasicOCSPResp answer = troubles.contains(Trouble.Plain.UNSIGNED) ? unsigned(signed) : signed;
            OCSPResp response = new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, answer);
            return new Response(response.getEncoded(), thisUpdate, Optional.of(nextUpdate));
        } catch (OCSPException | IOException e) {
            throw new IllegalStateException("The answer cannot be made", e);
        }
    }

    private CertificateStatus status(CertificateID asked, Register register) {
        if (!isOurs(asked)) {
            return new UnknownStatus();
        }
        if (asked.getSerialNumber().equals(timeStampSerial)) {
            return CertificateStatus.GOOD;
        }
        Optional<RegisteredCertificate> registered = register.find(asked.getSerialNumber());
        return registered.isEmpty()
                ? new UnknownStatus()
                : registered.get().revocation().map(OcspResponder::revoked).orElse(CertificateStatus.GOOD);
    }

    private static CertificateStatus revoked(StateChange revocation) {
        Date when = Date.from(revocation.at());
        int reason = revocation.crlReasonCode();
        return reason == 0 ? new RevokedStatus(when) : new RevokedStatus(when, reason);
    }

    private static Extension nonce(byte[] asked, Set<Trouble> troubles) {
        byte[] nonce = asked.clone();
        if (troubles.contains(Trouble.Plain.WRONG_NONCE)) {
            nonce[0] ^= 1;
        }
        try {
            return new Extension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a nonce can be encoded", e);
        }
    }

    private static BasicOCSPResp unsigned(BasicOCSPResp signed) throws IOException {
        BasicOCSPResponse parts = BasicOCSPResponse.getInstance(signed.getEncoded());
        return new BasicOCSPResp(new BasicOCSPResponse(
                parts.getTbsResponseData(),
                parts.getSignatureAlgorithm(),
                new DERBitString(new byte[0]),
                parts.getCerts()));
    }

    private static Response refusal(int status, Instant now) {
        try {
            return new Response(new OCSPRespBuilder().build(status, null).getEncoded(), now, Optional.empty());
        } catch (OCSPException | IOException e) {
            throw new IllegalStateException("a refusal can be made", e);
        }
    }
}
