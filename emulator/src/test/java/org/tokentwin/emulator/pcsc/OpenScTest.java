package org.tokentwin.emulator.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.pcsc.PcscDaemon.Output;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** The token behind OpenSC's driver and PKCS#11 module, and at the same time behind the emulator's own. */
@Tag("devices")
class OpenScTest {
    private static final String PIN = "Abcdef1!";
    private static final String OTHER_PIN = "Xbcdef2?";
    private static final String TRIES = "00200011";

    @TempDir
    private Path directory;

    private PcscDaemon daemon;
    private EmulatedToken token;
    private Emulator emulator;
    private CardReader reader;
    private VirtualReader virtual;
    private Path module;

    @BeforeEach
    void plugIn() throws Exception {
        for (String program : List.of("opensc-tool", "pkcs15-tool", "pkcs11-tool")) {
            RequiredProgram.anyOf("opensc", "/usr/bin/" + program);
        }
        module = RequiredProgram.anyOf(
                "opensc-pkcs11",
                "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
                "/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so",
                "/usr/lib64/opensc-pkcs11.so");
        daemon = PcscDaemon.start(directory);
        plugIn("hongkongpost-ecert-idprime-940");
    }

    private void plugIn(String profile) throws IOException {
        token = EmulatedToken.order()
                .profile(profile)
                .withTestKey()
                .withPin(PIN)
                .issue();
        emulator = Emulator.with(token);
        reader = emulator.reader(emulator.slotOf(token));
        virtual = VirtualReader.plugIn(daemon.address(), reader);
    }

    @AfterEach
    void takeOut() {
        if (virtual != null) {
            unplug();
        }
        if (daemon != null) {
            daemon.close();
        }
    }

    private void unplug() {
        virtual.close();
        emulator.close();
        token.close();
    }

    @Test
    void card_isKnownByItsAtr() throws Exception {
        assertThat(succeed("opensc-tool", "--reader", "0", "--name")).isEqualTo("Gemalto IDPrime (OSv4)\n");
        assertThat(succeed("opensc-tool", "--reader", "0", "--serial"))
                .startsWith(spaced(token.serial().repeat(2)));
    }

    @Test
    void eToken_isKnownByALineOfConfiguration() throws Exception {
        unplug();
        daemon.awaitNoCard(); // pcscd may not have seen yet that the first card went
        plugIn("hongkongpost-ecert");
        daemon.awaitCard();

        assertThat(daemon.run("opensc-tool", "--reader", "0", "--name").text()).contains("Unsupported card");
        daemon.with("OPENSC_CONF", documentedConfiguration().toString());

        assertThat(succeed("opensc-tool", "--reader", "0", "--name")).isEqualTo("Gemalto IDPrime (OSv4)\n");
        assertThat(succeed("pkcs15-tool", "--reader", "0", "--dump"))
                .contains(
                        "PKCS#15 Card [My Token]", "Private RSA Key", "Key ref        : 86 (0x56)", "[Certificate 1]");
    }

