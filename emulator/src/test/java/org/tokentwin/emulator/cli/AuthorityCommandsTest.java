package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.issuer.EcertDescription;
import org.tokentwin.emulator.store.KeptAuthority;
import org.tokentwin.emulator.store.KeptToken;

class AuthorityCommandsTest {
    @TempDir
    private Path directory;

    private CommandRun emulator;

    @BeforeEach
    void home() {
        emulator = CommandRun.in(directory);
    }

    private void create(String name, String... options) {
        String[] all = new String[options.length + 4];
        System.arraycopy(new String[] {"create", name, "--key", "p256"}, 0, all, 0, 4);
        System.arraycopy(options, 0, all, 4, options.length);
        Result created = emulator.run(all);
        assertThat(created.status()).as(created.err()).isZero();
    }

    private Result authority(String line) {
        return emulator.run(("authority " + line).split(" "));
    }

    private X509Certificate ecert(String name) {
        return KeptToken.describe(emulator.home(), name).certificates().getFirst();
    }

    private JsonNode shown(String name) throws IOException {
        Result shown = authority("show " + name + " --output json");
        assertThat(shown.status()).as(shown.err()).isZero();
        return new ObjectMapper().readTree(shown.out());
    }

    @Test
    void everyTokenCreated_isListed_withItsState() {
        create("chan");
        create("wong");
        authority("hold wong");

        assertThat(authority("list").out().lines())
                .satisfiesExactly(
                        chan -> assertThat(chan)
                                .startsWith(ecert("chan").getSerialNumber().toString(16))
                                .containsSubsequence("good", "chan", "CN=CHAN TAI MAN"),
                        wong -> assertThat(wong).containsSubsequence("on hold", "wong"));
    }

