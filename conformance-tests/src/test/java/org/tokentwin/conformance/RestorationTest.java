package org.tokentwin.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_LOCKED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.profile.TokenProfile;

/** What the suite does after a case, so that the next one finds the token as it was. */
class RestorationTest {
    private static final String CHANGED = "Abcdef1!";

    @TempDir
    private Path directory;

    private final EmulatedToken token = EmulatedToken.order()
            .profile(TokenProfile.named("safenet-etoken-5110"))
            .withTestKey()
            .issue();
    private final Emulator emulator = Emulator.with(token);

    @AfterEach
    void close() {
        emulator.close();
        token.close();
    }

    @Test
    void lockedToken_isUnlockedByTheSecurityOfficer() throws Exception {
        ExternalToken source = source(true);
        try (TokenUnderTest seen = lease(source)) {
            lock(seen);
            assertThat(seen.flags() & CKF_USER_PIN_LOCKED).isNotZero();
        }
        assertThatUserLogsIn(source);
    }

    @Test
    void pinThatWasChangedAndThenLocked_isPutBack() throws Exception {
        ExternalToken source = source(true);
        try (TokenUnderTest seen = lease(source)) {
            seen.setPin(seen.openReadWrite(), seen.pin(), CHANGED);
            lock(seen);
        }
        assertThatUserLogsIn(source);
    }

    @Test
    void initialisedToken_hasItsUserPinAgain() throws Exception {
        ExternalToken source = source(true);
        try (TokenUnderTest seen = lease(source)) {
            seen.p11().C_InitToken(seen.slot(), seen.soPin(), " ".repeat(32).toCharArray(), true);
        }
        assertThatUserLogsIn(source);
    }

    @Test
    void lockedTokenWithoutSoPin_isNotUsedAgainAndTheReasonIsTold() throws Exception {
        ExternalToken source = source(false);
        try (TokenUnderTest seen = lease(source)) {
            lock(seen);
        }
        assertThatThrownBy(() -> lease(source))
                .isInstanceOf(NoTokenException.class)
                .hasMessageContaining("is locked");
    }

    @Test
    void changedPinWithoutOfficer_isPutBackThoughTheTokenRemembersIt() throws Exception {
        ExternalToken source = source(false);
        try (TokenUnderTest seen = lease(source)) {
            seen.setPin(seen.openReadWrite(), seen.pin(), CHANGED);
        }
        assertThatUserLogsIn(source);
        assertThat(new PinRecord(directory, token.serial()).file()).doesNotExist();
    }

    @Test
    void pinThatTheRulesNeverAllowAgain_isToldAndThePresentOneIsKept() throws Exception {
        try (EmulatedToken strict = EmulatedToken.order()
                        .profile(TokenProfile.load(strictProfile()))
                        .withTestKey()
                        .withInitialPin()
                        .issue();
                Emulator reader = Emulator.with(strict)) {
            ExternalToken source = source(strict, reader, false);
            TokenUnderTest seen = lease(source);
            seen.setPin(seen.openReadWrite(), seen.pin(), CHANGED);
            seen.close();

            PinRecord record = new PinRecord(directory, strict.serial());
            assertThat(record.candidates(strict.pin())).containsExactly(CHANGED.toCharArray());
            assertThat(seen.aftermath())
                    .hasValueSatisfying(why -> assertThat(why)
                            .contains("CKR_PIN_INVALID", record.file().toString())
                            .doesNotContain(CHANGED, new String(strict.pin())));
            assertThatThrownBy(() -> lease(source)).isInstanceOf(NoTokenException.class);
        }
    }

    /** The PIN that the token comes with does not keep the rules for the next. */
    private Path strictProfile() throws IOException {
        return Files.writeString(directory.resolve("strict.toml"), """
                based-on = "hongkongpost-ecert"
                description = "a token that comes with a PIN that it would not take"

                [pin]
                must-change-at = "later-calls"
                """);
    }

    private static void lock(TokenUnderTest seen) throws Exception {
        long session = seen.openReadWrite();
        for (int i = 0; i < 20; i++) {
            Returns.of(() -> seen.login(session, seen.wrongPin()));
        }
    }

    private static void assertThatUserLogsIn(ExternalToken source) throws Exception {
        try (TokenUnderTest seen = lease(source)) {
            assertThat(Returns.name(Returns.of(() -> seen.login(seen.openReadOnly(), seen.pin()))))
                    .isEqualTo("CKR_OK");
        }
    }

    private static TokenUnderTest lease(ExternalToken source) {
        return TokenUnderTest.on(source.lease(PinState.Value.CHANGED), Effect.LOCKS);
    }

    private ExternalToken source(boolean officer) throws IOException {
        return source(token, emulator, officer);
    }

    private ExternalToken source(EmulatedToken owned, Emulator reader, boolean officer) throws IOException {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "pin-file", file("pin", owned.pin()),
                "allow", "locks",
                "destroy-serial", owned.serial(),
                "pin-record", directory.toString()));
        if (officer) {
            parameters.put("so-pin-file", file("so-pin", owned.soPin().orElseThrow()));
        }
        TargetOptions options =
                TargetOptions.from(name -> Optional.ofNullable(parameters.get(name.substring("tokentwin.".length()))));
        return new ExternalToken(reader.modulePath(), options);
    }

    private String file(String name, char[] pin) throws IOException {
        return Files.writeString(directory.resolve(name), new String(pin)).toString();
    }
}
