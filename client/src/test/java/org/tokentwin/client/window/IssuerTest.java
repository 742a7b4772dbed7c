package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CRLReason;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.authority.AuthorityServer;
import org.tokentwin.emulator.authority.ServiceFault;
import org.tokentwin.emulator.issuer.TestAuthority;

/** The issuer is asked how a certificate stands, at the addresses that the certificate names. */
@WindowTest
class IssuerTest {
    private static final String NAME = "CHAN TAI MAN";

    @AutoClose
    private final AuthorityServer server = AuthorityServer.bind(0);

    private final TestAuthority authority =
            TestAuthority.bundled(InstantSource.system()).at(server.address());

    @AutoClose
    private final InsertedToken inserted =
            InsertedToken.of(EmulatedToken.order().authority(authority).withPin(InsertedToken.PIN));

    IssuerTest() throws IOException {
        server.serve(authority);
    }

    @ParameterizedTest
    @EnumSource
    void certificateThatIsGoodOnHoldOrRevoked_isSaidTo(Language language) {
        Texts texts = Texts.in(language);
        try (ShownWindow shown = status(texts, NAME)) {
            assertThat(answer(shown))
                    .startsWith(texts.text("issuer.good", NAME))
                    .endsWith(texts.text(
                            "issuer.asked", "OCSP " + server.address() + "/ocsp", texts.text("issuer.status.good")));
            authority.hold(inserted.token().certificate());
            assertThat(answer(shown)).startsWith(upToPlace(texts.text("issuer.hold", NAME, "@")));
            authority.release(inserted.token().certificate());
            authority.revoke(inserted.token().certificate(), CRLReason.KEY_COMPROMISE);
            assertThat(answer(shown))
                    .startsWith(upToPlace(texts.text("issuer.revoked", NAME, "@", "")))
                    .contains("keyCompromise");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoWasAskedInVain_isSaidInTheWindowsLanguage(Language language) {
        server.faults().inject(ServiceFault.parse("try-later@ocsp:always"));
        server.faults().inject(ServiceFault.parse("stale@crl:always"));
        Texts texts = Texts.in(language);
        try (ShownWindow shown = status(texts, NAME)) {
            List<String> lines = answer(shown).lines().toList();

            assertThat(lines).hasSize(3);
            assertThat(lines.get(1)).endsWith(texts.text("issuer.obstacle.refused", "tryLater"));
            assertThat(lines.get(2)).contains(upToPlace(texts.text("issuer.obstacle.stale", "@")));
        }
    }

    @Test
    void issuerThatDoesNotAnswer_leavesItUndetermined_andSaysWhoWasAsked() {
        server.faults().inject(ServiceFault.parse("http=500@ocsp:always"));
        server.faults().inject(ServiceFault.parse("http=500@crl:always"));
        try (ShownWindow shown = status(Texts.in(Language.ENGLISH), NAME)) {
            assertThat(answer(shown))
                    .startsWith("Nobody said how CHAN TAI MAN stands so that it counts.")
                    .contains("OCSP http://")
                    .contains("CRL http://")
                    .contains("500");
        }
    }

    @Test
    void root_hasNobodyToBeAsked() {
        try (ShownWindow shown = status(Texts.in(Language.ENGLISH), "TokenTwin Test Root CA 2")) {
            assertThat(answer(shown)).isEqualTo("TokenTwin Test Root CA 2 is a root: no issuer stands above it.");
        }
    }

    @Test
    void issuerThatIsSlow_keepsNoTokenWaiting() {
        server.faults().inject(ServiceFault.parse("delay=5s@ocsp"));
        try (ShownWindow shown = status(Texts.in(Language.ENGLISH), NAME)) {
            shown.press("action.check");
            shown.awaitText("status.line", "is being asked");
            assertThat(shown.exists("progress")).as("tokens are at work").isFalse();
            shown.chooseNode("My Token");
            shown.press("action.logon");
            shown.type("logon.password", InsertedToken.PIN);
            shown.press("button.ok");
            shown.awaitGone("logon.password");
            assertThat(shown.exists("notice.text"))
                    .as("the issuer has answered")
                    .isFalse();

            shown.awaitText("notice.text", "is good");
        }
    }

    private ShownWindow status(Texts texts, String certificate) {
        ShownWindow shown = ShownWindow.on(inserted.emulator(), texts, false);
        shown.press("tools.advanced");
        shown.chooseNode(certificate);
        shown.chooseTab(3);
        return shown;
    }

    private static String answer(ShownWindow shown) {
        shown.press("action.check");
        shown.awaitText("notice.text", "");
        String text = shown.text("notice.text");
        shown.press("button.ok");
        shown.awaitGone("notice.text");
        return text;
    }

    /** A sentence up to what differs. */
    private static String upToPlace(String sentence) {
        return sentence.substring(0, sentence.indexOf('@'));
    }
}
