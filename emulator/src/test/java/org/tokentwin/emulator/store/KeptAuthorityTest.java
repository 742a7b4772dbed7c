package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.Background;
import org.tokentwin.emulator.issuer.CertificateState;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.RegisteredCertificate;
import org.tokentwin.emulator.issuer.TestAuthority;

class KeptAuthorityTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-02-03T04:05:06Z"));

    @TempDir
    private Path directory;

    private TestAuthority another() {
        return KeptAuthority.of(new TokenHome(directory)).authority(NOW);
    }

    private static X509Certificate issue(TestAuthority authority) {
        return authority
                .issue(PersonalSubscriber.named("CHAN TAI MAN"), KeyType.P256, KeySource.TEST_KEYS, 1)
                .certificate();
    }

    private Path register() {
        return directory.resolve("authority/register.json");
    }

    private static RegisteredCertificate found(TestAuthority authority, X509Certificate certificate) {
        return authority.register().find(certificate.getSerialNumber()).orElseThrow();
    }

    @Test
    void whatOneProcessDid_anotherSees() {
        TestAuthority first = another();
        TestAuthority second = another();
        X509Certificate certificate = issue(first);

        assertThat(found(second, certificate).certificate()).isEqualTo(certificate);
        second.hold(certificate);
        assertThat(found(first, certificate).state()).isEqualTo(CertificateState.ON_HOLD);
        first.release(certificate);
        first.revoke(certificate, CRLReason.AFFILIATION_CHANGED);

        assertThat(found(another(), certificate).history())
                .isEqualTo(found(second, certificate).history())
                .hasSize(4);
        assertThat(another().crl().getRevokedCertificate(certificate).getRevocationReason())
                .isEqualTo(CRLReason.AFFILIATION_CHANGED);
    }

    @Test
    void crlNumber_goesOnInTheNextProcess() {
        byte[] first = another().crl().getExtensionValue("2.5.29.20");
        byte[] second = another().crl().getExtensionValue("2.5.29.20");

        assertThat(List.of(first, second))
                .satisfiesExactly(
                        one -> assertThat(one).endsWith(1),
                        two -> assertThat(two).endsWith(2));
    }

    @Test
    void manyWritersAtOnce_loseNothing() {
        List<CompletableFuture<X509Certificate>> issued = IntStream.range(0, 16)
                .mapToObj(each -> Background.compute(() -> issue(another())))
                .toList();
        List<X509Certificate> certificates =
                issued.stream().map(CompletableFuture::join).toList();

        assertThat(another().register().certificates().keySet())
                .containsExactlyInAnyOrderElementsOf(certificates.stream()
                        .map(X509Certificate::getSerialNumber)
                        .toList());
    }

    @Test
    void changeThatIsRefused_writesNothing() throws IOException {
        X509Certificate certificate = issue(another());
        String before = Files.readString(register());

        assertThatThrownBy(() -> another().release(certificate)).isInstanceOf(IllegalStateException.class);
        assertThat(register()).hasContent(before);
    }

    @Test
    void files_areTheOwnersAlone() throws IOException {
        KeptAuthority.of(new TokenHome(directory)).createKeys();
        issue(another());

        try (Stream<Path> files = Files.list(directory.resolve("authority"))) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void ownKeys_areThoseOfTheNextProcessToo_andNotReplaced() {
        KeptAuthority kept = KeptAuthority.of(new TokenHome(directory));
        kept.createKeys();

        assertThat(another().caCertificates())
                .isEqualTo(another().caCertificates())
                .doesNotContainAnyElementsOf(TestAuthority.bundled(NOW).caCertificates());
        assertThatThrownBy(kept::createKeys)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("with its own keys already");
    }

    @Test
    void authorityThatHasIssued_keepsItsKeys() {
        X509Certificate certificate = issue(another());

        assertThatThrownBy(() -> KeptAuthority.of(new TokenHome(directory)).createKeys())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has issued certificates already");
        assertThat(found(another(), certificate).state()).isEqualTo(CertificateState.GOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[1]",
                "null",
                "{\"version\":2,\"crlNumber\":0,\"certificates\":[]}",
                "{\"version\":1,\"crlNumber\":0,\"certificates\":[{\"certificate\":\"AAAA\",\"history\":[]}]}",
                "{\"version\":1,\"crlNumber\":0,\"certificates\":[null]}"
            })
    void damagedRegister_isSaidSo_andIsNotWrittenOver(String content) throws IOException {
        Files.createDirectories(register().getParent());
        Files.write(register(), content.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> issue(another()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(register().toString());
        assertThat(register()).hasContent(content);
    }

    @Test
    void damagedKeys_areSaidSo_andNotReplacedByThePublishedOnes() throws IOException {
        Files.createDirectories(directory.resolve("authority"));
        Files.writeString(directory.resolve("authority/keys.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n");

        assertThatThrownBy(this::another).isInstanceOf(StoreException.class).hasMessageContaining("keys.pem");
    }

    @Test
    void processKilledWhileItWrote_leavesTheRegisterAsItWas() throws IOException {
        X509Certificate certificate = issue(another());
        Files.writeString(directory.resolve("authority/register.json.next"), "{\"version\":1,\"crl");

        assertThat(found(another(), certificate).certificate()).isEqualTo(certificate);
        another().hold(certificate);
        assertThat(found(another(), certificate).state()).isEqualTo(CertificateState.ON_HOLD);
    }
}
