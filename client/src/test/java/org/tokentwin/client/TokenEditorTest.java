package org.tokentwin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.window.model.CertificateFiles;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeyType;

class TokenEditorTest {
    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @AutoClose
    private final TokenClient client = TokenClient.open(inserted.module());

    private final Token token = client.tokens().getFirst();

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "P256"})
    void keyAndCertificateThatWereAdded_sign(KeyType type) throws IOException {
        Credential credential = CertificateFiles.credential(type);
        byte[] data = "data".getBytes(StandardCharsets.US_ASCII);
        try (TokenSession session = logIn()) {
            session.editor().add(credential.privateKey(), credential.certificate());
            assertThat(session.editor().add(credential.certificate())).isTrue();

            CertificateEntry entry = session.certificates().stream()
                    .filter(each -> each.certificate().equals(Optional.of(credential.certificate())))
                    .findFirst()
                    .orElseThrow();
            assertThat(entry.label()).isEqualTo("LEE SIU MING");
            assertThat(entry.privateKey()).isEqualTo(KeyPresence.PRESENT);
            PrivateKeyEntry key = session.privateKeys().stream()
                    .filter(each -> each.id().equals(entry.id()))
                    .findFirst()
                    .orElseThrow();
            SignatureMechanism mechanism = SignatureMechanism.defaultFor(key.type());
            byte[] signature = session.sign(key, mechanism, new ByteArrayInputStream(data));
            assertThat(HostVerifier.verify(
                            credential.certificate().getPublicKey(),
                            mechanism,
                            new ByteArrayInputStream(data),
                            signature))
                    .isTrue();
        }
    }

    @Test
    void certificateThatIsThere_isNotAddedAgain() {
        try (TokenSession session = logIn()) {
            assertThat(session.editor().add(inserted.token().certificate())).isFalse();
            assertThat(session.certificates()).hasSize(3);
        }
    }

    @Test
    void deletedCertificate_isGoneAndItsKeyStays() {
        try (TokenSession session = logIn()) {
            assertThat(session.editor().delete(inserted.token().certificate())).isTrue();
            assertThat(session.certificates()).hasSize(2);
            assertThat(session.privateKeys()).hasSize(1);
            assertThat(session.editor().delete(inserted.token().certificate())).isFalse();
        }
    }

    @Test
    void withoutLogin_theTokenRefuses() {
        Credential credential = CertificateFiles.credential(KeyType.RSA_2048);
        try (TokenSession session = client.openSession(token)) {
            assertThatThrownBy(() -> session.editor().add(credential.privateKey(), credential.certificate()))
                    .isInstanceOf(TokenException.class);
        }
    }

    private TokenSession logIn() {
        return client.login(token, Pin.of(InsertedToken.PIN.toCharArray()), TryRisk.KEEP_FINAL_TRY);
    }
}
