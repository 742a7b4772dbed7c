package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.IssuedToken;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.ResponseApdu;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

class KeptTokenTest {
    private static final String NAME = "mine";

    @TempDir
    private Path directory;

    private TokenHome home;

    @BeforeEach
    void createToken() {
        home = new TokenHome(directory.resolve("home"));
        KeptToken.create(home, NAME, EmulatedToken.order().withTestKey().issue(), Optional.empty());
    }

    @Test
    void createdToken_isListedAndDescribed() {
        IssuedToken issued = KeptToken.describe(home, NAME);

        assertThat(home.names()).containsExactly(NAME);
        assertThat(issued.serial()).matches("[0-9a-f]{8}");
        assertThat(issued.certificates()).hasSize(3);
    }

    @Test
    void tokenThatCannotBeWritten_leavesNothing() throws IOException {
        EmulatedToken issued = EmulatedToken.order().withTestKey().issue();
        Optional<Path> gone = Optional.of(directory.resolve("gone.toml"));

        assertThatThrownBy(() -> KeptToken.create(home, "broken", issued, gone)).isInstanceOf(StoreException.class);

        try (Stream<Path> tokens = Files.list(home.tokenDirectory(NAME).getParent())) {
            assertThat(tokens.filter(path -> !path.endsWith(".turn"))).containsExactly(home.tokenDirectory(NAME));
        }
        KeptToken.create(home, "broken", EmulatedToken.order().withTestKey().issue(), Optional.empty());
        assertThat(home.names()).containsExactly("broken", NAME);
    }

