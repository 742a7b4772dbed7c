package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.control.ControlClient;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.RefusedException;
import org.tokentwin.emulator.control.ServerStatus;
import org.tokentwin.emulator.control.TokenStatus;

/** What a running server does to the tokens that it keeps. */
class KeptTokenVerbsTest {
    @TempDir
    private Path directory;

    private Serving serving;

    @BeforeEach
    void serve() throws InterruptedException {
        assertThat(CommandRun.in(directory).run("create", "chan", "--test-key").status())
                .isZero();
        serving = Serving.start(CommandRun.in(directory), "serve");
    }

    @AfterEach
    void stop() throws InterruptedException {
        assertThat(serving.stop().status()).isZero();
    }

    private Map<?, ?> ask(String verb, @Nullable String token, Map<String, String> options) throws IOException {
        try (ControlClient client = ControlClient.connect(directory.resolve("run/pkcs11.control"))) {
            return client.ask(new ControlRequest(verb, token, options), Map.class);
        }
    }

    private List<TokenStatus> tokens() throws IOException {
        try (ControlClient client = ControlClient.connect(directory.resolve("run/pkcs11.control"))) {
            return client.ask(ControlRequest.of("status", Optional.empty()), ServerStatus.class)
                    .tokens();
        }
    }

    private TokenStatus chan() throws IOException {
        return tokens().getFirst();
    }

    @Test
    void tokenThatIsMade_isKept_andInASlot() throws IOException {
        Map<?, ?> made = ask("create", null, Map.of("name", "wong", "holder", "WONG SIU MING", "test-key", "true"));

        assertThat(made.get("inserted")).isEqualTo(true);
        assertThat(tokens()).extracting(TokenStatus::holder).containsExactly("CHAN TAI MAN", "WONG SIU MING");
        assertThat(CommandRun.in(directory).home().names()).contains("wong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "../chan", "", "chan"})
    void nameThatCannotBe_isRefused(String name) throws IOException {
        assertThatThrownBy(() -> ask("create", null, Map.of("name", name, "test-key", "true")))
                .isInstanceOf(RefusedException.class);
        assertThat(tokens()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p12", "p12-out", "user-pin-file", "authority-url", "help"})
    void optionThatNamesAFile_orIsNotKnown_isRefused(String option) throws IOException {
        assertThatThrownBy(() -> ask("create", null, Map.of("name", "wong", option, "/etc/passwd")))
                .isInstanceOf(RefusedException.class)
                .hasMessage("there is no such option");
        assertThat(tokens()).hasSize(1);
    }

    @Test
    void snapshot_isKeptWhileTheTokenIsServed_andGoneBackTo_inTheSameSlot() throws IOException {
        ask("remove", "chan", Map.of());
        ask("insert", "chan", Map.of("slot", "2"));
        assertThat(ask("snapshot", "chan", Map.of("snapshot", "before")).get("snapshots"))
                .isEqualTo(List.of("before"));

        ask("restore", "chan", Map.of("snapshot", "before"));

        assertThat(chan().slot()).isEqualTo(2L);
        assertThatThrownBy(() -> ask("restore", "chan", Map.of("snapshot", "never")))
                .isInstanceOf(RefusedException.class);
        assertThat(chan().inserted()).isTrue();
        assertThatThrownBy(() -> ask("snapshot", "chan", Map.of("snapshot", "../../x")))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void token_isDeleted_onlyByItsSerialNumberToo() throws IOException {
        assertThatThrownBy(() -> ask("delete", "chan", Map.of())).isInstanceOf(RefusedException.class);
        assertThat(tokens()).hasSize(1);

        ask("delete", "chan", Map.of("serial", chan().serial()));

        assertThat(tokens()).isEmpty();
        assertThat(CommandRun.in(directory).home().names()).isEmpty();
    }

    @Test
    void tokenWhosePinIsLost_isReissued_andItsCertificateRevoked() throws IOException {
        String old = chan().certificate();
        assertThat(ask("certificates", null, Map.of()).get("certificates")).isEqualTo(Map.of(old, "good"));

        assertThat(ask("reissue", "chan", Map.of("test-key", "true")).get("token"))
                .isEqualTo("chan-2");

        assertThat(tokens()).extracting(TokenStatus::holder).containsExactly("CHAN TAI MAN", "CHAN TAI MAN");
        assertThat(String.valueOf(ask("certificates", null, Map.of()))).contains(old + "=revoked", "=good");
    }

    @Test
    void verbs_areNamed() throws IOException {
        assertThat(String.valueOf(ask("verbs", null, Map.of())))
                .contains(
                        "applications",
                        "create",
                        "delete",
                        "end-application",
                        "reissue",
                        "restore",
                        "snapshot",
                        "verbs");
    }
}
