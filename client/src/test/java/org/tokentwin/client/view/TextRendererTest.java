package org.tokentwin.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.KeyPresence;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.doctor.Finding;
import org.tokentwin.client.pkcs11.MechanismEntry;
import org.tokentwin.client.pkcs11.MechanismFlag;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenFlag;

class TextRendererTest {
    private static final PinStatus PIN =
            new PinStatus(true, false, false, false, true, OptionalInt.empty(), OptionalInt.empty());

    @Test
    void tokenDetails_showFlagsPinLengthsMemoryAndMechanisms() {
        Token token = new Token(
                0,
                "My Token",
                "SafeNet, Inc.",
                "eToken",
                "02c84d59",
                "16.0",
                "0.0",
                0x404,
                6,
                20,
                OptionalLong.of(81920),
                OptionalLong.of(32767),
                OptionalLong.empty(),
                OptionalLong.empty(),
                "");
        MechanismEntry mechanism = new MechanismEntry(1, "CKM_RSA_PKCS", 1024, 4096, Set.of(MechanismFlag.CKF_SIGN));

        String text = TokenDetailsText.render(
                new TokenDetails("SafeNet eToken 5100", token, token.flagSet(), PIN, "the rule", List.of(mechanism)));

        assertThat(text).isEqualTo("""
                        Token               My Token
                          Slot                0: SafeNet eToken 5100
                          Manufacturer        SafeNet, Inc.
                          Model               eToken
                          Serial number       02c84d59
                          Hardware version    16.0
                          Firmware version    0.0
                          PIN                 set, must be changed
                          PIN length          6 to 20 bytes
                          PIN rule, e-Cert    the rule
                          Public memory       32767 of 81920 bytes free
                          Flags               0x404
                                              CKF_LOGIN_REQUIRED
                                              CKF_TOKEN_INITIALIZED
                          Mechanisms          CKM_RSA_PKCS 1024-4096 (sign)
                        """);
        assertThat(token.flagSet()).containsExactly(TokenFlag.CKF_LOGIN_REQUIRED, TokenFlag.CKF_TOKEN_INITIALIZED);
    }

    @Test
    void emptyCertificateList_saysSo() {
        assertThat(CertificateListText.render(new CertificateList("My Token", "02c84d59", List.of())))
                .isEqualTo("Token My Token, serial 02c84d59\n  no certificates\n");
    }

    @Test
    void objectThatIsNoCertificate_isListedAllTheSame() {
        CertificateSummary damaged = new CertificateSummary(
                "0a",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("no DER"),
                false,
                KeyPresence.ABSENT);

        assertThat(CertificateListText.render(new CertificateList("", "02c84d59", List.of(damaged))))
                .isEqualTo("""
                        Token (no label), serial 02c84d59
                          (no label)
                            Id                  0a
                            Subject             (no X.509 certificate)
                            Not parsed          no DER
                            Private key         not on the token
                        """);
    }

    @Test
    void pinChange_tellsWhatTheNewPinLacks() {
        assertThat(PinChangeText.render(new PinChange("My Token", "02c84d59", PIN, List.of("a digit"))))
                .contains("was changed.")
                .contains("it lacks a digit.");
    }

    @Test
    void finding_tellsTheNextStepBelowIt() {
        assertThat(FindingText.render(new Finding(Finding.State.PROBLEM, "Module", "none is named", "Give its path.")))
                .isEqualTo("problem Module: none is named\n        next: Give its path.\n");
    }

    @Test
    void wrongSignature_standsOut() {
        assertThat(VerificationText.render(Verification.of(false, "CN=a", "CKM_ECDSA", "host")))
                .startsWith("The signature is NOT valid.\n");
    }
}
