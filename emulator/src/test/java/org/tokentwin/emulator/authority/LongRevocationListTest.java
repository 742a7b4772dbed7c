package org.tokentwin.emulator.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.TestAuthority;

/** A revocation list of 100,000 entries, as a program gets it that has to take such a one. */
@Tag("devices")
class LongRevocationListTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final int ENTRIES = 100_000;

    /** A serial number of 16 bytes, a date, a reason, and what DER puts around them. */
    private static final int BYTES_PER_ENTRY = 52;

    private static final int REST = 4096;

    @AutoClose
    private final AuthorityServer server = AuthorityServer.bind(0);

    @AutoClose
    private final Questions ask = new Questions(server);

    private final TestAuthority authority =
            TestAuthority.bundled(InstantSource.fixed(NOW)).at(server.address());
    private final X509Certificate chan = authority
            .issue(PersonalSubscriber.named("CHAN TAI MAN"), KeyType.P256, KeySource.TEST_KEYS, 1)
            .certificate();

    LongRevocationListTest() throws Exception {
        server.serve(authority);
        authority.revoke(chan, CRLReason.SUPERSEDED);
    }

    @Test
    void list_hasAllEntries_isSigned_andIsNoLongerThanTheyNeed() throws Exception {
        server.faults().inject(ServiceFault.parse("entries=" + ENTRIES + "@crl"));
        HttpResponse<byte[]> response = ask.get("/crl/eCertCA2-15CRL1.crl");
        X509CRL list = (X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(response.body()));

        list.verify(authority.caCertificates().getFirst().getPublicKey());
        assertThat(list.getRevokedCertificates()).hasSize(ENTRIES + 1);
        assertThat(list.getRevokedCertificate(chan)).isNotNull();
        assertThat(response.body()).hasSizeLessThan(ENTRIES * BYTES_PER_ENTRY + REST);
    }

    /** In a process that has no more memory than that for everything. */
    @Test
    void makingIt_takesBoundedMemory() throws Exception {
        Process maker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx100m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Maker.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(maker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(maker.waitFor()).as(said).isZero();
        assertThat(said).endsWith("made" + System.lineSeparator());
    }

    /** Makes the list twice, as when the hour is over. */
    static final class Maker {
        private Maker() {}

        public static void main(String[] arguments) {
            RevocationLists lists = new RevocationLists(TestAuthority.bundled(InstantSource.fixed(NOW)));
            Set<Trouble> troubles = Set.of(new Trouble.Entries(ENTRIES));
            assertThat(lists.issuing(NOW, troubles)).hasSizeGreaterThan(ENTRIES);
            assertThat(lists.issuing(NOW.plus(Duration.ofHours(1)), troubles)).hasSizeGreaterThan(ENTRIES);
            System.out.println("made");
        }
    }
}
