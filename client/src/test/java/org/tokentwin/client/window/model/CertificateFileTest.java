package org.tokentwin.client.window.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.client.window.model.CertificateFile.Unusable;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeyType;

class CertificateFileTest {
    @TempDir
    private Path directory;

    private final Credential credential = CertificateFiles.credential(KeyType.RSA_2048);

    @Test
    void pkcs12_bringsKeyAndChain() throws IOException, GeneralSecurityException, Unusable {
        Path file = CertificateFiles.pkcs12(directory, credential);

        assertThat(CertificateFile.hasPassword(file)).isTrue();
        CertificateFile brought = CertificateFile.read(file, CertificateFiles.PASSWORD.toCharArray());
        assertThat(brought.key()).contains(credential.privateKey());
        assertThat(brought.certificates()).isEqualTo(credential.certificates());
    }

    @Test
    void wrongPasswordOfAFile_isSaidSo() throws IOException, GeneralSecurityException {
        Path file = CertificateFiles.pkcs12(directory, credential);

        assertUnusable(file, "wrong", "import.password");
    }

    @Test
    void pemAndDer_bringCertificates() throws IOException, GeneralSecurityException, Unusable {
        Path pem = CertificateFiles.pem(directory, credential);
        Path der = Files.write(
                directory.resolve("lee.cer"), credential.certificate().getEncoded());

        for (Path file : new Path[] {pem, der}) {
            assertThat(CertificateFile.hasPassword(file)).isFalse();
            assertThat(CertificateFile.read(file, new char[0]).certificates())
                    .containsExactly(credential.certificate());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no certificate",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "0\u0003\u0002\u0001\u0003"
            })
    void somethingElse_isRefused(String content) throws IOException {
        Path file = Files.write(directory.resolve("file"), content.getBytes(StandardCharsets.ISO_8859_1));

        assertUnusable(file, "", "import.nothing");
    }

    @Test
    void largeFile_isRefusedUnread() throws IOException {
        Path file = Files.write(directory.resolve("large"), new byte[(1 << 20) + 1]);

        assertUnusable(file, "", "import.large");
    }

    /** The JDK computes no more than 5,000,000 iterations: the test ends at all. */
    @ParameterizedTest
    @ValueSource(strings = {"2147483647", "99999999999999999999", "-1"})
    void iterationsOfAPassword_areBounded(String iterations) throws IOException, GeneralSecurityException {
        Pfx pfx = Pfx.getInstance(Files.readAllBytes(CertificateFiles.pkcs12(directory, credential)));
        DERSequence mac = new DERSequence(new ASN1Encodable[] {
            pfx.getMacData().getMac(),
            new DEROctetString(pfx.getMacData().getSalt()),
            new ASN1Integer(new BigInteger(iterations))
        });
        Path file = Files.write(
                directory.resolve("costly.p12"),
                new DERSequence(new ASN1Encodable[] {new ASN1Integer(3), pfx.getAuthSafe(), mac}).getEncoded());

        assertThatThrownBy(() -> CertificateFile.read(file, CertificateFiles.PASSWORD.toCharArray()))
                .isInstanceOf(Unusable.class);
    }

    /** Imported as it is, or refused in words; computed with by nobody. */
    @ParameterizedTest
    @ValueSource(ints = {16_384, 200_000})
    void certificateOfAHugeKey_isReadOrRefused(int bits) throws Exception {
        Path file =
                Files.write(directory.resolve("huge.cer"), CertificateFiles.ofHugeKey(credential.certificate(), bits));

        try {
            assertThat(CertificateFile.read(file, new char[0]).certificates()).hasSize(1);
        } catch (Unusable e) {
            assertThat(e.why().key()).isEqualTo("import.nothing");
        }
    }

    private static void assertUnusable(Path file, String password, String why) {
        assertThatThrownBy(() -> CertificateFile.read(file, password.toCharArray()))
                .isInstanceOfSatisfying(
                        Unusable.class, e -> assertThat(e.why().key()).isEqualTo(why));
    }
}
