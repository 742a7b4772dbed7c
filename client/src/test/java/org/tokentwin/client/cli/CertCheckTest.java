package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.authority.AuthorityServer;
import org.tokentwin.emulator.authority.ServiceFault;
import org.tokentwin.emulator.issuer.TestAuthority;

/** {@code cert show}, {@code cert list} and {@code verify} with {@code --check}. */
class CertCheckTest {
    @TempDir
    private Path directory;

    @AutoClose
    private final AuthorityServer server;

    @AutoClose
    private final InsertedToken inserted;

    private final TestAuthority authority;
    private final X509Certificate ecert;

    CertCheckTest() throws IOException {
        server = AuthorityServer.bind(0);
        authority = TestAuthority.bundled(InstantSource.system()).at(server.address());
        server.serve(authority);
        inserted = InsertedToken.of(EmulatedToken.order().authority(authority).withTestKey());
        ecert = inserted.token().certificate();
    }

    private CommandRun client() {
        return CommandRun.on(inserted.module());
    }

    @Test
    void goodCertificate_isSaidSo_withWhoSaidIt() {
        CommandRun.Result shown = client().run("cert", "show", "--check");

        assertThat(shown.status()).isZero();
        assertThat(shown.out())
                .contains("Revocation          good\n")
                .contains("Asked               OCSP " + server.address() + "/ocsp: good\n");
    }

    @Test
    void eachStanding_hasItsOwnStatus_andIsSaidPlainly() {
        authority.hold(ecert);
        CommandRun.Result held = client().run("cert", "show", "--check", "crl");
        authority.revoke(ecert, CRLReason.SUPERSEDED);
        CommandRun.Result revoked = client().run("cert", "show", "--check=ocsp");
        server.faults().inject(ServiceFault.parse("http=500@request:always"));
        CommandRun.Result undetermined = client().run("cert", "show", "--check");

        assertThat(held.status()).isEqualTo(ExitStatus.ON_HOLD);
        assertThat(held.out()).contains("Revocation          on hold since ", ", certificateHold\n");
        assertThat(revoked.status()).isEqualTo(ExitStatus.REVOKED);
        assertThat(revoked.out()).contains("Revocation          revoked since ", ", superseded\n");
        assertThat(undetermined.status()).isEqualTo(ExitStatus.UNDETERMINED);
        assertThat(undetermined.out()).contains("Revocation          not determined\n", "HTTP status 500");
    }

    @Test
    void expiredAndNotYetValid_haveTheirOwnStatusToo() {
        Instant begin = ecert.getNotBefore().toInstant();
        Instant end = ecert.getNotAfter().toInstant();

        CommandRun.Result early = client().at(begin.minus(Duration.ofHours(1))).run("cert", "show", "--check");
        CommandRun.Result late = client().at(end.plus(Duration.ofHours(1))).run("cert", "show", "--check");
        assertThat(early.status()).isEqualTo(ExitStatus.NOT_YET_VALID);
        assertThat(early.out()).contains("(not valid yet)");
        assertThat(late.status()).isEqualTo(ExitStatus.EXPIRED);
        assertThat(late.out()).contains("(expired)");
    }

    @Test
    void withoutCheck_nobodyIsAsked() {
        authority.revoke(ecert, CRLReason.SUPERSEDED);
        CommandRun.Result shown = client().run("cert", "show");

        assertThat(shown.status()).isZero();
        assertThat(shown.out()).doesNotContain("Revocation");
    }

    @Test
    void list_hasTheStatusOfTheWorst() throws IOException {
        assertThat(client().run("cert", "list", "--check").status()).isZero();
        authority.hold(ecert);
        CommandRun.Result list = client().run("cert", "list", "--check", "--output", "json");
        JsonNode certificates = new ObjectMapper().readTree(list.out()).get("certificates");

        assertThat(list.status()).isEqualTo(ExitStatus.ON_HOLD);
        assertThat(certificates.findValues("revocation"))
                .extracting(each -> each.get("status").asText())
                .containsExactlyInAnyOrder("ON_HOLD", "GOOD");
        assertThat(certificates.findValues("asked"))
                .extracting(each -> each.get(0).get("where").asText())
                .satisfiesExactlyInAnyOrder(
                        where -> assertThat(where).startsWith("OCSP "),
                        where -> assertThat(where).startsWith("CRL "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "cms"})
    void signatureThatVerifies_hasTheStatusOfItsSignersCertificate(String format) throws IOException {
        Path file = Files.writeString(directory.resolve("letter"), "Dear Hongkong Post");
        String signature = directory.resolve("letter.sig").toString();
        String[] sign = {"sign", "--format", format, "--out", signature, file.toString()};
        assertThat(client().pin(inserted.token().pin()).run(sign).status()).isZero();
        String[] verify = {"verify", "--check", "--format", format, "--signature", signature, file.toString()};

        CommandRun.Result good = client().run(verify);
        assertThat(good.status()).as(good.err()).isZero();
        assertThat(good.out())
                .contains(
                        "The signature is valid.\n", "Certificate         valid today\n", "Revocation          good\n")
                .contains("Asked               OCSP " + server.address() + "/ocsp: good\n");
        authority.revoke(ecert, CRLReason.KEY_COMPROMISE);
        CommandRun.Result revoked = client().run(verify);
        assertThat(revoked.status()).isEqualTo(ExitStatus.REVOKED);
        assertThat(revoked.out()).contains("The signature is valid.\n", "revoked since ", ", keyCompromise\n");
        Files.writeString(file, "Dear Hongkong Post, with a postscript");
        assertThat(client().run(verify).status()).isEqualTo(ExitStatus.FAILURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cert show", "cert list", "verify"})
    void helpOfEachCommandThatChecks_listsTheSameExitStatuses(String command) {
        String help = client().run((command + " --help").split(" ")).out();

        assertThat(help)
                .containsSubsequence(
                        "Exit status:", "0", "good", "4", "expired", "7", "revoked", "8", "not determined");
    }

    @Test
    void wayOfAskingThatIsNone_isWrongUsage() {
        assertThat(client().run("cert", "show", "--check=frob").status()).isEqualTo(ExitStatus.USAGE);
    }
}
