package org.tokentwin.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.rpc.RpcServer;
import org.tokentwin.junit.TokenTwin;

@TokenTwin
class OtherProcessTest {
    @Test
    void programOfAnotherProcess_usesTheToken(EmulatedToken token, Emulator emulator, @TempDir Path directory)
            throws Exception {
        Path library = SharedLibrary.putInto(directory, SharedLibrary.fileName());
        Path configuration = Files.writeString(directory.resolve("pkcs11.cfg"), "name=Twin\nlibrary=" + library);
        Path socket = directory.resolve("server").resolve("socket");

        try (RpcServer _ = RpcServer.start(socket, emulator::connect)) {
            ProcessBuilder program = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-J-Duser.language=en",
                    "-list",
                    "-storetype",
                    "PKCS11",
                    "-keystore",
                    "NONE",
                    "-addprovider",
                    "SunPKCS11",
                    "-providerArg",
                    configuration.toString(),
                    "-storepass:env",
                    "TOKEN_PIN");
            program.environment().put("TOKENTWIN_SOCKET", socket.toString());
            program.environment().put("TOKEN_PIN", new String(token.pin()));
            Process listing = program.redirectErrorStream(true).start();
            String shown = new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(listing.waitFor()).as(shown).isZero();
            assertThat(shown).contains("CHAN TAI MAN").contains("PrivateKeyEntry");
        }
    }
}
