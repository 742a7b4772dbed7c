package org.tokentwin.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.KeyPresence;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.pkcs11.ModuleInfo;
import org.tokentwin.client.x509.Validity;

class TokenTreeTextTest {
    private static final ModuleInfo MODULE =
            new ModuleInfo(Path.of("/m.so"), "2.20", "SafeNet, Inc.", "SafeNet eToken PKCS#11", "9.1");
    private static final PinStatus PIN =
            new PinStatus(true, true, false, false, false, OptionalInt.of(13), OptionalInt.of(15));

    @Test
    void tree_showsModuleSlotTokenAndBothKindsOfCertificates() {
        TokenTree.TokenNode token = new TokenTree.TokenNode(
                "My Token",
                "SafeNet, Inc.",
                "eToken",
                "02c84d59",
                PIN,
                List.of(certificate("root", "CN=Root", true), certificate("", "CN=CHAN TAI MAN", false)));
        TokenTree tree = new TokenTree(
                MODULE,
                List.of(
                        new TokenTree.SlotNode(0, "SafeNet eToken 5100", Optional.of(token)),
                        new TokenTree.SlotNode(1, "", Optional.empty())));

        assertThat(TokenTreeText.render(tree)).isEqualTo("""
                        Module /m.so
                          SafeNet eToken PKCS#11 9.1, SafeNet, Inc., PKCS#11 2.20
                          Slot 0: SafeNet eToken 5100
                            My Token
                              eToken, SafeNet, Inc., serial 02c84d59, PIN: 13 of 15 tries left
                              User certificates
                                CN=CHAN TAI MAN, until 2027-02-03
                              CA certificates
                                root: CN=Root, until 2027-02-03
                          Slot 1: empty
                        """);
    }

    private static CertificateSummary certificate(String label, String subject, boolean authority) {
        return new CertificateSummary(
                "01",
                label,
                Optional.of(subject),
                Optional.of("CN=Root"),
                Optional.of(Instant.parse("2027-02-03T04:05:06Z")),
                Optional.of(Validity.VALID),
                Optional.empty(),
                authority,
                KeyPresence.UNKNOWN);
    }
}
