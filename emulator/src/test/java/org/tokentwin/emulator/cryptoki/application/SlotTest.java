package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.openReadOnly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cks;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.Background;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.LibraryInfo;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.SlotInfo;
import org.tokentwin.emulator.cryptoki.TokenInfo;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.profile.TokenProfile;

/** Slots, tokens and their coming and going: PKCS#11 v2.40 section 5.5. */
class SlotTest {
    private final TokenFixture token = TokenFixture.ready();
    private final Cryptoki application = token.application();

    @Test
    void library_isTheProfiles() {
        assertThat(application.getInfo())
                .isEqualTo(new LibraryInfo(
                        new Version(2, 20), "SafeNet, Inc.", 0, "SafeNet eToken PKCS#11", new Version(9, 1)));
    }

    @Test
    void slots_areListedWithTheEmptyOnes() {
        assertThat(application.getSlotList(false)).containsExactly(0, 1, 2, 3);
        assertThat(application.getSlotList(true)).containsExactly(0);
        assertThat(application.getSlotInfo(0))
                .isEqualTo(
                        new SlotInfo("SafeNet eToken 5100", "SafeNet, Inc.", 7, new Version(2, 0), new Version(0, 0)));
        assertThat(application.getSlotInfo(1).slotDescription()).isEmpty();
        assertThat(application.getSlotInfo(1).flags()).isEqualTo(Ckf.CKF_REMOVABLE_DEVICE | Ckf.CKF_HW_SLOT);
        assertCkr(Ckr.CKR_SLOT_ID_INVALID, () -> application.getSlotInfo(4));
    }

    @Test
    void tokenInfo_isTheProfilesAndTheCards() {
        TokenInfo info = application.getTokenInfo(0);

        assertThat(info.label()).isEqualTo("My Token");
        assertThat(info.manufacturerId()).isEqualTo("SafeNet, Inc.");
        assertThat(info.model()).isEqualTo("eToken");
        assertThat(info.serialNumber()).isEqualTo("02aea1d3");
        assertThat(info.flags()).isEqualTo(0x60D);
        assertThat(info.minPinLen()).isEqualTo(8);
        assertThat(info.maxPinLen()).isEqualTo(20);
        assertThat(info.totalPublicMemory()).isEqualTo(81920);
        assertThat(info.freePrivateMemory()).isEqualTo(32767);
        assertThat(info.utcTime()).isEqualTo(new byte[16]);
        assertThat(info.maxSessionCount()).isZero();
    }

    @Test
    void tokenInfo_countsTheApplicationsSessions() {
        openReadOnly(application);
        TokenFixture.openReadWrite(application);
        openReadOnly(token.application());

        assertThat(application.getTokenInfo(0).sessionCount()).isEqualTo(2);
        assertThat(application.getTokenInfo(0).rwSessionCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"zeros, 0", "unavailable, -1", "counted, 1"})
    void tokenInfo_tellsOfSessionsWhatTheModelDoes(String counts, long told, @TempDir Path directory)
            throws IOException {
        TokenFixture model = TokenFixture.ready(TokenProfile.load(Files.writeString(
                directory.resolve("model.toml"),
                "based-on = \"hongkongpost-ecert\"\n[token]\nsession-counts = \"%s\"\n".formatted(counts))));
        Cryptoki ofModel = model.application();
        TokenFixture.openReadWrite(ofModel);

        assertThat(ofModel.getTokenInfo(0).sessionCount()).isEqualTo(told);
        assertThat(ofModel.getTokenInfo(0).rwSessionCount()).isEqualTo(told);
    }

    @Test
    void emptySlot_hasNoToken() {
        assertCkr(Ckr.CKR_TOKEN_NOT_PRESENT, () -> application.getTokenInfo(1));
        assertCkr(Ckr.CKR_TOKEN_NOT_PRESENT, () -> application.getMechanismList(1));
        assertCkr(Ckr.CKR_TOKEN_NOT_PRESENT, () -> application.getMechanismInfo(1, Ckm.CKM_RSA_PKCS));
        assertCkr(Ckr.CKR_TOKEN_NOT_PRESENT, () -> application.initToken(1, new byte[0], new byte[32]));
    }

    @Test
    void mechanisms_areListedAndDescribed() {
        assertThat(application.getMechanismList(0))
                .contains(Ckm.CKM_RSA_PKCS, Ckm.CKM_ECDSA_SHA256)
                .doesNotHaveDuplicates();
        assertThat(application.getMechanismInfo(0, Ckm.CKM_RSA_PKCS).maxKeySize())
                .isEqualTo(4096);
        assertCkr(Ckr.CKR_MECHANISM_INVALID, () -> application.getMechanismInfo(0, 0x1087));
    }

