package org.tokentwin.emulator.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;
import org.tokentwin.emulator.issuer.ServiceSigner;
import org.tokentwin.emulator.issuer.TestAuthority;

/** Stamps times, RFC 3161: hashes of the SHA-2 family, one policy, accurate to the second. */
final class TimeStampService {
    /** Of this test service's own, below 2.25 (a UUID, ITU-T X.667). */
    static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("2.25.302718243589273340218530391850347283712");

    private static final Set<ASN1ObjectIdentifier> HASHES =
            Set.of(TSPAlgorithms.SHA256, TSPAlgorithms.SHA384, TSPAlgorithms.SHA512);
    private static final int SERIAL_BITS = 159;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TestAuthority authority;
    private final ServiceSigner signer;
    private final DigestCalculatorProvider digests = BouncyCastle.digests();

    TimeStampService(TestAuthority authority) {
        this.authority = authority;
        this.signer = authority.timeStampSigner();
    }

    /** @param request as a stranger sent it */
    byte[] respond(byte[] request, Instant now, Set<Trouble> troubles) {
        try {
            TimeStampResponseGenerator responses =
                    new TimeStampResponseGenerator(tokens(troubles), HASHES, Set.of(POLICY));
            if (troubles.contains(Trouble.Plain.REFUSED)) {
                return responses
                        .generateFailResponse(PKIStatus.REJECTION, PKIFailureInfo.systemFailure, "refused on demand")
                        .getEncoded();
            }
            Optional<TimeStampRequest> parsed = parsed(request);
            if (parsed.isEmpty()) {
                return responses
                        .generateFailResponse(
                                PKIStatus.REJECTION, PKIFailureInfo.badDataFormat, "no time-stamp request")
                        .getEncoded();
            }
            TimeStampRequest stamped = changed(parsed.get(), troubles);
            try {
                return responses
                        .generateGrantedResponse(stamped, new BigInteger(SERIAL_BITS, RANDOM), Date.from(now))
                        .getEncoded();
            } catch (TSPException e) {
                return responses.generateRejectedResponse(e).getEncoded();
            }
        } catch (TSPException | IOException e) {
            throw new IllegalStateException("The time stamp cannot be made", e);
        }
    }

    private static Optional<TimeStampRequest> parsed(byte[] request) {
        try {
            return Optional.of(new TimeStampRequest(request));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return Optional.empty(); // Bouncy Castle's readers throw many kinds at what is no request
        }
    }

    private static TimeStampRequest changed(TimeStampRequest request, Set<Trouble> troubles) {
        boolean otherImprint = troubles.contains(Trouble.Plain.WRONG_IMPRINT);
        boolean otherNonce = troubles.contains(Trouble.Plain.WRONG_NONCE) && request.getNonce() != null;
        if (!otherImprint && !otherNonce) {
            return request;
        }
        byte[] imprint = request.getMessageImprintDigest();
        if (otherImprint) {
            imprint = imprint.clone();
            imprint[0] ^= 1;
        }
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(request.getCertReq());
        Optional.ofNullable(request.getReqPolicy()).ifPresent(generator::setReqPolicy);
        BigInteger nonce = request.getNonce();
        ASN1ObjectIdentifier algorithm = request.getMessageImprintAlgOID();
        if (nonce == null) {
            return generator.generate(algorithm, imprint);
        }
        return generator.generate(algorithm, imprint, otherNonce ? nonce.add(BigInteger.ONE) : nonce);
    }

    private TimeStampTokenGenerator tokens(Set<Trouble> troubles) throws TSPException {
        boolean stranger = troubles.contains(Trouble.Plain.STRANGER);
        ServiceSigner signer =
                troubles.contains(Trouble.Plain.EXPIRED) ? authority.expiredTimeStampSigner() : this.signer;
        List<X509CertificateHolder> chain = stranger
                ? List.of(Stranger.timeStampCertificate())
                : signer.certificates().stream().map(BouncyCastle::holder).toList();
        TimeStampTokenGenerator generator = new TimeStampTokenGenerator(
                signerInfo(stranger ? Stranger.contentSigner() : signer.contentSigner(), chain.getFirst()),
                BouncyCastle.digest(digests, new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                POLICY);
        generator.setAccuracySeconds(1);
        generator.addCertificates(new CollectionStore<>(chain));
        return generator;
    }

    private SignerInfoGenerator signerInfo(ContentSigner key, X509CertificateHolder certificate) {
        try {
            return new SignerInfoGeneratorBuilder(digests).build(key, certificate);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("This Java has no digest of the signature", e);
        }
    }
}
