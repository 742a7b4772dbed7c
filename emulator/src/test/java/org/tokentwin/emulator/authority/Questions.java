package org.tokentwin.emulator.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;

/** What a program asks an authority over HTTP, built and read by Bouncy Castle. */
final class Questions implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    Questions(AuthorityServer server) {
        base = server.address().toString();
    }

    URI uri(String path) {
        return URI.create(base + path);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    HttpResponse<byte[]> post(String path, String type, byte[] body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri(path)).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    OCSPResp ocsp(byte[] request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = post("/ocsp", "application/ocsp-request", request);
        if (response.statusCode() != 200) {
            throw new IOException("HTTP status " + response.statusCode());
        }
        return new OCSPResp(response.body());
    }

    BasicOCSPResp basicOcsp(byte[] request) throws IOException, InterruptedException, OCSPException {
        return (BasicOCSPResp) ocsp(request).getResponseObject();
    }

    TimeStampResponse timeStamp(TimeStampRequest request) throws IOException, InterruptedException, TSPException {
        return new TimeStampResponse(post("/tsa", "application/timestamp-query", request.getEncoded())
                .body());
    }

    static CertificateID id(X509Certificate issuer, BigInteger serial, ASN1ObjectIdentifier hash) {
        try {
            return new CertificateID(
                    new JcaDigestCalculatorProviderBuilder()
                            .build()
                            .get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(hash)),
                    new JcaX509CertificateHolder(issuer),
                    serial);
        } catch (OperatorCreationException | OCSPException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] ocspRequest(Optional<byte[]> nonce, CertificateID... certificates) throws IOException {
        try {
            OCSPReqBuilder builder = new OCSPReqBuilder();
            for (CertificateID each : certificates) {
                builder.addRequest(each);
            }
            if (nonce.isPresent()) {
                builder.setRequestExtensions(new Extensions(new Extension(
                        OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                        false,
                        new DEROctetString(nonce.get()).getEncoded())));
            }
            return builder.build().getEncoded();
        } catch (OCSPException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
