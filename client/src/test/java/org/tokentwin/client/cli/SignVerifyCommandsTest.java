package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.issuer.KeyType;

class SignVerifyCommandsTest {
    private static final byte[] DATA = "the contract\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    private Path data;
    private Path signature;

    @BeforeEach
    void writeData() throws IOException {
        data = Files.write(directory.resolve("contract.txt"), DATA);
        signature = directory.resolve("contract.sig");
    }

    @Test
    void file_isSignedInBase64OnStandardOutput() throws GeneralSecurityException {
        CommandRun.Result result = client().run("sign", data.toString());

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(jdkAccepts(Base64.getMimeDecoder().decode(result.bytes()))).isTrue();
    }

    @Test
    void standardInput_isSignedRaw() throws GeneralSecurityException {
        CommandRun.Result result = client().input(DATA).run("sign", "--format", "raw");

        assertThat(result.bytes()).hasSize(256);
        assertThat(jdkAccepts(result.bytes())).isTrue();
    }

    @Test
    void jsonSignature_namesKeyAndMechanism() throws JsonProcessingException, GeneralSecurityException {
        JsonNode signed = new ObjectMapper()
                .readTree(client().run("sign", "--output", "json", data.toString())
                        .out());

        assertThat(signed.get("mechanism").textValue()).isEqualTo("CKM_SHA256_RSA_PKCS");
        assertThat(jdkAccepts(Base64.getDecoder().decode(signed.get("signature").textValue())))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "CKM_SHA1_RSA_PKCS, token",
        "CKM_SHA256_RSA_PKCS, host",
        "CKM_SHA384_RSA_PKCS, token",
        "CKM_SHA512_RSA_PKCS, host",
        "CKM_SHA256_RSA_PKCS_PSS, token",
        "CKM_SHA256_RSA_PKCS_PSS, host",
        "CKM_RSA_PKCS, token",
        "CKM_RSA_PKCS, host"
    })
    void rsaSignature_isVerified(String mechanism, String verifier) throws IOException {
        assertSignedAndVerified(inserted, mechanism, verifier);
    }

    @ParameterizedTest
    @CsvSource({"CKM_ECDSA_SHA256, token", "CKM_ECDSA_SHA256, host", "CKM_ECDSA_SHA512, host"})
    void ecdsaSignature_isVerified(String mechanism, String verifier) throws IOException {
        try (InsertedToken ec =
                InsertedToken.of(EmulatedToken.order().key(KeyType.P256).withPin(InsertedToken.PIN))) {
            assertSignedAndVerified(ec, mechanism, verifier);
        }
    }

    private void assertSignedAndVerified(InsertedToken token, String mechanism, String verifier) throws IOException {
        CommandRun.Result signed = CommandRun.on(token.module())
                .with("TOKENTWIN_PIN", InsertedToken.PIN)
                .run("sign", "--mechanism", mechanism, "--out", signature.toString(), data.toString());
        assertThat(signed.err()).isEmpty();
        assertThat(signed.bytes()).isEmpty();

        CommandRun.Result verified = verify(token, data, "--mechanism", mechanism, "--by", verifier);
        assertThat(verified.status()).isZero();
        assertThat(verified.out())
                .startsWith("The signature is valid.\n")
                .contains("CN=CHAN TAI MAN")
                .contains("Verified by         " + verifier);

        Path other = Files.writeString(directory.resolve("other.txt"), "another contract\n");
        CommandRun.Result refused = verify(token, other, "--mechanism", mechanism, "--by", verifier);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out()).startsWith("The signature is NOT valid.\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16383, 16384, 16385, 100_000})
    void dataOfAnyLength_isSigned(int length) throws IOException {
        Files.write(data, new byte[length]);

        assertThat(client().run("sign", "--out", signature.toString(), data.toString())
                        .status())
                .isZero();
        assertThat(verify(inserted, data).status()).isZero();
        assertThat(verify(inserted, data, "--by", "host").status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA_2048", "P256"})
    void cmsSignature_isVerifiedByBouncyCastleWithTheChain(KeyType type)
            throws IOException, CMSException, OperatorCreationException {
        try (InsertedToken token =
                InsertedToken.of(EmulatedToken.order().key(type).withPin(InsertedToken.PIN))) {
            CommandRun.Result signed = CommandRun.on(token.module())
                    .with("TOKENTWIN_PIN", InsertedToken.PIN)
                    .run("sign", "--format", "cms", "--out", signature.toString(), data.toString());
            assertThat(signed.err()).isEmpty();

            CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(DATA), Files.readAllBytes(signature));
            assertThat(cms.getCertificates().getMatches(null)).hasSize(3);
            assertThat(cms.getSignerInfos()
                            .iterator()
                            .next()
                            .verify(new JcaSimpleSignerInfoVerifierBuilder()
                                    .build(token.token().certificate())))
                    .isTrue();
            assertThat(verify(token, data, "--format", "cms").status()).isZero();
            Files.writeString(data, "changed");
            assertThat(verify(token, data, "--format", "cms").status()).isEqualTo(1);
        }
    }

    @Test
    void cmsSignatureByPss_isVerifiedUnderAnOrdinaryCertificateToo() throws IOException {
        client().run(
                        "sign",
                        "--format",
                        "cms",
                        "--mechanism",
                        "CKM_SHA256_RSA_PKCS_PSS",
                        "--out",
                        signature.toString(),
                        data.toString());

        assertThat(verify(inserted, data, "--format", "cms").out()).startsWith("The signature is valid.");
    }

    @Test
    void initialPin_mustBeChangedBeforeItSigns() {
        try (InsertedToken fromThePost = InsertedToken.of(EmulatedToken.order().withInitialPin())) {
            CommandRun.Result result = CommandRun.on(fromThePost.module())
                    .pin(fromThePost.token().initialPin())
                    .run("sign", data.toString());

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("CKR_PIN_EXPIRED").contains("pin change");
            assertThat(result.bytes()).isEmpty();
        }
    }

    @Test
    void wrongPin_signsNothingAndIsNotRepeated() {
        CommandRun.Result result = CommandRun.on(inserted.module())
                .with("TOKENTWIN_PIN", "Wrong123!")
                .run("sign", data.toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.bytes()).isEmpty();
        assertThat(result.err()).doesNotContain("Wrong123!");
    }

    @Test
    void pinSourceOfTheUri_isRead() throws IOException {
        Path pin = Files.writeString(directory.resolve("pin"), InsertedToken.PIN);

        CommandRun.Result result = CommandRun.on(inserted.module())
                .run("sign", "--uri", "pkcs11:?pin-source=file:" + pin, data.toString());

        assertThat(result.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "raw", "cms"})
    void signatureThatCannotBeWritten_exitsWith1(String format) {
        CommandRun.Result result = client().onFullDisk().run("sign", "--format", format, data.toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("error: ").contains("No space left on device");
    }

    @Test
    void jsonThatCannotBeWritten_exitsWith1() {
        CommandRun.Result result = client().onFullDisk().run("sign", "--output", "json", data.toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("the output cannot be written");
    }

    @Test
    void signatureFileWithoutAnEnd_isRefused() {
        CommandRun.Result result = client().run("verify", "--signature", "/dev/zero", data.toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("is longer than");
    }

    @Test
    void pinFileWithoutAnEnd_isRefused() {
        CommandRun.Result result =
                CommandRun.on(inserted.module()).run("sign", "--pin-file", "/dev/zero", data.toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("is longer than");
    }

    @Test
    void pinSourceThatIsACommand_isRefused() {
        assertThat(CommandRun.on(inserted.module())
                        .run("sign", "--uri", "pkcs11:?pin-source=|cat%20/etc/pin", data.toString())
                        .status())
                .isEqualTo(2);
    }

    @Test
    void dataThatIsNotThere_exitsWith1() {
        CommandRun.Result result =
                client().run("sign", directory.resolve("none").toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("there is no file").doesNotContain("none");
    }

    @Test
    void mechanismOfAnotherKeyType_isToldPlainly() {
        CommandRun.Result result = client().run("sign", "--mechanism", "CKM_ECDSA_SHA256", data.toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("error: ").contains("CKR_KEY_TYPE_INCONSISTENT");
    }

    @Test
    void signatureThatIsNotBase64_isToldPlainly() throws IOException {
        Files.write(signature, new byte[] {1, 2, 3});

        CommandRun.Result garbage = verify(inserted, data, "--format", "cms");

        assertThat(garbage.status()).isEqualTo(1);
        assertThat(garbage.err()).contains("no CMS SignedData");
    }

    private CommandRun client() {
        return CommandRun.on(inserted.module()).with("TOKENTWIN_PIN", InsertedToken.PIN);
    }

    private CommandRun.Result verify(InsertedToken token, Path file, String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "verify";
        arguments[1] = "--signature";
        arguments[2] = signature.toString();
        arguments[3] = file.toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return CommandRun.on(token.module()).run(arguments);
    }

    private boolean jdkAccepts(byte[] bytes) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(inserted.token().certificate());
        verifier.update(DATA);
        return verifier.verify(bytes);
    }
}
