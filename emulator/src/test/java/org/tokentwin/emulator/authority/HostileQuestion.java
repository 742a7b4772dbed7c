package org.tokentwin.emulator.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.tokentwin.emulator.issuer.TestAuthority;

/** Bytes of a stranger for OCSP and time stamps: each gets a response of the standard. */
public final class HostileQuestion {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final TestAuthority AUTHORITY = TestAuthority.bundled(InstantSource.fixed(NOW));
    private static final OcspResponder OCSP = new OcspResponder(AUTHORITY);
    private static final TimeStampService TIME_STAMPS = new TimeStampService(AUTHORITY);

    private HostileQuestion() {}

    public static void ocsp(byte[] input) {
        try {
            OCSPResp response = new OCSPResp(OCSP.respond(input, NOW, Set.of()).encoded());
            assertThat(response.getStatus())
                    .isIn(OCSPResp.SUCCESSFUL, OCSPResp.MALFORMED_REQUEST, OCSPResp.UNAUTHORIZED);
            assertThat(response.getResponseObject() == null).isEqualTo(response.getStatus() != OCSPResp.SUCCESSFUL);
        } catch (IOException | OCSPException e) {
            throw new AssertionError(e);
        }
    }

    public static void timeStamp(byte[] input) {
        try {
            TimeStampResponse response = new TimeStampResponse(TIME_STAMPS.respond(input, NOW, Set.of()));
            assertThat(response.getTimeStampToken() == null).isEqualTo(response.getStatus() != 0);
        } catch (IOException | TSPException e) {
            throw new AssertionError(e);
        }
    }

    /** A good one. */
    public static byte[] exampleOfOcsp() throws IOException {
        X509Certificate issuer = AUTHORITY.caCertificates().getFirst();
        return Questions.ocspRequest(
                Optional.of("nonce".getBytes(StandardCharsets.US_ASCII)),
                Questions.id(issuer, BigInteger.TEN, OIWObjectIdentifiers.idSHA1));
    }

    /** A good one. */
    public static byte[] exampleOfTimeStamp() throws IOException {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator
                .generate(TSPAlgorithms.SHA256, new byte[32], BigInteger.TEN)
                .getEncoded();
    }
}
