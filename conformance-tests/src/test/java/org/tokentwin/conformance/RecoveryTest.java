package org.tokentwin.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INVALID;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.junit.TokenTwin;

/** What a run that was cut off in the middle of a case leaves, and the next one puts right. */
@TokenTwin
class RecoveryTest {
    private static final String CHANGED = "Abcdef1!";

    @TempDir
    private Path directory;

    @Test
    void pinOfACaseThatWasCutOff_isPutBack(EmulatedToken token, Emulator emulator) throws Exception {
        cutOffAfterChange(token, emulator);

        try (TokenUnderTest seen = lease(emulator, token.pin(), Effect.READS)) {
            seen.openReadOnlyUser();
        }
        assertThat(record(token)).doesNotExist();
        assertThat(triesLeft(token)).isEqualTo(15);
    }

    @Test
    void pinThatWasNotChangedAfterAll_costsOneTryThatIsGivenBack(EmulatedToken token, Emulator emulator)
            throws Exception {
        PinRecord record = new PinRecord(directory, token.serial());
        record.begin(token.pin());
        record.sending(CHANGED.toCharArray());

        lease(emulator, token.pin(), Effect.READS).close();
        assertThat(record.file()).doesNotExist();
        assertThat(triesLeft(token)).isEqualTo(15);
    }

    @Test
    void triesThatACaseSpentBeforeItWasCutOff_areGivenBack(EmulatedToken token, Emulator emulator) throws Exception {
        new PinRecord(directory, token.serial()).begin(token.pin());
        spendTry(token);

        lease(emulator, token.pin(), Effect.READS).close();
        assertThat(triesLeft(token)).isEqualTo(15);
    }

    @Test
    void recordThatWasNotFinished_isRemoved(EmulatedToken token, Emulator emulator) throws Exception {
        Files.writeString(record(token), "");
        Path unfinished = Files.writeString(directory.resolve(record(token).getFileName() + ".new"), "sent " + CHANGED);

        lease(emulator, token.pin(), Effect.READS).close();
        assertThat(record(token)).doesNotExist();
        assertThat(unfinished).doesNotExist();
        assertThat(triesLeft(token)).isEqualTo(15);
    }

    @Test
    void objectsOfACaseThatWasCutOff_areGoneBeforeTheFirstCaseThatMakesSome(EmulatedToken token, Emulator emulator)
            throws Exception {
        TokenUnderTest cutOff = lease(emulator, token.pin(), Effect.TOKEN_OBJECTS);
        cutOff.p11()
                .C_CreateObject(
                        cutOff.openReadWriteUser(),
                        new CK_ATTRIBUTE[] {Attributes.ulong(CKA_CLASS, CKO_DATA), Attributes.bool(CKA_TOKEN, true)},
                        true);
        cutOff.p11().C_Finalize(null);
        try (TokenUnderTest seen = lease(emulator, token.pin(), Effect.READS)) {
            assertThat(seen.leftovers(true)).isEqualTo(1);
        }
        try (TokenUnderTest seen = lease(emulator, token.pin(), Effect.READS, Map.of("allow", "token-objects"))) {
            assertThat(seen.leftovers(true)).isZero();
        }
    }

    @Test
    void otherPinThanTheRunHad_isNotTriedAndDoesNotBecomeTheTokens(EmulatedToken token, Emulator emulator)
            throws Exception {
        cutOffAfterChange(token, emulator);

        assertThatThrownBy(() -> lease(emulator, "Mistyped1!".toCharArray(), Effect.READS))
                .isInstanceOf(NoTokenException.class)
                .hasMessageContaining("another PIN")
                .hasMessageContaining(record(token).toString())
                .hasMessageNotContaining(CHANGED);
        assertThat(triesLeft(token)).isEqualTo(15);
        lease(emulator, token.pin(), Effect.READS).close();
    }

    @Test
    void pinsThatTheTokenRefused_areNotTried(EmulatedToken token, Emulator emulator) throws Exception {
        PinRecord record = new PinRecord(directory, token.serial());
        record.begin(token.pin());
        for (int i = 0; i < 20; i++) {
            record.sending("Abcdef%02d!".formatted(i).toCharArray());
            record.returned(CKR_PIN_INVALID);
        }
        spendTries(token, 10);

        lease(emulator, token.pin(), Effect.READS).close();
        assertThat(record.file()).doesNotExist();
        assertThat(triesLeft(token)).isEqualTo(15);
    }