    @Test
    void removal_endsSessionsAndLogin_andSaysSoOnce() {
        long session = TokenFixture.openUser(application);
        long second = openReadOnly(application);

        var card = token.reader().remove().orElseThrow();

        assertCkr(Ckr.CKR_DEVICE_REMOVED, () -> application.getSessionInfo(session));
        assertCkr(Ckr.CKR_SESSION_HANDLE_INVALID, () -> application.getSessionInfo(session));
        assertCkr(Ckr.CKR_TOKEN_NOT_PRESENT, () -> openReadOnly(application));
        assertThat(application.getSlotList(true)).isEmpty();
        token.reader().insert(card);
        assertCkr(Ckr.CKR_DEVICE_REMOVED, () -> application.getSessionInfo(second));
        assertThat(application.getSessionInfo(openReadOnly(application)).state())
                .isEqualTo(Cks.CKS_RO_PUBLIC_SESSION);
    }

    @Test
    void removalDuringAnOperation_isDeviceRemoved() {
        long session = TokenFixture.openUser(application);
        long key = application.createObject(session, Templates.privateKey(Templates.credential(KeyType.P256)));
        application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA_SHA256), key);
        token.reader().remove();

        assertCkr(Ckr.CKR_DEVICE_REMOVED, () -> application.sign(session, new byte[1], OutputBuffer.of(64)));
    }

    @Test
    void resetBySomebodyElse_endsSessionsToo() {
        long session = TokenFixture.openUser(application);

        token.card().reset();

        assertCkr(
                Ckr.CKR_DEVICE_REMOVED,
                () -> application.createObject(session, Templates.onToken(Templates.data("label", "value"))));
        assertCkr(Ckr.CKR_DEVICE_REMOVED, () -> application.getSessionInfo(session));
        TokenFixture.openUser(application);
    }

    @Test
    void slotEvent_isToldOnceToEachApplication() {
        Cryptoki other = token.application();
        assertCkr(Ckr.CKR_NO_EVENT, () -> application.waitForSlotEvent(Ckf.CKF_DONT_BLOCK));

        var card = token.reader().remove().orElseThrow();
        token.reader().insert(card);

        assertThat(application.waitForSlotEvent(Ckf.CKF_DONT_BLOCK)).isZero();
        assertThat(other.waitForSlotEvent(0)).isZero();
        assertCkr(Ckr.CKR_NO_EVENT, () -> application.waitForSlotEvent(Ckf.CKF_DONT_BLOCK));
    }

    @Test
    void waiter_isWokenByAnInsertion_andBlocksNobody() throws Exception {
        CompletableFuture<Long> event = Background.compute(() -> application.waitForSlotEvent(0));
        long session = TokenFixture.openUser(application);
        assertThat(application.getSessionInfo(session).slotId()).isZero();

        application.getSlotList(true);
        token.board().readers().get(2).insert(TokenFixture.ready().card());

        assertThat(event.get(1, TimeUnit.MINUTES)).isEqualTo(2);
    }

    @Test
    void waiter_isWokenByFinalize() throws Exception {
        CompletableFuture<Long> event = Background.compute(() -> application.waitForSlotEvent(0));

        application.finalizeCryptoki(false);

        Assertions.assertThatThrownBy(() -> event.get(1, TimeUnit.MINUTES))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .asInstanceOf(InstanceOfAssertFactories.type(CryptokiException.class))
                .extracting(CryptokiException::ckr)
                .isEqualTo(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED);
    }

    @Test
    void twoTokens_haveLoginsOfTheirOwn() {
        token.board().readers().get(1).insert(TokenFixture.ready().card());
        TokenFixture.openUser(application);
        long other = application.openSession(1, Ckf.CKF_SERIAL_SESSION);

        assertThat(application.getSessionInfo(other).state()).isEqualTo(Cks.CKS_RO_PUBLIC_SESSION);
        application.login(other, Cku.CKU_USER, TokenFixture.ascii(TokenFixture.PIN));
        application.logout(other);

        assertThat(application
                        .getSessionInfo(TokenFixture.openReadOnly(application))
                        .state())
                .isEqualTo(Cks.CKS_RO_USER_FUNCTIONS);
    }
}