    /** The configuration that the documentation tells readers to write. */
    private Path documentedConfiguration() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reader.md"));
        int from = page.indexOf("app default {");
        String text = page.substring(from, page.indexOf("```", from));
        return Files.writeString(directory.resolve("opensc.conf"), text);
    }

    @Test
    void certificate_isReadAsItWasIssued() throws Exception {
        String pem = succeed("pkcs15-tool", "--reader", "0", "--read-certificate", "0001");

        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(token.certificate());
    }

    @Test
    void slotsAndObjects_areListed() throws Exception {
        assertThat(pkcs11(0, "-L")).contains("My Token", token.serial().toLowerCase(Locale.ROOT));
        assertThat(pkcs11(0, "--login", "--pin", PIN, "-O"))
                .contains("Private Key Object; RSA", "Certificate 1", "CHAN TAI MAN");
    }

    @ParameterizedTest
    @CsvSource({
        "SHA256-RSA-PKCS, -sha256, pkcs1",
        "SHA512-RSA-PKCS, -sha512, pkcs1",
        "SHA256-RSA-PKCS-PSS, -sha256, pss",
        "SHA384-RSA-PKCS-PSS, -sha384, pss"
    })
    void signature_isVerifiedByOpenSsl(String mechanism, String digest, String padding) throws Exception {
        RequiredProgram.anyOf("openssl", "/usr/bin/openssl");
        Files.writeString(directory.resolve("data"), "to be signed");
        writePublicKey();

        pkcs11(0, "--login", "--pin", PIN, "--sign", "-m", mechanism, "--id", "0001", "-i", "data", "-o", "signature");

        List<String> command = new ArrayList<>(List.of("openssl", "dgst", digest));
        command.addAll(List.of("-sigopt", "rsa_padding_mode:" + padding));
        command.addAll(List.of("-verify", "public.pem", "-signature", "signature", "data"));
        assertThat(succeed(command.toArray(String[]::new))).isEqualTo("Verified OK\n");
    }

    @ParameterizedTest
    @CsvSource({"RSA-PKCS, pkcs1", "RSA-PKCS-OAEP, oaep"})
    void cryptogramOfOpenSsl_isDeciphered(String mechanism, String padding) throws Exception {
        RequiredProgram.anyOf("openssl", "/usr/bin/openssl");
        Files.writeString(directory.resolve("data"), "Dear Hongkong Post");
        writePublicKey();
        List<String> encrypt =
                new ArrayList<>(List.of("openssl", "pkeyutl", "-encrypt", "-pubin", "-inkey", "public.pem"));
        encrypt.addAll(List.of("-in", "data", "-out", "cryptogram", "-pkeyopt", "rsa_padding_mode:" + padding));
        List<String> decrypt = new ArrayList<>(List.of("--login", "--pin", PIN, "--decrypt", "-m", mechanism));
        decrypt.addAll(List.of("--id", "0001", "-i", "cryptogram", "-o", "plain"));
        if (padding.equals("oaep")) {
            encrypt.addAll(List.of("-pkeyopt", "rsa_oaep_md:sha256"));
            decrypt.addAll(List.of("--hash-algorithm", "SHA256", "--mgf", "MGF1-SHA256"));
        }

        succeed(encrypt.toArray(String[]::new));
        pkcs11(0, decrypt.toArray(String[]::new));

        assertThat(directory.resolve("plain")).hasContent("Dear Hongkong Post");
    }

    @Test
    void randomBytes_comeFromTheCard() throws Exception {
        pkcs11(0, "--generate-random", "100", "-o", "one");
        pkcs11(0, "--generate-random", "100", "-o", "other");

        assertThat(directory.resolve("one")).hasSize(100);
        assertThat(Files.readAllBytes(directory.resolve("one")))
                .isNotEqualTo(Files.readAllBytes(directory.resolve("other")));
    }

    @Test
    void wrongPin_costsATry_whoeverAsks() throws Exception {
        assertThat(pkcs11(1, "--login", "--pin", "Wrong1!pin", "-O")).contains("CKR_PIN_INCORRECT");
        assertThat(send(TRIES)).contains("SW1=0x63, SW2=0xCE");

        Cryptoki application = application();
        assertThat(application.getTokenInfo(0).flags() & Ckf.CKF_USER_PIN_COUNT_LOW)
                .isNotZero();
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
        assertThatExceptionOfType(CryptokiException.class)
                .isThrownBy(() -> application.login(session, Cku.CKU_USER, bytes("Wrong1!pin")));

        assertThat(send(TRIES)).contains("SW1=0x63, SW2=0xCD");
    }

    @Test
    void fifteenWrongPins_lockForEverybody() throws Exception {
        for (int i = 0; i < 14; i++) {
            assertThat(pkcs11(1, "--login", "--pin", "Wrong1!pin", "-O")).contains("CKR_PIN_INCORRECT");
        }
        assertThat(pkcs11(1, "--login", "--pin", "Wrong1!pin", "-O")).contains("CKR_PIN_LOCKED");

        assertThat(pkcs11(1, "--login", "--pin", PIN, "-O")).contains("CKR_PIN_LOCKED");
        assertThat(send(TRIES)).contains("SW1=0x69, SW2=0x83");
        assertThat(application().getTokenInfo(0).flags() & Ckf.CKF_USER_PIN_LOCKED)
                .isNotZero();
    }

    @Test
    void pinChangedThroughOne_isChangedForTheOther() throws Exception {
        assertThat(pkcs11(0, "--login", "--pin", PIN, "--change-pin", "--new-pin", OTHER_PIN))
                .contains("PIN successfully changed");

        Cryptoki application = application();
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
        application.login(session, Cku.CKU_USER, bytes(OTHER_PIN));
        application.setPin(session, bytes(OTHER_PIN), bytes(PIN));

        assertThat(pkcs11(1, "--login", "--pin", OTHER_PIN, "-O")).contains("CKR_PIN_INCORRECT");
        pkcs11(0, "--login", "--pin", PIN, "-O");
    }

    @Test
    void newPinThatThePolicyForbids_isRefusedByTheCard() throws Exception {
        assertThat(pkcs11(1, "--login", "--pin", PIN, "--change-pin", "--new-pin", "abcdefgh"))
                .contains("C_SetPIN failed");
        pkcs11(0, "--login", "--pin", PIN, "-O");
    }

    @Test
    void objectDeletedThroughOne_isGoneForTheOther() throws Exception {
        Cryptoki application = application();
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
        int before = certificates(application, session).length;

        assertThat(send("0020001108" + HexFormat.of().formatHex(bytes(PIN)), "00E40200024000"))
                .endsWith("Received (SW1=0x90, SW2=0x00)\n");

        assertThat(certificates(application, session)).hasSize(before - 1);
        assertThat(pkcs11(0, "-O")).doesNotContain("Certificate");
    }

    @Test
    void objectWrittenThroughOne_appearsToTheOther() throws Exception {
        Cryptoki application = application();
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
        application.login(session, Cku.CKU_USER, bytes(PIN));
        application.findObjectsInit(
                session, List.of(Attribute.of(Cka.CKA_VALUE, token.certificate().getEncoded())));
        long certificate = application.findObjects(session, 1)[0];
        application.findObjectsFinal(session);
        application.destroyObject(session, certificate);
        assertThat(pkcs11(0, "-O")).doesNotContain("Certificate");

        application.createObject(
                session,
                List.of(
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE),
                        Attribute.ofUlong(Cka.CKA_CERTIFICATE_TYPE, 0),
                        Attribute.ofBoolean(Cka.CKA_TOKEN, true),
                        Attribute.of(
                                Cka.CKA_SUBJECT,
                                token.certificate().getSubjectX500Principal().getEncoded()),
                        Attribute.of(Cka.CKA_VALUE, token.certificate().getEncoded())));

        assertThat(pkcs11(0, "-O")).contains("Certificate 1", "CHAN TAI MAN");
    }

    @Test
    void programsThatComeAndGo_leaveALoginAlone_butAResetEndsIt() throws Exception {
        Cryptoki application = application();
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
        application.login(session, Cku.CKU_USER, bytes(PIN));

        assertThat(send(TRIES)).contains("SW1=0x63, SW2=0xCF");
        pkcs11(0, "--login", "--pin", PIN, "-O");
        assertThat(application.getSessionInfo(session).deviceError()).isZero();
        assertThat(certificates(application, session)).isNotEmpty();

        succeed("opensc-tool", "--reader", "0", "--reset=warm");
        assertThatExceptionOfType(CryptokiException.class)
                .isThrownBy(() -> certificates(application, session))
                .matches(e -> e.ckr() == Ckr.CKR_DEVICE_REMOVED || e.ckr() == Ckr.CKR_SESSION_HANDLE_INVALID);
    }

    @Test
    void removedAndInsertedToken_goesAndComes() throws Exception {
        emulator.remove(token);
        daemon.awaitNoCard();
        assertThat(daemon.run("opensc-tool", "--reader", "0", "--atr").text()).contains("Card not present");
        assertThat(pkcs11(1, "--login", "--pin", PIN, "-O")).contains("No slot with a token was found");

        emulator.insert(token);
        daemon.awaitCard();
        pkcs11(0, "--login", "--pin", PIN, "-O");
    }

    @Test
    void tokenUnpluggedDuringASession_endsIt() throws Exception {
        RequiredProgram.anyOf("python3-pykcs11", "/usr/lib/python3/dist-packages/PyKCS11");
        Path script = Path.of("src", "test", "python", "unplugged.py").toAbsolutePath();
        Process program = daemon.with("TOKENTWIN_PIN", PIN)
                .start(List.of("/usr/bin/python3", script.toString(), module.toString()));
        try (BufferedReader lines = program.inputReader(StandardCharsets.UTF_8);
                BufferedWriter input = program.outputWriter(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isEqualTo("ready");

            emulator.remove(token);
            input.write("gone\n");
            input.flush();

            assertThat(lines.readLine()).startsWith("sign CKR_").isNotEqualTo("sign CKR_OK");
            assertThat(lines.readLine()).isEqualTo("tokens 0");
            assertThat(lines.readLine()).isIn("later CKR_SESSION_HANDLE_INVALID", "later CKR_DEVICE_REMOVED");
        }
        assertThat(program.waitFor()).isZero();
    }

    private Cryptoki application() {
        Cryptoki application = emulator.newApplication();
        application.initialize(null);
        return application;
    }

    private static long[] certificates(Cryptoki application, long session) {
        application.findObjectsInit(session, List.of(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE)));
        long[] found = application.findObjects(session, 100);
        application.findObjectsFinal(session);
        return found;
    }

    private void writePublicKey() throws IOException {
        String base64 = Base64.getMimeEncoder()
                .encodeToString(token.certificate().getPublicKey().getEncoded());
        Files.writeString(
                directory.resolve("public.pem"),
                "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");
    }

    private String send(String... commands) throws Exception {
        List<String> words = new ArrayList<>(List.of("opensc-tool", "--reader", "0"));
        for (String command : commands) {
            words.addAll(List.of("--send-apdu", command));
        }
        return succeed(words.toArray(String[]::new));
    }

    private String pkcs11(int status, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("pkcs11-tool", "--module", module.toString()));
        command.addAll(List.of(arguments));
        Output output = daemon.run(command);
        assertThat(output.status()).as(output.text()).isEqualTo(status);
        return output.text();
    }

    private String succeed(String... command) throws Exception {
        Output output = daemon.run(command);
        assertThat(output.status()).as(output.text()).isZero();
        return output.text();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String spaced(String hex) {
        return hex.toUpperCase(Locale.ROOT).replaceAll("..", "$0 ").strip();
    }
}
