package org.tokentwin.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.Background;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.profile.TokenProfile;

/** One example of each fault, as PKCS#11 shows it. {@code docs/reliability.md} refers to them. */
class FaultExamplesTest {
    private static final byte[] P_256 = {0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x03, 0x01, 0x07};

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'00'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private EmulatedToken token;
    private Emulator emulator;
    private Cryptoki application;
    private long session;

    @BeforeEach
    void logIn() {
        token = EmulatedToken.order().withTestKey().issue();
        emulator = Emulator.with(token);
        application = emulator.newApplication();
        application.initialize(null);
        session = openUser();
    }

    @AfterEach
    void close() {
        emulator.close();
        token.close();
    }

    @Test
    void tokenRemovedDuringASignature_isGoneWithItsSessions() {
        token.faults().inject(Fault.remove().atSignature());

        assertRefused(this::sign, Ckr.CKR_DEVICE_REMOVED);
        assertThat(emulator.tokens()).isEmpty();
        assertThat(application.getSlotList(true)).isEmpty();
        assertRefused(() -> application.getSessionInfo(session), Ckr.CKR_DEVICE_REMOVED);

        emulator.insert(token);
        session = openUser();
        sign();
    }

    @Test
    void removalNow_isTheEmulatorsOwn() {
        emulator.remove(token);

        assertThat(application.getSlotList(true)).isEmpty();
    }

