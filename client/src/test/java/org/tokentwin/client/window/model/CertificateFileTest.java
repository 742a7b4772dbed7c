package org.tokentwin.client.window.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
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

    private static void assertUnusable(Path file, String password, String why) {
        assertThatThrownBy(() -> CertificateFile.read(file, password.toCharArray()))
                .isInstanceOfSatisfying(
                        Unusable.class, e -> assertThat(e.why().key()).isEqualTo(why));
    }
}