    @Test
    void revocation_isForGood_andShownWithItsReason() throws IOException {
        create("chan");

        Result revoked = authority("revoke chan --reason keycompromise");
        assertThat(revoked.status()).as(revoked.err()).isZero();
        assertThat(revoked.out()).contains("State             revoked\n", "revoked, keyCompromise\n");
        assertThat(shown("chan").at("/history/1/reason").asText()).isEqualTo("keyCompromise");
        assertThat(authority("release chan").status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(authority("hold chan").err()).contains("is revoked, not good");
    }

    @Test
    void certificate_isFoundByTokenNameTokenSerialAndItsOwnSerial_orAlone() throws IOException {
        create("chan");
        String serial = ecert("chan").getSerialNumber().toString(16);

        assertThat(shown("chan")).isEqualTo(shown(serial)).isEqualTo(shown(serial.toUpperCase(java.util.Locale.ROOT)));
        assertThat(shown(KeptToken.describe(emulator.home(), "chan").serial())).isEqualTo(shown("chan"));
        assertThat(authority("hold").status()).isZero();
        create("wong");
        assertThat(authority("release").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(shown("chan").get("state").asText()).isEqualTo("on hold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "abcdef", "../chan", "-"})
    void certificateThatIsNotThere_hasAStatusOfItsOwn(String name) {
        create("chan");

        assertThat(authority("revoke " + name).status()).isEqualTo(ExitStatus.NO_TOKEN);
    }

    @Test
    void nothingIssued_isSaid() {
        assertThat(authority("list").out()).contains("has issued no e-Cert yet");
        assertThat(authority("show").status()).isEqualTo(ExitStatus.NO_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "revoke chan --reason removeFromCRL", "revoke chan --reason certificateHold", "frob"})
    void wrongUsage_changesNothing(String line) throws IOException {
        create("chan");

        assertThat(authority(line).status()).isEqualTo(ExitStatus.USAGE);
        assertThat(shown("chan").get("state").asText()).isEqualTo("good");
    }

    @Test
    void lostPin_isARevokedECert_andANewTokenOfTheSameSubscriber() throws IOException {
        create(
                "chan",
                "--holder",
                "陳大文",
                "--email",
                "taiman@example.hk",
                "--years",
                "2",
                "--no-mutual-recognition",
                "--policy",
                "2.16.344.8.2.2008.810.2.2008.1.1",
                "--label",
                "Mine");

        Result reissued = authority("reissue chan --reason superseded");
        assertThat(reissued.status()).as(reissued.err()).isZero();
        assertThat(reissued.out()).contains("Token             chan-2\n");
        assertThat(shown("chan").get("state").asText()).isEqualTo("revoked");
        assertThat(shown("chan-2").get("state").asText()).isEqualTo("good");
        assertThat(EcertDescription.of(ecert("chan-2"))).isEqualTo(EcertDescription.of(ecert("chan")));
        assertThat(ecert("chan-2").getPublicKey()).isNotEqualTo(ecert("chan").getPublicKey());
        assertThat(KeptToken.describe(emulator.home(), "chan-2").label()).isEqualTo("Mine");
        assertThat(Files.readString(KeptToken.envelope(emulator.home(), "chan-2")))
                .isNotEqualTo(Files.readString(KeptToken.envelope(emulator.home(), "chan")));
    }

    @Test
    void reissueUnderANameThatIsTaken_revokesNothing() throws IOException {
        create("chan");
        create("wong");

        assertThat(authority("reissue chan --name wong").status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(shown("chan").get("state").asText()).isEqualTo("good");
    }

    @Test
    void renewal_isAGoodECertBesideTheGoodOldOne() throws IOException {
        create("chan");

        assertThat(authority("renew chan --name next").status()).isZero();
        assertThat(shown("chan").get("state").asText()).isEqualTo("good");
        assertThat(EcertDescription.of(ecert("next"))).isEqualTo(EcertDescription.of(ecert("chan")));
    }

    @Test
    void eCertThatIsExpiredOrOnHoldOrRevoked_isNotRenewed() {
        create("old", "--issued", "2020-01-01", "--years", "1");
        create("held");
        create("revoked");
        authority("hold held");
        authority("revoke revoked");

        assertThat(authority("renew old").err()).contains("is expired, and such ones are not renewed");
        assertThat(authority("renew held").err()).contains("is on hold, and");
        assertThat(authority("renew revoked").err()).contains("is revoked, and");
        assertThat(emulator.home().names()).containsExactly("held", "old", "revoked");
    }

    @Test
    void tokenOfAnotherAuthority_isNeitherRevokedNorReissued() throws IOException {
        CommandRun elsewhere = CommandRun.in(directory.resolve("elsewhere")).with("P12", "word");
        assertThat(elsewhere.run("authority", "create").status()).isZero();
        Path file = directory.resolve("e.p12");
        assertThat(elsewhere
                        .run(
                                "create",
                                "x",
                                "--key",
                                "p256",
                                "--p12-out",
                                file.toString(),
                                "--p12-out-password-env",
                                "P12")
                        .status())
                .isZero();
        emulator.with("P12", "word").run("create", "stranger", "--p12", file.toString(), "--p12-password-env", "P12");

        assertThat(authority("revoke stranger").err()).contains("Only the CA that issued a certificate can revoke it");
        assertThat(authority("reissue stranger").status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(authority("list").out()).contains("has issued no e-Cert yet");
    }

    @Test
    void authorityWithKeysOfItsOwn_issuesWhatNoOtherDoes() {
        Result created = authority("create");
        create("chan");

        assertThat(created.status()).as(created.err()).isZero();
        assertThat(created.out()).containsPattern("Root's SHA-256 {4}[0-9a-f]{64}\n");
        assertThat(KeptToken.describe(emulator.home(), "chan").certificates().subList(1, 3))
                .isEqualTo(KeptAuthority.of(emulator.home())
                        .authority(InstantSource.system())
                        .caCertificates());
        assertThat(authority("create").status()).isEqualTo(ExitStatus.FAILURE);
    }
}
