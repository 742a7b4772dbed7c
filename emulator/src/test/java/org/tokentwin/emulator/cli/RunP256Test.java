package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** A program in another process sees the mechanisms that a JVM sees, and signs with those that p11-kit's client hides. */
@Tag("devices")
class RunP256Test {
    private static final Pattern MECHANISM = Pattern.compile("(?m)^  (\\S+?)(, .*)?$");
    private static final Pattern NUMBER = Pattern.compile("mechtype-0x([0-9A-F]+)");

    @TempDir
    private Path directory;

    /** pkcs11-tool has short names for most mechanisms, so that their number and their order are compared, and names where it has none. */
    @Test
    void mechanismsOfTheProgram_areThoseOfAJvm() throws Exception {
        requireTool();
        String listed = ProgramRun.in(directory)
                .outputOf("pkcs11-tool --module $PKCS11_MODULE_PATH --list-mechanisms", "--key", "p256");
        List<String> seen =
                MECHANISM.matcher(listed).results().map(each -> each.group(1)).toList();

        List<String> here = mechanismsInThisJvm();
        assertThat(seen).hasSameSizeAs(here);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(comparable(seen.get(i))).as(seen.toString()).isEqualTo(comparable(here.get(i)));
        }
    }

    @Test
    void ecdsaSha256_signs() throws Exception {
        assertThat(signed("ECDSA-SHA256", "--key", "p256")).contains("64 /");
    }

    @Test
    void sha256RsaPss_signs() throws Exception {
        assertThat(signed("SHA256-RSA-PKCS-PSS")).contains("256 /");
    }

    private String signed(String mechanism, String... options) throws Exception {
        requireTool();
        String signature = directory.resolve("signature").toString();
        return ProgramRun.in(directory)
                .outputOf(
                        "echo document > '" + signature
                                + ".in' && pkcs11-tool --module $PKCS11_MODULE_PATH --login --pin env:TOKENTWIN_PIN"
                                + " --sign --mechanism " + mechanism + " --input-file '" + signature
                                + ".in' --output-file '" + signature
                                + "' && echo $(wc -c < '" + signature + "') /",
                        options);
    }

    private static List<String> mechanismsInThisJvm() {
        try (EmulatedToken token =
                        EmulatedToken.order().key(KeyType.P256).withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            Cryptoki application = emulator.newApplication();
            application.initialize(null);
            return Arrays.stream(application.getMechanismList(0))
                    .mapToObj(Ckm::name)
                    .toList();
        }
    }

    /** The letters and digits of a name, under its present one. */
    private static String comparable(String name) {
        return NUMBER.matcher(name)
                .replaceAll(match -> Ckm.name(Long.parseLong(match.group(1), 16)))
                .toUpperCase(Locale.ROOT)
                .replaceFirst("^CKM_", "")
                .replaceFirst("^ECDSA-KEY", "EC-KEY")
                .replaceAll("[^A-Z0-9]", "");
    }

    private static void requireTool() {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
    }
}
