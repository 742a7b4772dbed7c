package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.client.CharacterUse;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.window.model.PinRequest.Purpose;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.issuer.PersonalSubscriber;

/**
 * Takes the pictures of the guide in its three languages, light and dark, and compares them loosely: each is there, shows something, and is about
 * as large as the one of docs/window; the window has the text. With {@code -Dtokentwin.pictures} those of the guide are written into docs/window,
 * else all are into target/window.
 */
@WindowTest
@ParameterizedClass
@MethodSource("looks")
class PicturesTest {
    private static final Path KEPT = Path.of("..", "docs", "window");
    private static final Path MADE = Path.of("target", "window");
    private static final Instant ISSUED = Instant.parse("2026-01-05T01:00:00Z");
    private static final String CURRENT = InsertedToken.PIN;
    private static final String NEW = "Ghijkl2?";

    /** What the guide shows in the dark, too. */
    private static final Set<String> DARK = Set.of("simple", "certificate", "change", "rules");

    private final Language language;
    private final boolean dark;
    private final Texts texts;

    @AutoClose
    private final InsertedToken inserted = issue("hongkongpost-ecert");

    PicturesTest(Language language, boolean dark) {
        this.language = language;
        this.dark = dark;
        texts = new Texts(Texts.bundle(language), language, ZoneId.of("Asia/Hong_Kong"));
    }

    static Stream<Arguments> looks() {
        return Arrays.stream(Language.values())
                .flatMap(language -> Stream.of(Arguments.of(language, false), Arguments.of(language, true)));
    }

    private static InsertedToken issue(String profile) {
        return InsertedToken.of(EmulatedToken.order()
                .profile(profile)
                .holder(new PersonalSubscriber("CHAN TAI MAN", Optional.of("taiman@example.hk"), "0123456789"))
                .clock(InstantSource.fixed(ISSUED))
                .withPin(CURRENT));
    }

    @Test
    void simpleView() throws IOException {
        try (ShownWindow shown = open(inserted)) {
            keep(shown, "simple", "My Token");
        }
    }

    @Test
    void certificate() throws IOException {
        try (ShownWindow shown = open(inserted)) {
            shown.press("tools.advanced");
            shown.chooseNode("CHAN TAI MAN");
            keep(shown, "certificate", texts.text("cert.ecert.mutual", texts.text("cert.ecert.personal")));
        }
    }

    @Test
    void status() throws IOException {
        try (ShownWindow shown = open(inserted)) {
            shown.press("tools.advanced");
            shown.chooseNode("CHAN TAI MAN");
            shown.chooseTab(3);
            keep(shown, "status", texts.text("status.note"));
        }
    }

    @Test
    void tokenInformation() throws IOException {
        try (ShownWindow shown = open(inserted)) {
            shown.press("tools.advanced");
            shown.chooseNode("My Token");
            keep(shown, "token", inserted.token().serial());
        }
    }

    @Test
    void settings() throws IOException {
        try (ShownWindow shown = open(inserted)) {
            shown.press("tools.advanced");
            shown.chooseNode(texts.text("node.settings"));
            keep(shown, "settings", texts.text("settings.rules.nobody"));
        }
    }

    @Test
    void changeOfRules() throws IOException {
        try (InsertedToken other = issue("safenet-etoken-5110");
                ShownWindow shown = open(other)) {
            startToChangeRules(shown, other);
            RulesTest.write(shown, "rules.age", "90");
            RulesTest.choose(shown, "rules.upper", CharacterUse.REQUIRED);
            keep(shown, "rules", texts.text("rules.lead"));
        }
    }

    private void startToChangeRules(ShownWindow shown, InsertedToken token) {
        shown.press("tools.advanced");
        shown.chooseNode(texts.text("node.settings"));
        shown.press("action.rules");
        shown.type("rules.password", new String(token.token().soPin().orElseThrow()));
        RulesTest.write(shown, "rules.least", "10");
    }

    @Test
    void changeOfRulesIsMeant() throws IOException {
        try (InsertedToken other = issue("safenet-etoken-5110");
                ShownWindow shown = open(other)) {
            startToChangeRules(shown, other);
            RulesTest.choose(shown, "rules.upper", CharacterUse.REQUIRED);
            shown.press("button.ok");
            shown.find("serial.typed", Component.class);
            keep(shown, "rules-asked", "6 → 10");
        }
    }

    @Test
    void rename() throws IOException {
        try (ShownWindow shown = open(inserted)) {
            shown.press("action.rename");
            shown.type("logon.password", CURRENT);
            shown.press("button.ok");
            shown.find("rename.name", Component.class);
            RulesTest.write(shown, "rename.name", "陳大文");
            keep(shown, "rename", texts.text("rename.lead"));
        }
    }

    @Test
    void welcome() throws IOException {
        List<Path> found = List.of(Path.of("/usr/lib/libeTPkcs11.so"), Path.of("/usr/lib/opensc-pkcs11.so"));
        Optional<Path> launcher = Optional.of(Path.of("/opt/tokentwin/tokentwin"));
        try (ShownWindow shown = ShownWindow.withoutModule(Optional.empty(), found, launcher, texts, dark)) {
            shown.find("welcome.start", Component.class);
            keep(shown, "welcome", found.getFirst().toString());
        }
    }