    @Test
    void pinsThatAllAreWrong_costTwoTriesHoweverManyRunsStart(EmulatedToken token, Emulator emulator) throws Exception {
        PinRecord record = new PinRecord(directory, token.serial());
        record.begin("Neither1!".toCharArray());
        record.sending(CHANGED.toCharArray());

        for (int run = 0; run < 8; run++) {
            assertThatThrownBy(() -> lease(emulator, "Neither1!".toCharArray(), Effect.READS))
                    .isInstanceOf(NoTokenException.class)
                    .hasMessageContaining(record.file().toString())
                    .hasMessageNotContaining(CHANGED);
        }
        assertThat(triesLeft(token)).isEqualTo(13);
        assertThat(Files.readString(record.file())).contains("sent " + CHANGED);
    }

    @Test
    void tokenAtTheFloor_isNotGivenAPinThatMayBeWrong(EmulatedToken token, Emulator emulator) throws Exception {
        PinRecord record = new PinRecord(directory, token.serial());
        record.begin(token.pin());
        record.sending(CHANGED.toCharArray());
        spendTries(token, 10);

        assertThatThrownBy(() -> lease(emulator, token.pin(), Effect.READS)).isInstanceOf(NoTokenException.class);
        assertThat(triesLeft(token)).isEqualTo(5);
    }

    @Test
    void tokenThatTellsItsFlagsOnly_isTriedWithItsOwnPinFirst() throws Exception {
        try (EmulatedToken token = EmulatedToken.order()
                        .profile(Profiles.withoutCounter(directory, 3))
                        .withTestKey()
                        .issue();
                Emulator emulator = Emulator.with(token)) {
            for (int run = 0; run < 8; run++) {
                PinRecord record = new PinRecord(directory, token.serial());
                record.begin(token.pin());
                record.sending(CHANGED.toCharArray());

                lease(emulator, token.pin(), Effect.READS).close();
                assertThat(triesLeft(token)).isEqualTo(3);
            }
        }
    }

    @Test
    void record_isItsOwnersOnlyAndHoldsNotTheTokensPin(EmulatedToken token, Emulator emulator) throws Exception {
        cutOffAfterChange(token, emulator);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(record(token))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(record(token))).contains(CHANGED).doesNotContain(new String(token.pin()));
    }

    @Test
    void caseThatEnds_leavesNoRecord(EmulatedToken token, Emulator emulator) throws Exception {
        try (TokenUnderTest seen = lease(emulator, token.pin(), Effect.CHANGES_PIN)) {
            assertThat(record(token)).exists();
            seen.setPin(seen.openReadWrite(), seen.pin(), CHANGED);
        }
        assertThat(record(token)).doesNotExist();
    }

    @Test
    void readingCase_writesNoRecord(EmulatedToken token, Emulator emulator) throws Exception {
        try (TokenUnderTest seen = lease(emulator, token.pin(), Effect.TOKEN_OBJECTS)) {
            seen.openReadOnlyUser();
            assertThat(record(token)).doesNotExist();
        }
    }

    /** As when the process dies: the case never ends. */
    private void cutOffAfterChange(EmulatedToken token, Emulator emulator) throws Exception {
        TokenUnderTest seen = lease(emulator, token.pin(), Effect.CHANGES_PIN);
        seen.setPin(seen.openReadWrite(), seen.pin(), CHANGED);
        seen.p11().C_Finalize(null);
    }

    private Path record(EmulatedToken token) {
        return new PinRecord(directory, token.serial()).file();
    }

    private TokenUnderTest lease(Emulator emulator, char[] pin, Effect effect) throws IOException {
        return lease(emulator, pin, effect, Map.of());
    }

    private TokenUnderTest lease(Emulator emulator, char[] pin, Effect effect, Map<String, String> more)
            throws IOException {
        Path file = Files.writeString(directory.resolve("pin"), new String(pin));
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("pin-file", file.toString());
        parameters.put("pin-record", directory.toString());
        TargetOptions options =
                TargetOptions.from(name -> Optional.ofNullable(parameters.get(name.substring("tokentwin.".length()))));
        return TokenUnderTest.on(
                new ExternalToken(emulator.modulePath(), options).lease(PinState.Value.CHANGED), effect);
    }

    private static void spendTries(EmulatedToken token, int count) {
        for (int i = 0; i < count; i++) {
            spendTry(token);
        }
    }

    private static void spendTry(EmulatedToken token) {
        CardChannel.basic(token.card()).transmit(new CommandApdu(0x20, 0, 0x11, new byte[] {1, 2, 3, 4}, 0));
    }

    private static int triesLeft(EmulatedToken token) {
        return CardChannel.basic(token.card())
                .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                .data()[1];
    }
}
