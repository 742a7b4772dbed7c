package org.tokentwin.client.revocation;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.tokentwin.client.revocation.Obstacle.Kind;

/**
 * Asks by OCSP. An answer counts if the issuer, or a responder that it certified for OCSP, has signed it, it is of this certificate and
 * for now, and its nonce is the one asked with, where it has one (RFC 5019 lets a responder leave it out).
 */
record OcspQuestion(BoundedHttp http, X509CertificateHolder certificate, X509CertificateHolder issuer, Instant now) {
    private static final int LONGEST = 1 << 16;
    private static final int NONCE_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String[] REFUSALS = {
        "", "malformedRequest", "internalError", "tryLater", "", "sigRequired", "unauthorized"
    };

    Finding ask(String url) throws UnusableAnswerException {
        try {
            CertificateID id = new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    issuer,
                    certificate.getSerialNumber());
            byte[] nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            byte[] answer = http.post(url, "application/ocsp-request", request(id, nonce), LONGEST);
            BasicOCSPResp response = basic(new OCSPResp(answer));
            requireSignature(response);
            requireNonce(response, nonce);
            return finding(response, id);
        } catch (OCSPException | IOException | OperatorCreationException | CertException e) {
            throw UnusableAnswerException.because(e, Kind.NO_OCSP_RESPONSE);
        } catch (RuntimeException e) {
            throw UnusableAnswerException.because(e, Kind.DAMAGED); // Bouncy Castle's readers throw many kinds
        }
    }

    private static byte[] request(CertificateID id, byte[] nonce) throws OCSPException, IOException {
        Extension extension =
                new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce).getEncoded());
        return new OCSPReqBuilder()
                .addRequest(id)
                .setRequestExtensions(new Extensions(extension))
                .build()
                .getEncoded();
    }

    private static BasicOCSPResp basic(OCSPResp response) throws UnusableAnswerException, OCSPException {
        int status = response.getStatus();
        if (status != OCSPResp.SUCCESSFUL) {
            throw new UnusableAnswerException(
                    Kind.REFUSED,
                    (status > 0 && status < REFUSALS.length ? REFUSALS[status] : Integer.toString(status)));
        }
        if (response.getResponseObject() instanceof BasicOCSPResp basic) {
            return basic;
        }
        throw new UnusableAnswerException(Kind.UNKNOWN_TYPE);
    }

    private void requireSignature(BasicOCSPResp response)
            throws UnusableAnswerException, OperatorCreationException, CertException {
        if (isSignedBy(issuer, response)) {
            return;
        }
        for (X509CertificateHolder responder : response.getCerts()) {
            if (isDelegated(responder) && isSignedBy(responder, response)) {
                return;
            }
        }
        throw new UnusableAnswerException(Kind.STRANGER);
    }

    private static boolean isSignedBy(X509CertificateHolder signer, BasicOCSPResp response)
            throws OperatorCreationException {
        try {
            return response.isSignatureValid(verifier(signer));
        } catch (OCSPException e) {
            return false; // bytes that are no signature of this key at all
        }
    }

    private boolean isDelegated(X509CertificateHolder responder) throws OperatorCreationException, CertException {
        Optional<ExtendedKeyUsage> usage =
                Optional.ofNullable(ExtendedKeyUsage.fromExtensions(responder.getExtensions()));
        return responder.getIssuer().equals(issuer.getSubject())
                && usage.filter(each -> each.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning))
                        .isPresent()
                && responder.isValidOn(Date.from(now))
                && responder.isSignatureValid(verifier(issuer));
    }

    private static ContentVerifierProvider verifier(X509CertificateHolder signer) throws OperatorCreationException {
        try {
            return new JcaContentVerifierProviderBuilder().build(signer);
        } catch (CertificateException e) {
            throw new OperatorCreationException("the signer's certificate cannot be used", e);
        }
    }

    private static void requireNonce(BasicOCSPResp response, byte[] nonce) throws UnusableAnswerException {
        Extension answered = response.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (answered != null
                && !Arrays.equals(
                        nonce,
                        ASN1OctetString.getInstance(answered.getParsedValue()).getOctets())) {
            throw new UnusableAnswerException(Kind.OTHER_NONCE);
        }
    }

    private Finding finding(BasicOCSPResp response, CertificateID id) throws UnusableAnswerException {
        SingleResp single = Arrays.stream(response.getResponses())
                .filter(each -> each.getCertID().equals(id))
                .findFirst()
                .orElseThrow(() -> new UnusableAnswerException(Kind.OTHER_CERTIFICATE));
        AnswerTime.require(now, single.getThisUpdate(), single.getNextUpdate());
        CertificateStatus status = single.getCertStatus();
        if (status instanceof RevokedStatus revoked) {
            return Finding.revoked(
                    revoked.getRevocationTime().toInstant(),
                    revoked.hasRevocationReason() ? Optional.of(revoked.getRevocationReason()) : Optional.empty());
        }
        return status instanceof UnknownStatus ? Finding.UNKNOWN : Finding.GOOD;
    }
}
