package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

class TokenCommandsTest {
    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @Test
    void list_showsModuleSlotTokenAndCertificates() {
        CommandRun.Result result = CommandRun.on(inserted.module()).run("token", "list");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith(
                        "Module " + inserted.module() + "\n  SafeNet eToken PKCS#11 9.1, SafeNet, Inc., PKCS#11 2.20\n")
                .contains("\n  Slot 0: ")
                .contains("\n    My Token\n      eToken, SafeNet, Inc., serial "
                        + inserted.token().serial() + ", PIN: 15 of 15 tries left\n")
                .containsSubsequence("User certificates", "CN=CHAN TAI MAN", "CA certificates", "CN=")
                .doesNotContain("empty");
    }

    @Test
    void listOfAllSlots_showsEmptyOnesToo() {
        assertThat(CommandRun.on(inserted.module())
                        .run("token", "list", "--all-slots")
                        .out())
                .contains("Slot 1: ")
                .contains("empty");
    }

    @Test
    void jsonList_isATreeOfTheSame() throws JsonProcessingException {
        CommandRun.Result result = CommandRun.on(inserted.module()).run("token", "list", "--output", "json");

        JsonNode slot = new ObjectMapper().readTree(result.out()).at("/slots/0");
        assertThat(slot.at("/token/serial").textValue())
                .isEqualTo(inserted.token().serial());
        assertThat(slot.at("/token/pin/locked").booleanValue()).isFalse();
        assertThat(slot.at("/token/certificates")).hasSize(3);
    }

    @Test
    void info_showsWhatTheTokenSaysOfItself() {
        CommandRun.Result result = CommandRun.on(inserted.module()).run("token", "info");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("Serial number       " + inserted.token().serial())
                .contains("PIN length          8 to 20 bytes")
                .contains("Flags               0x60D")
                .contains("CKF_LOGIN_REQUIRED")
                .contains("CKM_SHA256_RSA_PKCS ");
    }

    @Test
    void jsonInfo_hasFlagsAndMechanismsByName() throws JsonProcessingException {
        CommandRun.Result result = CommandRun.on(inserted.module()).run("token", "info", "--output", "json");

        JsonNode info = new ObjectMapper().readTree(result.out());
        assertThat(info.at("/token/flags").longValue()).isEqualTo(0x60D);
        assertThat(info.at("/flagNames")).extracting(JsonNode::textValue).contains("CKF_TOKEN_INITIALIZED");
        assertThat(info.at("/mechanisms"))
                .extracting(m -> m.get("name").textValue())
                .contains("CKM_RSA_PKCS");
    }

    @Test
    void noToken_exitsWith3() {
        try (Emulator empty = Emulator.with()) {
            for (String command :
                    new String[] {"token list", "token info", "cert list", "cert show", "pin change", "sign"}) {
                CommandRun.Result result = CommandRun.on(empty.modulePath()).run(command.split(" "));

                assertThat(result.status()).as(command).isEqualTo(3);
                assertThat(result.err()).startsWith("error: no token is in any slot");
            }
        }
    }

    @Test
    void tokenThatIsNotTheOneAskedFor_exitsWith3AndNamesThoseThatAreThere() {
        CommandRun.Result result = CommandRun.on(inserted.module()).run("token", "info", "--serial", "00000000");

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains(inserted.token().serial());
    }

    @Test
    void uri_choosesTheToken() {
        String uri = "pkcs11:model=eToken;manufacturer=SafeNet%2C%20Inc.;serial=";

        assertThat(CommandRun.onNothing()
                        .run(
                                "token",
                                "info",
                                "--uri",
                                uri + inserted.token().serial() + "?module-path=" + inserted.module())
                        .status())
                .isZero();
        assertThat(CommandRun.on(inserted.module())
                        .run("token", "info", "--uri", uri + "00000000")
                        .status())
                .isEqualTo(3);
    }

    @Test
    void severalTokens_mustBeChosenFrom() {
        try (EmulatedToken second = EmulatedToken.order().withTestKey().issue()) {
            inserted.emulator().insert(second);

            CommandRun.Result undecided = CommandRun.on(inserted.module()).run("token", "info");
            CommandRun.Result decided =
                    CommandRun.on(inserted.module()).run("token", "info", "--serial", second.serial());

            assertThat(undecided.status()).isEqualTo(2);
            assertThat(undecided.err())
                    .contains(second.serial())
                    .contains(inserted.token().serial());
            assertThat(decided.out()).contains(second.serial());
            assertThat(CommandRun.on(inserted.module()).run("token", "list").out())
                    .contains(second.serial())
                    .contains(inserted.token().serial());
            inserted.emulator().remove(second);
        }
    }
}
