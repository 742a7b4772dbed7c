package org.tokentwin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;

class TokenClientTest {
    private static final byte[] SECRET = "attack at dawn".getBytes(StandardCharsets.US_ASCII);

    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @AutoClose
    private final TokenClient client = TokenClient.open(inserted.module());

    private final Token token = client.tokens().getFirst();

    @ParameterizedTest
    @EnumSource
    void ciphertextForTheCertificate_isDecrypted(DecryptionMechanism mechanism)
            throws IOException, GeneralSecurityException {
        Cipher cipher = cipherOf(mechanism);
        byte[] ciphertext = cipher.doFinal(SECRET);

        try (TokenSession session = logIn()) {
            PrivateKeyEntry key = session.privateKeys().getFirst();

            assertThat(session.decrypt(key, mechanism, ciphertext)).isEqualTo(SECRET);
        }
    }

    private Cipher cipherOf(DecryptionMechanism mechanism) throws GeneralSecurityException {
        if (mechanism == DecryptionMechanism.CKM_RSA_PKCS) {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, inserted.token().certificate().getPublicKey());
            return cipher;
        }
        String hash = mechanism == DecryptionMechanism.CKM_RSA_PKCS_OAEP_SHA1 ? "SHA-1" : "SHA-256";
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                inserted.token().certificate().getPublicKey(),
                new OAEPParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT));
        return cipher;
    }

    @Test
    void privateKeys_areSeenAfterLoginOnly() {
        try (TokenSession anonymous = client.openSession(token)) {
            assertThat(anonymous.privateKeys()).isEmpty();
            assertThat(anonymous.certificates())
                    .filteredOn(entry -> !entry.isAuthority())
                    .extracting(CertificateEntry::privateKey)
                    .containsOnly(KeyPresence.UNKNOWN);
        }
        try (TokenSession session = logIn()) {
            assertThat(session.privateKeys())
                    .hasSize(1)
                    .extracting(PrivateKeyEntry::type)
                    .containsOnly(KeyType.RSA);
            assertThat(session.certificates())
                    .filteredOn(entry -> !entry.isAuthority())
                    .extracting(CertificateEntry::privateKey)
                    .containsOnly(KeyPresence.PRESENT);
        }
    }

    @Test
    void closedSession_hasLoggedOut() {
        logIn().close();

        try (TokenSession anonymous = client.openSession(token)) {
            assertThat(anonymous.privateKeys()).isEmpty();
        }
    }

    @Test
    void secondLogin_isRefusedAndTheFirstLives() {
        try (TokenSession session = logIn()) {
            TokenException refusal = catchThrowableOfType(TokenException.class, this::logIn);

            assertThat(refusal.ckr()).contains(Ckr.CKR_USER_ALREADY_LOGGED_IN);
            assertThat(session.privateKeys()).hasSize(1);
        }
    }

    @Test
    void operationThatFailed_leavesTheSessionUsable() throws IOException {
        try (TokenSession session = logIn()) {
            PrivateKeyEntry key = session.privateKeys().getFirst();
            TokenException tooLong = catchThrowableOfType(
                    TokenException.class,
                    () -> session.sign(key, SignatureMechanism.CKM_RSA_PKCS, new ByteArrayInputStream(new byte[300])));

            assertThat(tooLong.ckr()).contains(Ckr.CKR_DATA_LEN_RANGE);
            assertThat(sign(session, key, SECRET)).hasSize(256);
        }
    }

    @Test
    void manyThreads_signOverOneLogin() throws Exception {
        try (TokenSession session = logIn();
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            PrivateKeyEntry key = session.privateKeys().getFirst();
            List<Callable<Boolean>> tasks = IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        byte[] data = {(byte) i};
                        return HostVerifier.verify(
                                inserted.token().certificate().getPublicKey(),
                                SignatureMechanism.CKM_SHA256_RSA_PKCS,
                                new ByteArrayInputStream(data),
                                sign(session, key, data));
                    })
                    .toList();

            for (Future<Boolean> valid : threads.invokeAll(tasks)) {
                assertThat(valid.get()).isTrue();
            }
        }
    }

    @Test
    void removedToken_isToldAsSuch() {
        TokenSession session = logIn();
        inserted.emulator().remove(inserted.token());

        assertThat(client.tokens()).isEmpty();
        TokenException removed = catchThrowableOfType(TokenException.class, session::privateKeys);
        assertThat(removed.ckr().orElseThrow()).isIn(Ckr.CKR_TOKEN_NOT_PRESENT, Ckr.CKR_DEVICE_REMOVED, new Ckr(0xB3));
        inserted.emulator().insert(inserted.token());
        assertThat(client.tokens()).hasSize(1);
    }

    @Test
    void certificates_areThoseThatWereIssued() {
        assertThat(client.certificates(token))
                .extracting(entry -> entry.certificate().orElseThrow())
                .containsExactlyInAnyOrderElementsOf(inserted.token().certificateChain());
    }

    private byte[] sign(TokenSession session, PrivateKeyEntry key, byte[] data) throws IOException {
        return session.sign(key, SignatureMechanism.CKM_SHA256_RSA_PKCS, new ByteArrayInputStream(data));
    }

    private TokenSession logIn() {
        try (Pin pin = Pin.of(inserted.token().pin())) {
            return client.login(token, pin, TryRisk.KEEP_FINAL_TRY);
        }
    }
}