    @Test
    void tokenRemovedAtTheThirdCommand_answeredTwo() {
        CardChannel channel = CardChannel.basic(token.faults());
        token.faults().inject(Fault.remove().at(CommandKind.COMMAND, 3));

        assertThat(channel.transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256)).isOk())
                .isTrue();
        assertThat(channel.transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256)).isOk())
                .isTrue();
        assertThatThrownBy(() -> channel.transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256)))
                .hasMessageContaining("A fault took the card out");
        assertThat(emulator.tokens()).isEmpty();
    }

    @Test
    void statusWordOnTheSecondSignature_isADeviceError() {
        token.faults().inject(Fault.statusWord(0x6F00).at(CommandKind.SIGN, 2));

        sign();
        assertRefused(this::sign, Ckr.CKR_DEVICE_ERROR);
        sign();
    }

    @Test
    void lateAnswer_comesAfterItsTime() throws Exception {
        token.faults().inject(Fault.delay(Duration.ofMillis(300)).atSignature());
        long start = System.nanoTime();
        CompletableFuture<Void> signing = Background.run(this::sign);

        signing.get();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000);
    }

    @Test
    void slowCard_isSlowAtEachCommand() {
        token.faults().inject(Fault.slow(Duration.ofMillis(20)));
        long start = System.nanoTime();
        sign();
        sign();

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(2 * 20_000_000);
        assertThat(token.faults().faults()).hasSize(1);
    }

    @Test
    void powerCutBetweenKeyAndAttributes_leavesNoKeyBehind() {
        int keysBefore = keysOnCard();
        token.faults()
                .inject(Fault.remove()
                        .at(CommandKind.WRITE, 3)); // the first finds its slot taken, the second makes the key

        assertRefused(this::generate, Ckr.CKR_DEVICE_REMOVED);
        assertThat(keysOnCard()).isEqualTo(keysBefore + 1);

        emulator.insert(token);
        session = openUser();
        assertThat(keysOnCard()).isEqualTo(keysBefore);
        generate();
        assertThat(keysOnCard()).isEqualTo(keysBefore + 1);
    }

    @Test
    void keyOfAnotherLogin_isNotTakenForLost() {
        generate();
        int keys = keysOnCard();
        Cryptoki other = emulator.newApplication();
        other.initialize(null);
        long otherSession = other.openSession(0, Ckf.CKF_SERIAL_SESSION);
        other.login(otherSession, Cku.CKU_USER, pin());
        emulator.remove(token);
        emulator.insert(token);
        session = openUser();

        assertThat(keysOnCard()).isEqualTo(keys);
    }

    @Test
    void powerCutAnywhereInADeletion_leavesTheKeyWholeOrGone() {
        for (int write = 1; write <= 5; write++) {
            int keysBefore = keysOnCard();
            long key = generate();
            token.faults().inject(Fault.remove().at(CommandKind.WRITE, write));
            destroyWhereItIsNot(key);
            token.faults().clear();
            if (emulator.tokens().isEmpty()) {
                emulator.insert(token);
            }
            session = openUser();
            long[] found = find(Attribute.ofString(Cka.CKA_LABEL, "made"));
            for (long left : found) {
                application.destroyObject(session, left);
            }
            assertThat(keysOnCard()).as("cut before write %d", write).isEqualTo(keysBefore);
        }
    }

    @Test
    void powerCutAnywhereInALongCreation_leavesNoFileBehind() {
        int files = filesOnCard();
        for (int write = 2; write <= 4; write++) {
            token.faults().inject(Fault.remove().at(CommandKind.WRITE, write));
            assertRefused(() -> createData("a".repeat(6000)), Ckr.CKR_DEVICE_REMOVED);
            insertAgain();

            assertThat(find(Attribute.ofString(Cka.CKA_LABEL, "note"))).isEmpty();
            assertThat(filesOnCard()).as("cut before write %d", write).isEqualTo(files);
        }
    }

    @Test
    void powerCutAnywhereInALongReplacement_leavesOneOfBoth() {
        createData("a".repeat(5000));
        int files = filesOnCard();
        for (int write = 1; write <= 5; write++) {
            long data = find(Attribute.ofString(Cka.CKA_LABEL, "note"))[0];
            token.faults().inject(Fault.remove().at(CommandKind.WRITE, write));
            assertRefused(
                    () -> application.setAttributeValue(
                            session, data, List.of(Attribute.ofString(Cka.CKA_VALUE, "b".repeat(5000)))),
                    Ckr.CKR_DEVICE_REMOVED);
            emulator.insert(token);
            session = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
            assertThat(find(Attribute.ofString(Cka.CKA_LABEL, "note"))).hasSize(1);
            session = openUser();

            assertThat(find(Attribute.ofString(Cka.CKA_VALUE, "a".repeat(5000))))
                    .as("cut before write %d", write)
                    .hasSize(1);
            assertThat(filesOnCard()).as("cut before write %d", write).isEqualTo(files);
        }
    }

    @Test
    void lostAnswer_leavesTheObjectThatWasMade() {
        token.faults().inject(Fault.removeAfter().at(CommandKind.WRITE, 1));

        assertRefused(this::createData, Ckr.CKR_DEVICE_REMOVED);
        emulator.insert(token);
        session = openUser();
        assertThat(find(Attribute.ofString(Cka.CKA_LABEL, "note"))).hasSize(1);
    }

    @Test
    void fullCard_refusesObjectsAndHasNoRoom() {
        token.faults().inject(Fault.memoryFull());

        assertRefused(this::createData, Ckr.CKR_DEVICE_MEMORY);
        assertThat(application.getTokenInfo(0).freePublicMemory()).isZero();

        token.faults().clear();
        createData();
    }

    @Test
    void clockOfTheOrder_makesAnExpiredCertificate() {
        EmulatedToken old = EmulatedToken.order()
                .withTestKey()
                .years(1)
                .clock(() -> Instant.parse("2020-01-01T00:00:00Z"))
                .issue();

        assertThatThrownBy(() -> old.certificate().checkValidity()).isInstanceOf(CertificateExpiredException.class);
        old.close();
    }

    @Test
    void clockThatIsSet_isWhatTheTokenShows() {
        assertThat(application.getTokenInfo(0).flags() & Ckf.CKF_CLOCK_ON_TOKEN).isZero();

        token.faults().inject(Fault.clock(Instant.parse("2020-12-31T12:00:00Z")));

        assertThat(application.getTokenInfo(0).flags() & Ckf.CKF_CLOCK_ON_TOKEN).isNotZero();
        assertThat(shownTime()).startsWith("20201231").endsWith("00").hasSize(16);

        token.faults().clear();
        assertThat(application.getTokenInfo(0).utcTime()).containsOnly(0);
    }

    @Test
    void clockSetAtASignature_jumpsThen() {
        token.faults().inject(Fault.clock(Instant.parse("2031-01-01T12:00:00Z")).at(CommandKind.SIGN, 2));
        sign();
        assertThat(application.getTokenInfo(0).utcTime()).containsOnly(0);
        sign();
        assertThat(shownTime()).startsWith("20310101");
    }

    @Test
    void profileWithAClock_showsThisMachinesTime() throws IOException {
        Path file = Files.writeString(directory.resolve("clock.toml"), """
                based-on = "hongkongpost-ecert"
                [token]
                flags = ["CKF_RNG", "CKF_LOGIN_REQUIRED", "CKF_CLOCK_ON_TOKEN"]
                """);
        EmulatedToken withClock = EmulatedToken.order()
                .profile(TokenProfile.load(file))
                .withTestKey()
                .issue();
        try (Emulator other = Emulator.with(withClock)) {
            Cryptoki user = other.newApplication();
            user.initialize(null);
            String before = UTC.format(Instant.now());
            String shown = new String(user.getTokenInfo(0).utcTime(), StandardCharsets.US_ASCII);

            assertThat(shown).isBetween(before, UTC.format(Instant.now()));
            withClock.faults().inject(Fault.clock(Instant.parse("2020-12-31T12:00:00Z")));
            assertThat(new String(user.getTokenInfo(0).utcTime(), StandardCharsets.US_ASCII))
                    .startsWith("20201231");
        }
        withClock.close();
    }

    private String shownTime() {
        return new String(application.getTokenInfo(0).utcTime(), StandardCharsets.US_ASCII);
    }

    private long openUser() {
        long opened = application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
        try {
            application.login(opened, Cku.CKU_USER, pin());
        } catch (CryptokiException e) {
            assertThat(e.ckr()).isEqualTo(Ckr.CKR_USER_ALREADY_LOGGED_IN);
        }
        return opened;
    }

    private byte[] pin() {
        return new String(token.pin()).getBytes(StandardCharsets.US_ASCII);
    }

    private void sign() {
        long key = find(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY))[0];
        application.signInit(session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), key);
        application.sign(session, new byte[] {1, 2, 3}, OutputBuffer.of(512));
    }

    private long generate() {
        Attribute onToken = Attribute.ofBoolean(Cka.CKA_TOKEN, true);
        Attribute label = Attribute.ofString(Cka.CKA_LABEL, "made");
        return application
                .generateKeyPair(
                        session,
                        Mechanism.of(Ckm.CKM_EC_KEY_PAIR_GEN),
                        List.of(
                                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_EC),
                                Attribute.of(Cka.CKA_EC_PARAMS, P_256)),
                        List.of(onToken, label, Attribute.ofBoolean(Cka.CKA_SIGN, true)))
                .privateKey();
    }

    private void destroyWhereItIsNot(long key) {
        try {
            application.destroyObject(session, key);
        } catch (CryptokiException e) {
            assertThat(e.ckr()).isEqualTo(Ckr.CKR_DEVICE_REMOVED);
        }
    }

    private void insertAgain() {
        token.faults().clear();
        emulator.insert(token);
        session = openUser();
    }

    private void createData() {
        createData("value");
    }

    private void createData(String value) {
        application.createObject(
                session,
                List.of(
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA),
                        Attribute.ofBoolean(Cka.CKA_TOKEN, true),
                        Attribute.ofString(Cka.CKA_LABEL, "note"),
                        Attribute.ofString(Cka.CKA_VALUE, value)));
    }

    private long[] find(Attribute... template) {
        application.findObjectsInit(session, List.of(template));
        long[] found = application.findObjects(session, 100);
        application.findObjectsFinal(session);
        return found;
    }

    /** In the key map, eight bytes a slot. */
    private int keysOnCard() {
        CardChannel channel = CardChannel.basic(token.card());
        channel.transmit(new CommandApdu(0xA4, 0, 0x0C, new byte[] {0, 5}, 0));
        byte[] map = channel.transmit(CommandApdu.of(0xB0, 0, 0, 256)).data();
        return (int) IntStream.range(0, map.length / 8)
                .filter(slot -> map[8 * slot] != 0)
                .count();
    }

    /** The first byte of the index. */
    private int filesOnCard() {
        CardChannel channel = CardChannel.basic(token.card());
        channel.transmit(new CommandApdu(0xA4, 0, 0x0C, new byte[] {1, 1}, 0));
        return channel.transmit(CommandApdu.of(0xB0, 0, 0, 1)).data()[0];
    }

    private static void assertRefused(ThrowingCallable call, Ckr ckr) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CryptokiException.class, e -> assertThat(e.ckr()).isEqualTo(ckr));
    }
}