    @Test
    void renamedToken_hasItsNameWhenItIsReopened() {
        try (KeptToken kept = KeptToken.open(home, NAME);
                Emulator emulator = Emulator.with(kept.token())) {
            Cryptoki application = emulator.newApplication();
            application.initialize(null);
            long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
            application.login(session, Cku.CKU_USER, bytes(kept.token().pin()));
            application.findObjectsInit(
                    session,
                    List.of(
                            Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_HW_FEATURE),
                            Attribute.ofUlong(Cka.CKA_HW_FEATURE_TYPE, 0x80005002L)));
            long object = application.findObjects(session, 1)[0];
            application.setAttributeValue(session, object, List.of(Attribute.ofString(Cka.CKA_LABEL, "Renamed")));
        }
        try (KeptToken kept = KeptToken.open(home, NAME);
                Emulator emulator = Emulator.with(kept.token())) {
            Cryptoki application = emulator.newApplication();
            application.initialize(null);

            assertThat(application.getTokenInfo(0).label()).isEqualTo("Renamed");
        }
    }

    @Test
    void reopenedToken_hasItsPinAndItsObjects() {
        try (KeptToken kept = KeptToken.open(home, NAME);
                Emulator emulator = Emulator.with(kept.token())) {
            Cryptoki application = emulator.newApplication();
            application.initialize(null);
            long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
            application.login(session, Cku.CKU_USER, bytes(kept.token().pin()));
            application.findObjectsInit(session, List.of());

            assertThat(application.findObjects(session, 10)).hasSizeGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void reopenedToken_hasItsSecretKeys() {
        KeptToken.create(
                home,
                "secret",
                EmulatedToken.order().profile("pkcs11-3.2").withTestKey().issue(),
                Optional.empty());
        List<Attribute> wanted =
                List.of(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY), Attribute.ofBoolean(Cka.CKA_TOKEN, true));
        byte[] code;
        try (KeptToken kept = KeptToken.open(home, "secret");
                Emulator emulator = Emulator.with(kept.token())) {
            Cryptoki application = emulator.newApplication();
            long session = userSession(application, kept);
            long key = application.generateKey(
                    session,
                    Mechanism.of(Ckm.CKM_GENERIC_SECRET_KEY_GEN),
                    List.of(Attribute.ofUlong(Cka.CKA_VALUE_LEN, 32), wanted.getLast()));
            code = code(application, session, key);
        }
        try (KeptToken kept = KeptToken.open(home, "secret");
                Emulator emulator = Emulator.with(kept.token())) {
            Cryptoki application = emulator.newApplication();
            long session = userSession(application, kept);
            application.findObjectsInit(session, wanted);
            long[] keys = application.findObjects(session, 10);

            assertThat(keys).hasSize(1);
            assertThat(code(application, session, keys[0])).isEqualTo(code);
        }
    }

    private static long userSession(Cryptoki application, KeptToken kept) {
        application.initialize(null);
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
        application.login(session, Cku.CKU_USER, bytes(kept.token().pin()));
        return session;
    }

    private static byte[] code(Cryptoki application, long session, long key) {
        application.signInit(session, Mechanism.of(Ckm.CKM_SHA256_HMAC), key);
        OutputBuffer code = OutputBuffer.of(32);
        application.sign(session, new byte[] {1, 2, 3}, code);
        return code.bytes().orElseThrow();
    }

    @Test
    void lostTries_stayLostOverAClose() {
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            assertThat(verify(kept, "Wrong1!pin").sw()).isEqualTo(0x63CE);
            assertThat(verify(kept, "Wrong1!pin").sw()).isEqualTo(0x63CD);
        }
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            assertThat(triesLeft(kept)).isEqualTo(13);
        }
    }

    @Test
    void lostTry_isOnTheDiskBeforeTheAnswer() {
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            byte[] before = imageFile(image()).read();
            verify(kept, "Wrong1!pin");

            assertThat(imageFile(image()).read()).isNotEqualTo(before);
        }
    }

    @Test
    void reopenedToken_isNotLoggedIn() {
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            assertThat(verify(kept, new String(kept.token().pin())).isOk()).isTrue();
        }
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            ResponseApdu status = CardChannel.basic(kept.token().card()).transmit(CommandApdu.of(0x20, 0, 0x11, 0));
            assertThat(status.sw()).isEqualTo(0x63CF);
        }
    }

    @Test
    void openToken_isRefusedToASecond() {
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            assertThatThrownBy(() -> KeptToken.open(home, NAME))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(kept.name() + " is in use");
        }
        KeptToken.open(home, NAME).close();
    }

    @Test
    void restoredSnapshot_givesTheTriesOfThen() {
        KeptToken.snapshot(home, NAME, "fresh");
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            verify(kept, "Wrong1!pin");
        }
        KeptToken.restore(home, NAME, "fresh");

        try (KeptToken kept = KeptToken.open(home, NAME)) {
            assertThat(triesLeft(kept)).isEqualTo(15);
        }
    }

    @Test
    void damagedImage_isRefusedWithItsNameAndAdvice() throws IOException {
        byte[] damaged = Files.readAllBytes(image());
        damaged[damaged.length / 2] ^= 1;
        Files.write(image(), damaged);

        assertThatThrownBy(() -> KeptToken.open(home, NAME))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(image().toString())
                .hasMessageContaining("damaged")
                .hasMessageContaining("create it anew");
    }

    @Test
    void imageCutAnywhere_isRefused() throws IOException {
        byte[] whole = Files.readAllBytes(image());
        for (int length = 0; length < whole.length; length += 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ImageFormat.decode(cut)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void previousImage_isKeptBeside() {
        byte[] before = imageFile(image()).read();
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            verify(kept, "Wrong1!pin");
        }
        assertThat(imageFile(image().resolveSibling(KeptToken.IMAGE + ".previous"))
                        .read())
                .isEqualTo(before);
    }

    @Test
    void files_areTheirOwnersOnly() throws IOException {
        KeptToken.open(home, NAME).close();
        try (Stream<Path> files = Files.walk(home.directory())) {
            assertThat(files.toList())
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .matches("rw[x-]------"));
        }
    }

    @Test
    void linksInTheirPlaces_areNotFollowed() throws IOException {
        Path precious = Files.writeString(directory.resolve("precious"), "mine");
        Path token = home.tokenDirectory(NAME);
        Files.createSymbolicLink(token.resolve("server"), precious);
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            kept.noteServer(Path.of("/run/socket"));
            assertThat(KeptToken.notedServer(home, NAME)).contains(Path.of("/run/socket"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token.resolve("server"))))
                    .isEqualTo("rw-------");
            kept.forgetServer();
        }
        Files.delete(token.resolve("lock"));
        Files.createSymbolicLink(token.resolve("lock"), precious);

        assertThatThrownBy(() -> KeptToken.open(home, NAME))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("lock");
        assertThat(precious).hasContent("mine");
    }

    @Test
    void deletedToken_isGone() {
        KeptToken.delete(home, NAME);

        assertThat(home.names()).isEmpty();
        assertThatThrownBy(() -> KeptToken.open(home, NAME)).hasMessageContaining("There is no token mine");
    }

    @Test
    void secondTokenOfAName_isRefused() {
        EmulatedToken other = EmulatedToken.order().withTestKey().issue();

        assertThatThrownBy(() -> KeptToken.create(home, NAME, other, Optional.empty()))
                .hasMessageContaining("already");
    }

    @Test
    void nameThatLeavesTheDirectory_isRefused() {
        assertThatThrownBy(() -> home.tokenDirectory("../other")).isInstanceOf(StoreException.class);
    }

    private ImageFile imageFile(Path file) {
        return new ImageFile(file, KeptToken.describe(home, NAME).serial());
    }

    private Path image() {
        return home.tokenDirectory(NAME).resolve(KeptToken.IMAGE);
    }

    private static ResponseApdu verify(KeptToken kept, String pin) {
        return CardChannel.basic(kept.token().card())
                .transmit(new CommandApdu(0x20, 0, 0x11, pin.getBytes(StandardCharsets.US_ASCII), 0));
    }

    private static int triesLeft(KeptToken kept) {
        return CardChannel.basic(kept.token().card())
                .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                .data()[1];
    }

    private static byte[] bytes(char[] pin) {
        return new String(pin).getBytes(StandardCharsets.US_ASCII);
    }
}
