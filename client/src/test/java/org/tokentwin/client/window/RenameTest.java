package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JTextField;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.fault.CommandKind;
import org.tokentwin.emulator.fault.Fault;

/** A token gets another name, in the real window on a real emulated token. */
@WindowTest
class RenameTest {
    private static final long TOKEN_OBJECT = 0x80005002L;

    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @Test
    void renamedToken_hasItsNameInBothViewsAndOnTheCard() {
        try (ShownWindow shown = asking()) {
            RulesTest.write(shown, "rename.name", "  陳大文 \u05e9\u05dc\u05d5\u05dd ");
            shown.press("button.ok");
            shown.awaitText("status.line", "My Token has its new name.");
            shown.awaitGone("rename.name");
            shown.awaitText("page.title", "陳大文 \u05e9\u05dc\u05d5\u05dd");
            shown.press("tools.advanced");
            assertThat(shown.nodes()).contains("陳大文 \u05e9\u05dc\u05d5\u05dd");
        }
        try (ShownWindow again = ShownWindow.on(inserted.emulator())) {
            again.awaitText("page.title", "陳大文");
        }
    }

    @Test
    void nameThatNoTokenCanHave_isRefusedBeforeTheTokenIsAsked() {
        try (ShownWindow shown = asking()) {
            for (List<String> wrong : List.of(
                    List.of(" ", "Type a name."),
                    List.of("x".repeat(33), "it takes 33 bytes"),
                    List.of("陳".repeat(11), "it takes 33 bytes"),
                    List.of("My Token", "This is the name that the token has."),
                    List.of("a\u202eb", "turns the writing round"),
                    List.of("a\u0007b", "a character that nobody sees"))) {
                RulesTest.write(shown, "rename.name", wrong.getFirst());
                shown.press("button.ok");
                shown.awaitText("message", wrong.getLast());
            }
            shown.press("button.cancel");
            shown.awaitGone("rename.name");
            assertThat(shown.text("page.title")).isEqualTo("My Token");
        }
    }

    @Test
    void longestName_fits() {
        try (ShownWindow shown = asking()) {
            RulesTest.write(shown, "rename.name", "x".repeat(32));
            shown.press("button.ok");
            shown.awaitText("page.title", "x".repeat(32));
        }
    }

    /** Another program has no such care. */
    @Test
    void nameOfAStranger_isShownHarmless() {
        rename("<html>\u202egnp\u0007");
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            shown.awaitText("page.title", "<html>?gnp?");
            shown.press("action.rename");
            logOn(shown);
            assertThat(shown.text("rename.name")).isEqualTo("<html>?gnp?");
        }
    }

    @Test
    void tokenPulledWhileItIsRenamed_isTold() {
        try (ShownWindow shown = asking()) {
            inserted.token().faults().inject(Fault.remove().at(CommandKind.WRITE, 1));
            RulesTest.write(shown, "rename.name", "Other");
            shown.press("button.ok");

            shown.awaitText("message", "My Token was unplugged. Plug it in and start again.");
            shown.find("button.close", JButton.class);
        }
    }

    private ShownWindow asking() {
        ShownWindow shown = ShownWindow.on(inserted.emulator());
        shown.press("action.rename");
        logOn(shown);
        return shown;
    }

    private static void logOn(ShownWindow shown) {
        shown.type("logon.password", InsertedToken.PIN);
        shown.press("button.ok");
        shown.awaitGone("logon.password");
        shown.find("rename.name", JTextField.class);
    }

    private void rename(String name) {
        Cryptoki cryptoki = inserted.emulator().newApplication();
        cryptoki.initialize(null);
        long session = cryptoki.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
        cryptoki.login(session, Cku.CKU_USER, InsertedToken.PIN.getBytes(StandardCharsets.US_ASCII));
        cryptoki.findObjectsInit(
                session,
                List.of(
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_HW_FEATURE),
                        Attribute.ofUlong(Cka.CKA_HW_FEATURE_TYPE, TOKEN_OBJECT)));
        long object = cryptoki.findObjects(session, 1)[0];
        cryptoki.findObjectsFinal(session);
        cryptoki.setAttributeValue(
                session, object, List.of(Attribute.of(Cka.CKA_LABEL, name.getBytes(StandardCharsets.UTF_8))));
        cryptoki.finalizeCryptoki(false);
    }
}
