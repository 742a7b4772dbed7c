package org.tokentwin.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.profile.ProfileException;
import org.tokentwin.emulator.profile.TokenProfile;

class EmulatorTest {
    @Test
    void tokens_standInTheFirstSlots() {
        try (EmulatedToken first = token();
                EmulatedToken second = token();
                Emulator emulator = Emulator.with(first, second)) {
            assertThat(emulator.tokens()).containsExactly(first, second);
            assertThat(emulator.slotOf(first)).isZero();
            assertThat(emulator.slotOf(second)).isEqualTo(1);
        }
    }

    @Test
    void slots_areAsManyAsTheProfileSays() {
        try (Emulator emulator = Emulator.of(TokenProfile.ofDefault())) {
            Cryptoki application = emulator.newApplication();
            application.initialize(null);

            assertThat(application.getSlotList(false)).containsExactly(0, 1, 2, 3);
            assertThat(application.getSlotList(true)).isEmpty();
            assertThat(application.getSlotInfo(0).slotDescription()).isEmpty();
        }
    }

    @Test
    void insertedToken_isSeenByEveryApplication() {
        try (EmulatedToken token = token();
                Emulator emulator = Emulator.of(token.profile())) {
            Cryptoki first = emulator.newApplication();
            Cryptoki second = emulator.newApplication();
            first.initialize(null);
            second.initialize(null);

            long slot = emulator.insert(token);

            assertThat(first.getSlotList(true)).containsExactly(slot);
            assertThat(second.getTokenInfo(slot).serialNumber()).isEqualTo(token.serial());
            assertThat(second.waitForSlotEvent(Ckf.CKF_DONT_BLOCK)).isEqualTo(slot);
        }
    }

    @Test
    void token_goesIntoTheSlotThatIsNamed() {
        try (EmulatedToken token = token();
                EmulatedToken other = token();
                Emulator emulator = Emulator.of(token.profile())) {
            emulator.insert(token, 2);

            assertThat(emulator.slotOf(token)).isEqualTo(2);
            assertThatThrownBy(() -> emulator.insert(other, 2))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("slot 2 holds a token already; remove that one first");
            assertThatThrownBy(() -> emulator.insert(other, 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there is no slot 4; the slots are 0 to 3");
            assertThatThrownBy(() -> emulator.insert(token, 1)).hasMessageContaining("is in a slot already");
            assertThat(emulator.insert(other)).isZero();
        }
    }

    @Test
    void removedToken_canBeInsertedElsewhere() {
        try (EmulatedToken token = token();
                Emulator one = Emulator.with(token);
                Emulator another = Emulator.of(token.profile())) {
            one.remove(token);
            another.insert(token);

            assertThat(one.tokens()).isEmpty();
            assertThat(another.tokens()).containsExactly(token);
        }
    }

    @Test
    void tokenInASlot_isNotInsertedTwice() {
        try (EmulatedToken token = token();
                Emulator emulator = Emulator.with(token)) {
            assertThatThrownBy(() -> emulator.insert(token))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("EmulatedToken[" + token.serial() + ", hongkongpost-ecert] is in a slot already");
        }
    }

    @Test
    void tokenBeyondTheLastSlot_isRefused() {
        try (Emulator emulator = Emulator.with(token(), token(), token(), token())) {
            assertThatThrownBy(() -> emulator.insert(token()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Each of the 4 slots holds a token; remove one first");
        }
    }

    @Test
    void tokenOfAnotherProfile_isRefused() {
        try (Emulator emulator = Emulator.of(TokenProfile.ofDefault());
                EmulatedToken token = EmulatedToken.order()
                        .profile("safenet-etoken-5110")
                        .blank()
                        .issue()) {
            assertThatThrownBy(() -> emulator.insert(token))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is of another profile than this emulator, hongkongpost-ecert");
        }
    }

    @Test
    void profileWithAMechanismThatIsNotHere_isRefused(@TempDir Path directory) throws IOException {
        TokenProfile profile = TokenProfile.load(Files.writeString(
                directory.resolve("own.toml"),
                "based-on = \"hongkongpost-ecert\"\n[keys]\nmechanisms = [\"CKM_SHA256\", \"CKM_ROT13\"]\n"));

        assertThatThrownBy(() -> Emulator.of(profile))
                .isInstanceOf(ProfileException.class)
                .hasMessageStartingWith("The profile own cannot be used: ")
                .hasMessageContaining("CKM_ROT13");
    }

    @Test
    void absentToken_isInNoSlot() {
        try (EmulatedToken token = token();
                Emulator emulator = Emulator.of(token.profile())) {
            assertThatThrownBy(() -> emulator.remove(token)).hasMessageContaining("is in no slot of this emulator");
        }
    }

    @Test
    void emulators_haveModulesOfTheirOwn() {
        try (Emulator one = Emulator.with(token());
                Emulator another = Emulator.with(token())) {
            assertThat(one.modulePath()).isNotEqualTo(another.modulePath()).isEqualTo(one.modulePath());
        }
    }

    @Test
    void closedEmulator_hasNoModuleAndNoToken() {
        Emulator emulator = Emulator.with(token());
        Path module = emulator.modulePath();

        emulator.close();
        emulator.close();

        assertThat(Files.exists(module)).isFalse();
        assertThat(emulator.tokens()).isEmpty();
        assertThatThrownBy(emulator::modulePath)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The emulator is closed");
    }

    private static EmulatedToken token() {
        return EmulatedToken.order().key(KeyType.P256).issue();
    }
}
