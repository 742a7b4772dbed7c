package org.tokentwin.emulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.EmulatedToken;

/** Files that other programs wrote, each read in full or refused with the true reason. */
class ImportedFileTest {
    private static final char[] SECRET = "secret".toCharArray();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "p12-noenc.p12, secret, 1",
        "p12-utf8pass-legacy.p12, geheimü, 1",
        "pem-bom.pem, , 3",
        "pem-p8-aria.pem, secret, 1",
        "pem-p8-rc2.pem, secret, 1",
        "pem-pkcs7.pem, , 3",
        "p12-dn-multi.p12, secret, 1",
        "p12-rsapss.p12, secret, 1",
        "explicit-key.p12, secret, 1",
        "rsa1536.pem, , 1",
        "trusted.pem, , 1",
        "empty-password.p12, '', 1",
        "nothing-encrypted.p12, , 1",
        "no-mac.p12, secret, 1",
        "utf8.p12, geheimü, 1",
        "old-openssl.p12, geheimü, 1"
    })
    void fileOfAnotherProgram_givesKeyAndChain(String name, String password, int certificates) throws IOException {
        Credential credential = CredentialFile.read(copy(name), () -> {
            assertThat(password)
                    .as("nothing is encrypted, and a password was asked for")
                    .isNotNull();
            return password.toCharArray();
        });

        assertThat(credential.certificates()).hasSize(certificates);
        assertOnToken(credential);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p12-bpool.p12 | its private key is on the curve brainpoolP256r1; a token takes RSA of 1024 to 4096 bits in "
                        + "steps of 256, P-256, P-384 and P-521",
                "ed25519.pem | its private key is of ED25519; a token takes RSA of 1024 to 4096 bits in steps of 256, P-256, "
                        + "P-384 and P-521",
                "explicit-both.p12 | the certificate of CN=Explicit has explicit EC parameters, which RFC 5480 forbids; have it "
                        + "issued for a key that names its curve"
            })
    void keyThatNoTokenTakes_isRefusedByItsName(String name, String reason) throws IOException {
        Path file = copy(name);

        assertThatThrownBy(() -> CredentialFile.read(file, SECRET))
                .isInstanceOf(CredentialException.class)
                .hasMessage(file + ": " + reason);
    }

    @Test
    void commonNameBesideOtherAttributes_isTheLabel() throws IOException {
        Credential credential = CredentialFile.read(copy("p12-dn-multi.p12"), SECRET);

        assertThat(new CertificateObject(credential.certificate(), 8).label()).isEqualTo("Multi, \"Valued\" + Name");
    }

    @Test
    void twoCertificatesOfTheKey_areBothNamed() throws IOException {
        Path file = copy("pem-samekey-twocerts.pem");

        assertThatThrownBy(() -> CredentialFile.read(file, SECRET))
                .isInstanceOf(CredentialException.class)
                .hasMessageStartingWith(file + ": there are 2 certificates of its private key in it; keep the one");
    }

    static Stream<String> encryptions() throws IOException {
        return Arrays.stream(new String(resource("encrypted-keys.txt"), StandardCharsets.US_ASCII)
                .split("(?<=-----END ENCRYPTED PRIVATE KEY-----\n)"));
    }

    @ParameterizedTest
    @MethodSource("encryptions")
    void keyAsOpensslEncryptsIt_isRead(String block) throws IOException {
        Path file = withCertificate(block);

        assertThat(CredentialFile.read(file, SECRET).certificates()).hasSize(1);
        assertThatThrownBy(() -> CredentialFile.read(file, "wrong".toCharArray()))
                .as(block)
                .isInstanceOf(CredentialException.class)
                .hasMessage(file + ": the password is wrong");
    }

    @Test
    void unknownEncryption_isNamed_andNoWrongPassword() throws IOException {
        Path file = withCertificate(encrypted(BigInteger.valueOf(2048), "1.2.3.4"));

        assertThatThrownBy(() -> CredentialFile.read(file, SECRET))
                .hasMessage(
                        file
                                + ": it is encrypted with algorithm 1.2.3.4, which is not read; encrypt it anew, with AES-256-CBC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000001", "2147483647", "4294967297", "99999999999999999999", "0", "-1"})
    void iterationsWithoutBound_areRefusedBeforeTheyAreComputed(String iterations) throws IOException {
        Path file = withCertificate(encrypted(new BigInteger(iterations), "2.16.840.1.101.3.4.1.42"));

        assertThatThrownBy(() -> CredentialFile.read(file, SECRET))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("iterations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000001", "2147483647", "4294967297", "0", "-1"})
    void iterationsOfAMacWithoutBound_areRefusedBeforeTheyAreComputed(String iterations) throws IOException {
        MacData mac = pkcs12().getMacData();
        Path file = withMac(new DERSequence(new ASN1Encodable[] {
            mac.getMac(), new DEROctetString(mac.getSalt()), new ASN1Integer(new BigInteger(iterations))
        }));

        assertThatThrownBy(() -> CredentialFile.read(file, SECRET))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("iterations");
    }

    /** PBMAC1, RFC 9579: what the file says of its own key. */
    @ParameterizedTest
    @CsvSource({
        "2048, 2147483647, a key of 2147483647 bytes",
        "2048, 65, a key of 65 bytes",
        "2147483647, 32, iterations"
    })
    void costOfAPbmac1WithoutBound_isRefusedBeforeItIsComputed(int iterations, int keyLength, String message)
            throws IOException {
        MacData mac = pkcs12().getMacData();
        AlgorithmIdentifier hmac = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
        PBMAC1Params parameters = new PBMAC1Params(
                new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(new byte[8], iterations, keyLength, hmac)),
                hmac);
        Path file = withMac(new DERSequence(new ASN1Encodable[] {
            new DigestInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBMAC1, parameters),
                    mac.getMac().getDigest()),
            new DEROctetString(mac.getSalt()),
            new ASN1Integer(1)
        }));

        assertThatThrownBy(() -> CredentialFile.read(file, SECRET))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining(message);
    }

    private static Pfx pkcs12() {
        return Pfx.getInstance(resource("p12-rsapss.p12"));
    }

    private Path withMac(ASN1Encodable mac) throws IOException {
        DERSequence changed = new DERSequence(new ASN1Encodable[] {new ASN1Integer(3), pkcs12().getAuthSafe(), mac});
        return Files.write(directory.resolve("mac.p12"), changed.getEncoded());
    }

    @Test
    void iterationsOfManyKeys_areCountedTogether() throws IOException {
        String one = encrypted(BigInteger.valueOf(6_000_000), "1.2.3.4");
        FilePassword password = new FilePassword(() -> SECRET);
        password.charged(BigInteger.valueOf(6_000_000));

        assertThatThrownBy(() -> new PemCredential(password).read(one)).hasMessageContaining("10000000 iterations");
    }

    @Test
    void unencryptedFile_asksForNoPassword() throws IOException {
        Path file = copy("pem-bom.pem");

        assertThat(CredentialFile.read(file, () -> {
                    throw new AssertionError("asked");
                }))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", " ", "\t"})
    void whatEditorsLeaveBetweenBlocks_losesNoCertificate(String mark) throws IOException {
        String text = new String(resource("pem-bom.pem"), StandardCharsets.UTF_8);
        Path file = directory.resolve("joined.pem");
        Files.writeString(file, text.replace("-----BEGIN CERTIFICATE", mark + "-----BEGIN CERTIFICATE"));

        assertThat(CredentialFile.read(file, SECRET).certificates()).hasSize(3);
    }

    @Test
    void blockInsideALine_isRefused_andNotLost() throws IOException {
        String text = new String(resource("pem-bom.pem"), StandardCharsets.UTF_8);
        Path file = directory.resolve("joined.pem");
        Files.writeString(file, text.replace("-----BEGIN CERTIFICATE", "x-----BEGIN CERTIFICATE"));

        assertThatThrownBy(() -> CredentialFile.read(file, SECRET)).hasMessageContaining("its block would be lost");
    }

    @Test
    void utf16OfWindows_isRead() throws IOException {
        String text = new String(resource("pem-bom.pem"), StandardCharsets.UTF_8).replace("\uFEFF", "");
        Path file = directory.resolve("utf16.pem");
        Files.write(file, text.getBytes(StandardCharsets.UTF_16));

        assertThat(CredentialFile.read(file, SECRET).certificates()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rsaKeyWithoutPrimes_comesOntoTheToken(boolean exponentLeftOut) throws IOException {
        BigInteger zero = BigInteger.ZERO;
        String[] parts =
                new String(resource("rsa1536.pem"), StandardCharsets.US_ASCII).split("(?=-----BEGIN CERTIFICATE)", -1);
        PrivateKeyInfo info;
        try (PemReader reader = new PemReader(new StringReader(parts[0]))) {
            info = PrivateKeyInfo.getInstance(reader.readPemObject().getContent());
        }
        RSAPrivateKey key = RSAPrivateKey.getInstance(info.parsePrivateKey());
        RSAPrivateKey without = new RSAPrivateKey(
                key.getModulus(),
                exponentLeftOut ? zero : key.getPublicExponent(),
                key.getPrivateExponent(),
                zero,
                zero,
                zero,
                zero,
                zero);
        byte[] encoded = new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), without).getEncoded();
        Path file = directory.resolve("without-primes.pem");
        Files.writeString(file, pem("PRIVATE KEY", encoded) + parts[1]);

        assertOnToken(CredentialFile.read(file, SECRET));
    }

    @Test
    void endlessFile_isReadNoFurtherThanAKeyFileIsLong() {
        assertThatThrownBy(() -> CredentialFile.read(Path.of("/dev/zero"), SECRET))
                .hasMessageContaining("more than 1048576 bytes");
    }

    @Test
    void deeplyNestedStructure_isRefused() throws IOException {
        byte[] nested = new byte[1 << 19];
        for (int i = 0; i < nested.length; i += 2) {
            nested[i] = 0x30;
            nested[i + 1] = (byte) 0x80;
        }
        Path file = Files.write(directory.resolve("nested.p12"), nested);

        assertThatThrownBy(() -> CredentialFile.read(file, SECRET)).isInstanceOf(CredentialException.class);
    }

    /** The card checks the key's numbers when it takes them. */
    private static void assertOnToken(Credential credential) {
        try (EmulatedToken token = EmulatedToken.order().credential(credential).issue()) {
            assertThat(token.certificate()).isEqualTo(credential.certificate());
        }
    }

    private Path withCertificate(String block) throws IOException {
        String certificate = new String(resource("encrypted-keys-certificate.pem"), StandardCharsets.US_ASCII);
        return Files.writeString(directory.resolve("key.pem"), block + certificate);
    }

    /** A key in PKCS#8 that nothing decrypts. */
    private static String encrypted(BigInteger iterations, String cipher) throws IOException {
        PBKDF2Params derivation = PBKDF2Params.getInstance(
                new DERSequence(new ASN1Encodable[] {new DEROctetString(new byte[8]), new ASN1Integer(iterations)}));
        PBES2Parameters parameters = new PBES2Parameters(
                new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, derivation),
                new EncryptionScheme(new ASN1ObjectIdentifier(cipher), new DEROctetString(new byte[16])));
        return pem(
                "ENCRYPTED PRIVATE KEY",
                new EncryptedPrivateKeyInfo(
                                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters), new byte[64])
                        .getEncoded());
    }

    private static String pem(String type, byte[] content) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        }
        return text.toString();
    }

    private Path copy(String name) throws IOException {
        return Files.write(directory.resolve(name), resource(name));
    }

    private static byte[] resource(String name) {
        try (InputStream in = ImportedFileTest.class.getResourceAsStream("import/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