    @Test
    void changePassword() throws IOException {
        try (ShownWindow shown = open(inserted)) {
            shown.press("action.change");
            shown.type("change.current", CURRENT);
            shown.type("change.new", "Ghijkl2");
            keep(shown, "change", texts.text("rule.special"));
        }
    }

    @Test
    void changedPassword() throws IOException {
        try (ShownWindow shown = open(inserted)) {
            shown.press("action.change");
            shown.change(CURRENT, NEW, NEW);
            shown.awaitText("notice.text", texts.text("change.done", "My Token"));
            keep(shown, "changed", texts.text("change.done", "My Token"));
        }
    }

    @Test
    void firstUse() throws IOException {
        try (InsertedToken fromThePost = InsertedToken.of(EmulatedToken.order().withInitialPin());
                ShownWindow shown = open(fromThePost)) {
            shown.press("tools.advanced");
            shown.chooseNode("My Token");
            shown.press("action.logon");
            shown.find("change.current", Component.class);
            keep(shown, "first-use", texts.text("change.first"));
        }
    }

    @Test
    void wrongPassword() throws IOException {
        try (ShownWindow shown = open(inserted)) {
            shown.press("action.change");
            shown.change("Wrong123!", NEW, NEW);
            String text = texts.text("wrong.tries", 14);
            shown.awaitText("message", text);
            keep(shown, "wrong", text);
        }
    }

    @Test
    void lastTryAndLock() throws IOException {
        try (ShownWindow shown = open(inserted)) {
            shown.press("action.change");
            for (int left = 14; left >= 1; left--) {
                shown.change("Wrong123!", NEW, NEW);
                shown.awaitText("tries", texts.text("tries.of", left, 15));
            }
            shown.change("Wrong123!", NEW, NEW);
            shown.find("notice.text", Component.class);
            keep(shown, "last-try", texts.text("try.last"));
            shown.press("button.try");
            shown.awaitText("message", texts.text("locked.ecert"));
            shown.awaitText("tries", texts.text("state.locked"));
            keep(shown, "locked", texts.text("locked.ecert"));
        }
    }

    @Test
    void unlock() throws IOException {
        try (InsertedToken other = issue("safenet-etoken-5110");
                ShownWindow shown = open(other)) {
            shown.press("action.unlock");
            shown.type("unlock.administrator", new String(other.token().soPin().orElseThrow()));
            shown.type("change.new", "Ghijkl2");
            keep(shown, "unlock", texts.text("unlock.lead"));
        }
    }

    @Test
    void systemAsks() throws IOException {
        try (AskDialogTest.Asking asking =
                AskDialogTest.Asking.of(AskDialogTest.asking(Purpose.LOGIN), language, dark)) {
            keep(asking, "ask", texts.text("tries.of", 14, 15));
        }
    }

    @Test
    void systemAsksForANewPassword() throws IOException {
        try (AskDialogTest.Asking asking =
                AskDialogTest.Asking.of(AskDialogTest.asking(Purpose.CHANGE), language, dark)) {
            keep(asking, "ask-change", texts.text("tries.of", 14, 15));
        }
    }

    /** The tray is at the foot of the screen, where nothing else is: its icon's menu, and what it says of a token. */
    @Test
    void tray() throws Exception {
        try (Trayer trayer = Trayer.atTheRight();
                ShownWindow shown = open(inserted)) {
            Tray tray = shown.window().tray().orElseThrow();
            shown.await(
                    "the icon has its menu",
                    () -> OnScreen.onEventThread(() -> tray.offered().size() == 2));
            keep(trayer.menu(), "tray");
            inserted.emulator().remove(inserted.token());
            shown.awaitText("status.line", texts.text("status.removed", "My Token"));
            keep(trayer.message(), "tray-message");
        }
    }

    private ShownWindow open(InsertedToken its) {
        return ShownWindow.on(its.emulator(), its.module(), texts, InstantSource.fixed(ISSUED.plusSeconds(1)), dark);
    }

    private void keep(OnScreen shown, String screen, String text) throws IOException {
        assertThat(shown.everything()).contains(text);
        BufferedImage picture = Photograph.small(Photograph.of(shown.top()));
        Photograph.assertShowsSomething(picture);
        keep(picture, screen);
    }

    private void keep(BufferedImage picture, String screen) throws IOException {
        String name = screen + "-"
                + language.locale().toLanguageTag().replace("-HK", "").replace("-CN", "") + (dark ? "-dark" : "")
                + ".png";
        boolean ofTheGuide = !dark || DARK.contains(screen);
        boolean write = System.getProperty("tokentwin.pictures") != null;
        Photograph.save(picture, (write && ofTheGuide ? KEPT : MADE).resolve(name));
        if (ofTheGuide) {
            BufferedImage kept = ImageIO.read(KEPT.resolve(name).toFile());
            assertThat(picture.getWidth()).isCloseTo(kept.getWidth(), Percentage.withPercentage(20));
            assertThat(picture.getHeight()).isCloseTo(kept.getHeight(), Percentage.withPercentage(20));
        }
    }
}
