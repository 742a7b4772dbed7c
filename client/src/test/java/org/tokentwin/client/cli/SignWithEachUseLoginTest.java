package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.InstantSource;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.pkcs11.CkAttribute;
import org.tokentwin.client.pkcs11.CryptokiLibrary;
import org.tokentwin.client.pkcs11.CryptokiSession;
import org.tokentwin.client.pkcs11.SessionKind;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.TestAuthority;

/** Signing with a key that wants the PIN for each use, PKCS#11 v2.40 section 4.9, CKA_ALWAYS_AUTHENTICATE. */
class SignWithEachUseLoginTest {
    private static final byte[] ID = {1, 2, 3};

    @TempDir
    private Path directory;

    @AutoClose
    private final InsertedToken inserted =
            InsertedToken.of(EmulatedToken.order().withPin(InsertedToken.PIN));

    private Path data;
    private Path signature;

    @BeforeEach
    void importKey() throws Exception {
        data = Files.write(directory.resolve("data"), "the contract".getBytes(StandardCharsets.UTF_8));
        signature = directory.resolve("signature");
        Credential credential = TestAuthority.bundled(InstantSource.system())
                .issue(PersonalSubscriber.named("EACH USE"), KeyType.RSA_2048, KeySource.TEST_KEYS, 1);
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) credential.privateKey();
        try (CryptokiLibrary library = CryptokiLibrary.open(inserted.module());
                CryptokiSession session = library.openSession(
                        library.slots().stream()
                                .filter(slot -> slot.token().isPresent())
                                .findFirst()
                                .orElseThrow()
                                .id(),
                        SessionKind.READ_WRITE)) {
            session.login(InsertedToken.PIN.toCharArray());
            session.createObject(
                    new CkAttribute(0x0, 3L),
                    new CkAttribute(0x100, 0L),
                    new CkAttribute(0x1, true),
                    new CkAttribute(0x2, true),
                    new CkAttribute(0x108, true),
                    new CkAttribute(0x202, true),
                    new CkAttribute(0x102, ID),
                    new CkAttribute(0x120, BigIntegers.asUnsignedByteArray(key.getModulus())),
                    new CkAttribute(0x122, BigIntegers.asUnsignedByteArray(key.getPublicExponent())),
                    new CkAttribute(0x123, BigIntegers.asUnsignedByteArray(key.getPrivateExponent())));
            session.createObject(
                    new CkAttribute(0x0, 1L),
                    new CkAttribute(0x80, 0L),
                    new CkAttribute(0x1, true),
                    new CkAttribute(0x102, ID),
                    new CkAttribute(
                            0x101,
                            credential.certificate().getSubjectX500Principal().getEncoded()),
                    new CkAttribute(0x11, credential.certificate().getEncoded()));
            session.logout();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "cms"})
    void keyThatWantsThePinForEachUse_signs(String format) throws IOException {
        CommandRun.Result signed = CommandRun.on(inserted.module())
                .with("TOKENTWIN_PIN", InsertedToken.PIN)
                .run("sign", "--id", "010203", "--format", format, "--out", signature.toString(), data.toString());

        assertThat(signed.err()).isEmpty();
        assertThat(CommandRun.on(inserted.module())
                        .run(
                                "verify",
                                "--id",
                                "010203",
                                "--by",
                                "host",
                                "--format",
                                format,
                                "--signature",
                                signature.toString(),
                                data.toString())
                        .out())
                .startsWith("The signature is valid.");
    }

    @Test
    void keyOfA5110Cc_signsWithTheSignaturePin_andNotWithTheUserPin() throws IOException {
        try (InsertedToken cc = tokenWithASignaturePin()) {
            CommandRun.Result refused = CommandRun.on(cc.module())
                    .with("TOKENTWIN_PIN", InsertedToken.PIN)
                    .run("sign", "--out", signature.toString(), data.toString());
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("the user PIN lost no try: the key has its own PIN")
                    .contains("--signature-pin-file");
            assertThat(cc.token().pinStatus(PinReference.SIGNATURE).triesLeft()).isEqualTo(2);
            assertThat(cc.token().pinStatus(PinReference.USER).triesLeft()).isEqualTo(5);

            CommandRun.Result signed = CommandRun.on(cc.module())
                    .with("TOKENTWIN_PIN", InsertedToken.PIN)
                    .with("TOKENTWIN_SIGNATURE_PIN", "000000")
                    .run("sign", "--out", signature.toString(), data.toString());

            assertThat(signed.err()).isEmpty();
            assertThat(cc.token().pinStatus(PinReference.SIGNATURE).triesLeft()).isEqualTo(3);
            assertThat(CommandRun.on(cc.module())
                            .run("verify", "--by", "host", "--signature", signature.toString(), data.toString())
                            .out())
                    .startsWith("The signature is valid.");
        }
    }

    @Test
    void emptyVariable_isNoPin_andCostsNoTry() throws IOException {
        try (InsertedToken cc = tokenWithASignaturePin()) {
            CommandRun.Result refused = CommandRun.on(cc.module())
                    .with("TOKENTWIN_PIN", InsertedToken.PIN)
                    .with("OWN_PIN", "")
                    .run("sign", "--signature-pin-env", "OWN_PIN", "--out", signature.toString(), data.toString());

            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err()).contains("the variable OWN_PIN is not set, or empty");
            assertThat(cc.token().pinStatus(PinReference.SIGNATURE).triesLeft()).isEqualTo(3);
            CommandRun.Result withoutPin = CommandRun.on(cc.module())
                    .with("TOKENTWIN_PIN", "")
                    .run("sign", "--out", signature.toString(), data.toString());
            assertThat(withoutPin.err()).contains("TOKENTWIN_PIN is not set");
            assertThat(cc.token().pinStatus(PinReference.USER).triesLeft()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--signature-pin-file", "--signature-pin-env"})
    void signaturePin_isReadFromAFileOrAVariable(String option) throws IOException {
        Path file = Files.writeString(directory.resolve("signature-pin"), "000000\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (InsertedToken cc = tokenWithASignaturePin()) {
            CommandRun.Result signed = CommandRun.on(cc.module())
                    .with("TOKENTWIN_PIN", InsertedToken.PIN)
                    .with("OWN_PIN", "000000")
                    .with("TOKENTWIN_SIGNATURE_PIN", "wrong: an option counts more")
                    .run(
                            "sign",
                            option,
                            option.endsWith("file") ? file.toString() : "OWN_PIN",
                            "--out",
                            signature.toString(),
                            data.toString());

            assertThat(signed.err()).isEmpty();
            assertThat(signature).exists();
        }
    }

    @Test
    void userIsAskedForEachUse_andAWrongPinCostsATry() {
        CommandRun.Result signed = CommandRun.on(inserted.module())
                .answering(InsertedToken.PIN, "Wrong123!")
                .run("sign", "--id", "010203", data.toString());

        assertThat(signed.status()).isEqualTo(1);
        assertThat(signed.terminal())
                .contains("PIN of My Token: ", "PIN of My Token for this use of the key: ")
                .contains("the PIN is wrong: 14 of 15 tries left")
                .doesNotContain("Wrong123!");
    }

    @Test
    void otherKeys_areAskedForOnce() {
        CommandRun.Result signed = CommandRun.on(inserted.module())
                .answering(InsertedToken.PIN)
                .run("sign", "--label", "CHAN TAI MAN", data.toString());

        assertThat(signed.status()).as(signed.err()).isZero();
    }

    private static InsertedToken tokenWithASignaturePin() {
        return InsertedToken.of(EmulatedToken.order()
                .profile("safenet-etoken-5110-cc")
                .withPin(InsertedToken.PIN)
                .withTestKey());
    }
}
