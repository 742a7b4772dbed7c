package org.tokentwin.emulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialFileTest {
    private static final char[] PASSWORD = "open sesame".toCharArray();
    private static final char[] NONE = {};
    /** As {@code openssl ecparam -name prime256v1 -genkey} prints it; a key for this test only. */
    private static final String SEC1_KEY = """
            -----BEGIN EC PARAMETERS-----
            BggqhkjOPQMBBw==
            -----END EC PARAMETERS-----
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIKQs6GGCxb8JuvKz1yslNRJyTLMlA6kY9FT9NCohsbiFoAoGCCqGSM49
            AwEHoUQDQgAErmEnWFHs+8VoYeIW1pU7iQ5BsGQGNeh7PW6ewUqTY+ZwGg2WbGj3
            +zO1IqmrHC279MXv5PFlAdCU9aEGkwuRGA==
            -----END EC PRIVATE KEY-----
            """;

    private static final TestAuthority AUTHORITY = TestAuthority.bundled(InstantSource.system());

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "P384"})
    void pkcs12_givesKeyAndChain(KeyType type) throws IOException, GeneralSecurityException {
        Credential issued = credential(type);
        Path file = pkcs12(issued);

        assertThat(CredentialFile.read(file, PASSWORD)).isEqualTo(issued);
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "P256"})
    void pem_givesKeyAndChainInOrder(KeyType type) throws IOException {
        Credential issued = credential(type);
        List<Object> objects = new ArrayList<>(issued.certificates());
        Collections.reverse(objects);
        objects.add(issued.privateKey());

        assertThat(CredentialFile.read(pem(objects.toArray()), NONE)).isEqualTo(issued);
    }

    @Test
    void opensslsOwnKeyFormat_isRead() throws IOException {
        PEMKeyPair keys;
        try (PEMParser parser = new PEMParser(new StringReader(SEC1_KEY))) {
            parser.readObject();
            keys = (PEMKeyPair) parser.readObject();
        }
        KeyPair pair = new JcaPEMKeyConverter().getKeyPair(keys);
        X509Certificate certificate = AUTHORITY.certify(PersonalSubscriber.named("CHAN"), pair.getPublic(), 1);
        Path file = pem(certificate);
        Files.writeString(file, SEC1_KEY, StandardOpenOption.APPEND);

        assertThat(CredentialFile.read(file, NONE)).isEqualTo(new Credential(pair.getPrivate(), List.of(certificate)));
    }

    @Test
    void encryptedPem_givesTheKeyForItsPassword() throws IOException, OperatorCreationException {
        Credential issued = credential(KeyType.RSA_2048);

        for (Object key : encrypted(issued)) {
            Path file = pem(key, issued.certificate());
            assertThat(CredentialFile.read(file, PASSWORD).privateKey()).isEqualTo(issued.privateKey());
            assertThatThrownBy(() -> CredentialFile.read(file, "wrong".toCharArray()))
                    .isInstanceOf(CredentialException.class)
                    .hasMessage(file + ": the password is wrong");
            assertThatThrownBy(() -> CredentialFile.read(file, NONE))
                    .isInstanceOf(CredentialException.class)
                    .hasMessage(file + ": its private key is encrypted, and there is no password for it");
        }
    }

    @Test
    void wrongPasswordOfPkcs12_isNamedAsSuch() throws IOException, GeneralSecurityException {
        Path file = pkcs12(credential(KeyType.P256));

        assertThatThrownBy(() -> CredentialFile.read(file, "wrong".toCharArray()))
                .isInstanceOf(CredentialException.class)
                .hasMessage(file + ": the password is wrong");
    }

    @Test
    void fileWithoutKey_isRefused() throws IOException {
        Path file = pem(credential(KeyType.P256).certificate());

        assertThatThrownBy(() -> CredentialFile.read(file, NONE)).hasMessage(file + ": there is no private key in it");
    }

    @Test
    void fileWithTwoKeys_isRefused() throws IOException {
        Path file = pem(
                credential(KeyType.P256).privateKey(), credential(KeyType.P256).privateKey());

        assertThatThrownBy(() -> CredentialFile.read(file, NONE))
                .hasMessage(file + ": there are 2 private keys in it; put the one for the token into its own file");
    }

    @Test
    void fileWithoutCertificate_isRefused() throws IOException {
        Path file = pem(credential(KeyType.P256).privateKey());

        assertThatThrownBy(() -> CredentialFile.read(file, NONE))
                .hasMessage(file + ": there is a private key in it, but no certificate");
    }

    @Test
    void pkcs12WithoutCertificate_isRefused() throws IOException {
        Path file = directory.resolve("key.p12");
        try (InputStream in = getClass().getResourceAsStream("key-without-certificate.p12")) {
            Files.copy(in, file);
        }

        assertThatThrownBy(() -> CredentialFile.read(file, PASSWORD))
                .hasMessage(file + ": there is a private key in it, but no certificate");
    }

    @Test
    void keyOfAnotherCertificate_isRefused() throws IOException {
        X509Certificate certificate = credential(KeyType.P256).certificate();
        Path file = pem(credential(KeyType.P256).privateKey(), certificate);

        assertThatThrownBy(() -> CredentialFile.read(file, NONE))
                .isInstanceOf(CredentialException.class)
                .hasMessageStartingWith(
                        file + ": no certificate in it belongs to its private key; there are those of [")
                .hasMessageContaining("CHAN TAI MAN");
    }

    @Test
    void fileOfAnotherFormat_isRefused() throws IOException {
        Path file = Files.write(directory.resolve("key"), "neither".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> CredentialFile.read(file, PASSWORD))
                .hasMessage(file + ": it is neither a PKCS#12 nor a PEM file");
    }

    @Test
    void damagedPem_isRefused() throws IOException {
        Path file = Files.writeString(
                directory.resolve("key"), "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> CredentialFile.read(file, PASSWORD))
                .isInstanceOf(CredentialException.class)
                .hasMessageStartingWith(file + ": this PEM file cannot be read: ");
    }

    @Test
    void absentFile_isNamed() {
        Path file = directory.resolve("absent.p12");

        assertThatThrownBy(() -> CredentialFile.read(file, PASSWORD)).hasMessage(file + ": there is no such file");
    }

    private static Credential credential(KeyType type) {
        return AUTHORITY.issue(PersonalSubscriber.named("CHAN TAI MAN"), type, KeySource.TEST_KEYS, 1);
    }

    private Path pkcs12(Credential credential) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate[] chain = credential.certificates().toArray(Certificate[]::new);
        store.setKeyEntry("e-cert", credential.privateKey(), PASSWORD, chain);
        Path file = directory.resolve("credential.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file;
    }

    private Path pem(Object... objects) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object each : objects) {
                writer.writeObject(each instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : each);
            }
        }
        return Files.writeString(directory.resolve("credential.pem"), text.toString());
    }

    private static List<Object> encrypted(Credential credential) throws IOException, OperatorCreationException {
        BouncyCastleProvider provider = new BouncyCastleProvider();
        return List.of(
                new JcaPKCS8Generator(
                        credential.privateKey(),
                        new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                                .setProvider(provider)
                                .setPassword(PASSWORD)
                                .setRandom(new SecureRandom())
                                .build()),
                new JcaMiscPEMGenerator(
                        credential.privateKey(),
                        new JcePEMEncryptorBuilder("AES-128-CBC")
                                .setProvider(provider)
                                .build(PASSWORD)));
    }
}
