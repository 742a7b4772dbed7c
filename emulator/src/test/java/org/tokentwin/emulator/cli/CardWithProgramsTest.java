package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** What the profile of the IDPrime 940 says holds for a program in another process, through our library and through p11-kit's. */
@Tag("devices")
class CardWithProgramsTest {
    private static final String TOOL = "pkcs11-tool --module $PKCS11_MODULE_PATH ";
    private static final String LOGGED_IN = TOOL + "--login --pin env:TOKENTWIN_PIN ";

    @TempDir
    private Path directory;

    /** What a script prints, whether it succeeds or not. */
    private String output(boolean p11Kit, String script, String... options) throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        String[] all = new String[options.length + (p11Kit ? 3 : 2)];
        all[0] = "--profile";
        all[1] = "gemalto-idprime-940";
        System.arraycopy(options, 0, all, 2, options.length);
        if (p11Kit) {
            all[all.length - 1] = "--p11-kit";
        }
        ProgramRun run = p11Kit ? ProgramRun.withP11Kit(directory) : ProgramRun.in(directory);
        return run.outputOf(script + "; true", all);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keyOf3072Bits_isRefused(boolean p11Kit) throws IOException {
        assertThat(output(p11Kit, LOGGED_IN + "--keypairgen --key-type rsa:3072"))
                .contains("CKR_DEVICE_MEMORY");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void otherCurve_isRefused_andP256IsMade(boolean p11Kit) throws IOException {
        assertThat(output(
                        p11Kit,
                        LOGGED_IN + "--keypairgen --key-type EC:secp384r1; " + LOGGED_IN
                                + "--keypairgen --key-type EC:secp256r1"))
                .contains("CKR_ATTRIBUTE_VALUE_INVALID", "Key pair generated:");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void adminKey_initialisesTheCard_inTheSlotThatItIsIn(boolean p11Kit) throws IOException {
        assertThat(output(
                        p11Kit,
                        TOOL + "--init-token --slot 2 --label again --so-pin env:TOKENTWIN_SO_PIN; " + TOOL
                                + "--list-token-slots",
                        "--slot",
                        "2"))
                .contains("Token successfully initialized", "(0x2)", "again");
    }
}
