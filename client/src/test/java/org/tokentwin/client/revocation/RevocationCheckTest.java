package org.tokentwin.client.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.emulator.authority.AuthorityServer;
import org.tokentwin.emulator.authority.ServiceFault;
import org.tokentwin.emulator.issuer.AuthorityAddress;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.TestAuthority;

class RevocationCheckTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    @AutoClose
    private final AuthorityServer server;

    @AutoClose
    private final RevocationCheck check = new RevocationCheck();

    private final TestAuthority authority;
    private final X509Certificate issuer;
    private final X509Certificate chan;

    RevocationCheckTest() throws IOException {
        server = AuthorityServer.bind(0);
        authority = TestAuthority.bundled(InstantSource.fixed(NOW)).at(server.address());
        server.serve(authority);
        issuer = authority.caCertificates().getFirst();
        chan = issue(authority);
    }

    private static X509Certificate issue(TestAuthority issuing) {
        return issuing.issue(PersonalSubscriber.named("CHAN TAI MAN"), KeyType.P256, KeySource.TEST_KEYS, 1)
                .certificate();
    }

    private RevocationAnswer ask(RevocationMethod method) {
        return check.check(chan, issuer, method, NOW);
    }

    private void inject(String fault) {
        server.faults().inject(ServiceFault.parse(fault));
    }

    @ParameterizedTest
    @EnumSource
    void goodOnHoldAndRevoked_areSaid_withReasonAndDate(RevocationMethod method) {
        assertThat(ask(method).status()).isEqualTo(RevocationStatus.GOOD);
        authority.hold(chan);
        assertThat(ask(method).words()).isEqualTo("on hold since 2026-02-03T04:05:06Z, certificateHold");
        authority.release(chan);
        assertThat(ask(method).words()).isEqualTo("good");
        authority.revoke(chan, CRLReason.KEY_COMPROMISE);
        assertThat(ask(method).words()).isEqualTo("revoked since 2026-02-03T04:05:06Z, keyCompromise");
    }

    @Test
    void whatWasAskedAndAnswered_isTold() {
        inject("try-later");

        assertThat(ask(RevocationMethod.any).asked())
                .extracting(Asked::words)
                .containsExactly(
                        "OCSP " + server.address() + "/ocsp: refused, tryLater",
                        "CRL " + server.address() + "/crl/eCertCA2-15CRL1.crl: good");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "try-later | refused, tryLater",
                "unauthorized | refused, unauthorized",
                "unsigned | signed by nobody whom the issuer has named",
                "stranger@ocsp | signed by nobody whom the issuer has named",
                "wrong-nonce@ocsp | its nonce differs",
                "stale@ocsp | was to be replaced at 2026-01-04",
                "future@ocsp | counts from 2026-03-05",
                "http=500@ocsp | HTTP status 500",
                "missing@ocsp | HTTP status 404",
                "cut-off@ocsp | no answer, or not to its end"
            })
    void ocspAnswerThatDoesNotCount_isNoAnswer(String fault, String why) {
        inject(fault);
        RevocationAnswer answer = ask(RevocationMethod.ocsp);

        assertThat(answer.status()).isEqualTo(RevocationStatus.UNDETERMINED);
        assertThat(answer.asked())
                .extracting(Asked::words)
                .singleElement()
                .asString()
                .contains(why);
        assertThat(ask(RevocationMethod.ocsp).status()).isEqualTo(RevocationStatus.GOOD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stale@crl | was to be replaced at",
                "future@crl | counts from",
                "wrong-issuer | another issuer's",
                "stranger@crl | the issuer has not signed the list",
                "missing@crl | HTTP status 404",
                "cut-off@crl | no answer, or not to its end"
            })
    void listThatDoesNotCount_isNoAnswer(String fault, String why) {
        inject(fault);
        RevocationAnswer answer = ask(RevocationMethod.crl);

        assertThat(answer.status()).isEqualTo(RevocationStatus.UNDETERMINED);
        assertThat(answer.asked())
                .extracting(Asked::words)
                .singleElement()
                .asString()
                .contains(why);
    }

    @Test
    void responderThatKnowsNothingOfIt_saysUnknown() {
        X509Certificate elsewhere =
                issue(TestAuthority.bundled(InstantSource.fixed(NOW)).at(server.address()));

        assertThat(check.check(elsewhere, issuer, RevocationMethod.ocsp, NOW).status())
                .isEqualTo(RevocationStatus.UNKNOWN);
    }

    @Test
    void certificateThatNamesNobody_isUndetermined() {
        X509Certificate silent =
                issue(TestAuthority.bundled(InstantSource.fixed(NOW)).withoutAddress());

        RevocationAnswer answer = check.check(silent, issuer, RevocationMethod.any, NOW);
        assertThat(answer.status()).isEqualTo(RevocationStatus.UNDETERMINED);
        assertThat(answer.asked())
                .extracting(Asked::words)
                .containsExactly("the certificate does not say where to ask");
    }

    @Test
    void serverThatNeverEndsItsAnswer_isLeftInTime() throws IOException {
        HttpServer endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        endless.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(0);
                    out.flush();
                }
            }
        });
        endless.start();
        AuthorityAddress address = AuthorityAddress.ofPort(endless.getAddress().getPort());
        X509Certificate certificate =
                issue(TestAuthority.bundled(InstantSource.fixed(NOW)).at(address));
        try (RevocationCheck impatient = new RevocationCheck(Duration.ofSeconds(1))) {
            RevocationAnswer answer = impatient.check(certificate, issuer, RevocationMethod.any, NOW);

            assertThat(answer.status()).isEqualTo(RevocationStatus.UNDETERMINED);
            assertThat(answer.asked()).hasSize(2);
        } finally {
            endless.stop(0);
        }
    }
}
