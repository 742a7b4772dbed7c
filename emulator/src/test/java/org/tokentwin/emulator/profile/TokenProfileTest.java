package org.tokentwin.emulator.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenProfileTest {
    @Test
    void default_isTheTokenOfTheGuide() {
        TokenProfile profile = TokenProfile.ofDefault();

        assertThat(profile.name()).isEqualTo("hongkongpost-ecert");
        assertThat(profile.library())
                .isEqualTo(new LibraryIdentity(
                        new MajorMinor(2, 20), "SafeNet, Inc.", "SafeNet eToken PKCS#11", new MajorMinor(9, 1)));
        assertThat(profile.slots().description(0)).isEqualTo("SafeNet eToken 5100");
        assertThat(profile.slots().emptyDescription(0)).isEmpty();
        assertThat(profile.token().label()).isEqualTo("My Token");
        assertThat(profile.token().flagBits()).isEqualTo(0x205);
        assertThat(profile.token().utcTime().bytes()).hasSize(16).containsOnly(0);
        assertThat(profile.hasSoPin()).isFalse();
        assertThat(profile.factoryPin()).isEmpty();
        assertThat(profile.pinExpiry()).isEqualTo(PinExpiry.LOGIN);
        assertThat(profile.atr().bytes()).hasSize(25).startsWith(0x3B, 0xFF);
    }

    @Test
    void defaultPolicy_isEncodedForTheCard() {
        assertThat(TokenProfile.ofDefault().pinPolicy().encoded())
                .asHexString()
                .isEqualToIgnoringCase("80010F" + "81010F" + "820108" + "830114" + "84010F" + "850100" + "860100"
                        + "870100" + "880109");
    }

    @Test
    void policyOfThe5110_isEncodedForTheCard() {
        assertThat(HexFormat.of()
                        .formatHex(TokenProfile.named("safenet-etoken-5110")
                                .pinPolicy()
                                .encoded()))
                .isEqualToIgnoringCase("80010F" + "81010F" + "820106" + "830114" + "840100" + "850100" + "86010A"
                        + "870103" + "880111");
    }

    @Test
    void policies_describeThemselvesInWords() {
        assertThat(TokenProfile.ofDefault().pinPolicy().description())
                .isEqualTo(
                        "8 to 20 characters; at least an upper-case letter, a lower-case letter, a digit and a special"
                                + " character; not the current PIN");
        assertThat(TokenProfile.named("safenet-etoken-5110").pinPolicy().description())
                .isEqualTo("6 to 20 characters; no character more than 3 times in a row; none of the last 10 PINs");
    }

    @Test
    void profileBasedOnAnother_keepsWhatItDoesNotChange() {
        TokenProfile profile = TokenProfile.named("safenet-etoken-5110");

        assertThat(profile.hasSoPin()).isTrue();
        assertThat(profile.factoryPin()).contains("1234567890");
        assertThat(profile.library().version()).isEqualTo(new MajorMinor(10, 8));
        assertThat(profile.library().cryptokiVersion()).isEqualTo(new MajorMinor(2, 20));
        assertThat(profile.keys()).isEqualTo(TokenProfile.ofDefault().keys());
    }

    @ParameterizedTest
    @MethodSource("org.tokentwin.emulator.profile.TokenProfile#names")
    void everyBundledProfile_isComplete(String name) {
        assertThat(TokenProfile.named(name).name()).isEqualTo(name);
    }

    @Test
    void unknownName_isRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> TokenProfile.named("feitian"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("'feitian'")
                .hasMessageContaining(String.join(", ", TokenProfile.names()));
    }
}
