package org.tokentwin.emulator.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

/** OpenSC's pkcs11-tool on the distribution's p11-kit-client.so. */
@Tag("devices")
class Pkcs11ToolTest {
    private static final String PIN = "Abcdef1!";

    @TempDir
    private Path directory;

    private EmulatedToken token;
    private Emulator emulator;
    private RpcServer server;
    private Path socket;
    private Path tool;
    private Path client;

    @BeforeEach
    void serve() throws IOException {
        tool = RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        client = RequiredProgram.anyOf(
                "p11-kit-modules",
                "/usr/lib/x86_64-linux-gnu/pkcs11/p11-kit-client.so",
                "/usr/lib/aarch64-linux-gnu/pkcs11/p11-kit-client.so",
                "/usr/lib64/pkcs11/p11-kit-client.so");
        token = EmulatedToken.order().withTestKey().withPin(PIN).issue();
        emulator = Emulator.with(token);
        socket = directory.resolve("run").resolve("pkcs11");
        server = RpcServer.start(socket, emulator::connect);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
            emulator.close();
            token.close();
        }
    }

    @Test
    void slots_areListed() throws Exception {
        assertThat(run(0, "-L")).contains("SafeNet eToken 5100", token.serial(), "My Token");
    }

    @Test
    void objects_areListedAfterLogin() throws Exception {
        assertThat(run(0, "--login", "--pin", PIN, "-O")).contains("Private Key Object; RSA", "CHAN TAI MAN");
    }

    @Test
    void signature_verifies() throws Exception {
        Path document = Files.writeString(directory.resolve("document"), "Dear Hongkong Post");
        Path signed = directory.resolve("signature");
        run(0, "--login", "--pin", PIN, "-s", "-m", "SHA256-RSA-PKCS", "-i", document + "", "-o", signed + "");

        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(token.certificate());
        verifier.update(Files.readAllBytes(document));
        assertThat(verifier.verify(Files.readAllBytes(signed))).isTrue();
    }

    @Test
    void wrongPin_isRefusedAndCostsATry() throws Exception {
        assertThat(run(1, "--login", "--pin", "Wrong1!pin", "-O")).contains("CKR_PIN_INCORRECT");
        assertThat(run(0, "-L")).contains("user PIN count low");
    }

    @Test
    void fifteenWrongPins_lock() throws Exception {
        for (int i = 0; i < 15; i++) {
            run(1, "--login", "--pin", "Wrong1!pin", "-O");
        }
        assertThat(run(1, "--login", "--pin", PIN, "-O")).contains("CKR_PIN_LOCKED");
    }

    @Test
    void pinChange_takesEffect() throws Exception {
        run(0, "--login", "--pin", PIN, "--change-pin", "--new-pin", "Xbcdef2?");

        assertThat(run(1, "--login", "--pin", PIN, "-O")).contains("CKR_PIN_INCORRECT");
        run(0, "--login", "--pin", "Xbcdef2?", "-O");
    }

    private String run(int status, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool.toString(), "--module", client.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("P11_KIT_SERVER_ADDRESS", "unix:path=" + socket);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(status);
        return output;
    }
}
