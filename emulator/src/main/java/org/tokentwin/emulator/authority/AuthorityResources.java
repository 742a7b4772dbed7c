package org.tokentwin.emulator.authority;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tokentwin.emulator.authority.OcspResponder.Response;
import org.tokentwin.emulator.issuer.AuthorityFiles;
import org.tokentwin.emulator.issuer.TestAuthority;

/** What an authority has at which path, and how it is asked for. It knows nothing of connections. */
final class AuthorityResources {
    private static final String OCSP_REQUEST = "application/ocsp-request";
    private static final String OCSP_RESPONSE = "application/ocsp-response";
    private static final String TIME_STAMP_QUERY = "application/timestamp-query";
    private static final String TIME_STAMP_REPLY = "application/timestamp-reply";
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final TestAuthority authority;
    private final OcspResponder ocsp;
    private final TimeStampService timeStamps;
    private final RevocationLists lists;

    AuthorityResources(TestAuthority authority) {
        this.authority = authority;
        this.ocsp = new OcspResponder(authority);
        this.timeStamps = new TimeStampService(authority);
        this.lists = new RevocationLists(authority);
    }

    /**
     * A request, as far as it matters.
     *
     * @param method GET stands for HEAD too
     * @param path below the authority's address, percent-encoded as it came
     * @param type of the body, without parameters, lower case; empty where it is not said
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two requests
    record Request(String method, String path, String type, byte[] body) {}

    /** The service that a path belongs to. */
    static Service service(String path) {
        if (isOcsp(path)) {
            return Service.OCSP;
        }
        if (path.equals(AuthorityFiles.TIME_STAMPS)) {
            return Service.TSA;
        }
        return path.startsWith("/crl/") ? Service.CRL : path.startsWith("/ca/") ? Service.CA : Service.REQUEST;
    }

    private static boolean isOcsp(String path) {
        return path.equals(AuthorityFiles.OCSP) || path.startsWith(AuthorityFiles.OCSP + "/");
    }

    /** @param time what the service's clock shows that a fault has set */
    Answer answer(Request request, Optional<Instant> time, Set<Trouble> troubles) {
        Instant now = time.orElseGet(authority::now);
        if (isOcsp(request.path())) {
            return ocsp(request, now, troubles);
        }
        return switch (request.path()) {
            case AuthorityFiles.TIME_STAMPS -> timeStamp(request, now, troubles);
            case AuthorityFiles.CRL -> got(request, "application/pkix-crl", lists.issuing(now, troubles));
            case AuthorityFiles.ROOT_CRL -> got(request, "application/pkix-crl", lists.root(now));
            case AuthorityFiles.ISSUING_CA ->
                certificate(request, authority.caCertificates().getFirst());
            case AuthorityFiles.ROOT_CA ->
                certificate(request, authority.caCertificates().getLast());
            default -> Answer.failure(404, "there is no such resource");
        };
    }

    private Answer ocsp(Request request, Instant now, Set<Trouble> troubles) {
        boolean inPath = request.path().length() > AuthorityFiles.OCSP.length();
        if (inPath && !request.method().equals(GET)) {
            return notAllowed(GET);
        }
        if (!inPath && !request.method().equals(POST)) {
            return notAllowed(POST);
        }
        if (!inPath && !request.type().equals(OCSP_REQUEST)) {
            return Answer.failure(415, "an OCSP request has the type " + OCSP_REQUEST);
        }
        byte[] encoded = inPath ? decoded(request.path().substring(AuthorityFiles.OCSP.length() + 1)) : request.body();
        Response response = ocsp.respond(encoded, now, troubles);
        Answer answer = Answer.of(OCSP_RESPONSE, response.encoded());
        return inPath ? answer.with(cacheHeaders(response, now)) : answer;
    }

    /** RFC 6960 appendix A.1: base64, percent-encoded. What is not is no request, which the responder says. */
    private static byte[] decoded(String path) {
        try {
            String base64 = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** RFC 5019 section 6.2; but asked again each time, since a test revokes and asks at once. */
    private static Map<String, String> cacheHeaders(Response response, Instant now) {
        Map<String, String> headers = new HashMap<>();
        response.nextUpdate().ifPresent(next -> {
            headers.put("Last-Modified", HTTP_DATE.format(response.thisUpdate()));
            headers.put("Expires", HTTP_DATE.format(next));
            headers.put(
                    "ETag",
                    '"' + HexFormat.of().toHexDigits(response.thisUpdate().toEpochMilli()) + '"');
            headers.put("Cache-Control", "no-cache, public, no-transform, must-revalidate");
        });
        headers.put("Date", HTTP_DATE.format(now));
        return headers;
    }

    private Answer timeStamp(Request request, Instant now, Set<Trouble> troubles) {
        if (!request.method().equals(POST)) {
            return notAllowed(POST);
        }
        if (!request.type().equals(TIME_STAMP_QUERY)) {
            return Answer.failure(415, "a time-stamp request has the type " + TIME_STAMP_QUERY);
        }
        return Answer.of(TIME_STAMP_REPLY, timeStamps.respond(request.body(), now, troubles));
    }

    private static Answer certificate(Request request, X509Certificate certificate) {
        try {
            return got(request, "application/pkix-cert", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate of the authority has an encoding", e);
        }
    }

    private static Answer got(Request request, String type, byte[] body) {
        return request.method().equals(GET) ? Answer.of(type, body) : notAllowed(GET);
    }

    private static Answer notAllowed(String method) {
        return Answer.failure(405, "this resource takes " + method)
                .with(Map.of("Allow", method.equals(GET) ? "GET, HEAD" : method));
    }
}
