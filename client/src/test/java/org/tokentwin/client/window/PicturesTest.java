package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.window.model.PinRequest.Purpose;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.issuer.PersonalSubscriber;

/**
 * Takes the pictures of docs/guide.md, and compares them loosely: each is there, shows something, and is about as large; the window has the
 * text. With {@code -Dtokentwin.pictures} they are written into docs/window, else into target/window.
 */
@WindowTest
class PicturesTest {
    private static final Path KEPT = Path.of("..", "docs", "window");
    private static final Path MADE = Path.of("target", "window");
    private static final Instant ISSUED = Instant.parse("2026-01-05T01:00:00Z");
    private static final String CURRENT = InsertedToken.PIN;

    @AutoClose
    private final InsertedToken inserted = InsertedToken.of(EmulatedToken.order()
            .holder(new PersonalSubscriber("CHAN TAI MAN", Optional.of("taiman@example.hk"), "0123456789"))
            .clock(InstantSource.fixed(ISSUED))
            .withPin(CURRENT));

    @ParameterizedTest
    @CsvSource({"ENGLISH, false, simple-en", "TRADITIONAL_CHINESE, true, simple-zh-Hant-dark"})
    void simpleView(Language language, boolean dark, String name) throws IOException {
        try (ShownWindow shown = open(inserted, language, dark)) {
            keep(shown, name, "My Token");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ENGLISH, false, certificate-en",
        "TRADITIONAL_CHINESE, false, certificate-zh-Hant",
        "SIMPLIFIED_CHINESE, true, certificate-zh-Hans-dark"
    })
    void certificate(Language language, boolean dark, String name) throws IOException {
        try (ShownWindow shown = open(inserted, language, dark)) {
            shown.press("tools.advanced");
            shown.chooseNode("CHAN TAI MAN");
            Texts texts = Texts.in(language);
            keep(shown, name, texts.text("cert.ecert.mutual", texts.text("cert.ecert.personal")));
        }
    }

    @ParameterizedTest
    @CsvSource({"ENGLISH, false, token-en", "SIMPLIFIED_CHINESE, true, token-zh-Hans-dark"})
    void tokenInformation(Language language, boolean dark, String name) throws IOException {
        try (ShownWindow shown = open(inserted, language, dark)) {
            shown.press("tools.advanced");
            shown.chooseNode("My Token");
            keep(shown, name, inserted.token().serial());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ENGLISH, false, change-en",
        "TRADITIONAL_CHINESE, false, change-zh-Hant",
        "SIMPLIFIED_CHINESE, true, change-zh-Hans-dark"
    })
    void changePassword(Language language, boolean dark, String name) throws IOException {
        try (ShownWindow shown = open(inserted, language, dark)) {
            shown.press("action.change");
            shown.type("change.current", CURRENT);
            shown.type("change.new", "Ghijkl2");
            keep(shown, name, Texts.in(language).text("rule.special"));
        }
    }

    @ParameterizedTest
    @CsvSource({"ENGLISH, false, settings-en", "SIMPLIFIED_CHINESE, false, settings-zh-Hans"})
    void settings(Language language, boolean dark, String name) throws IOException {
        try (ShownWindow shown = open(inserted, language, dark)) {
            shown.press("tools.advanced");
            shown.chooseNode(Texts.in(language).text("node.settings"));
            keep(shown, name, Texts.in(language).text("settings.rules.fixed"));
        }
    }

    @ParameterizedTest
    @CsvSource({"ENGLISH, false, welcome-en", "TRADITIONAL_CHINESE, true, welcome-zh-Hant-dark"})
    void welcome(Language language, boolean dark, String name) throws IOException {
        List<Path> found = List.of(Path.of("/usr/lib/libeTPkcs11.so"), Path.of("/usr/lib/opensc-pkcs11.so"));
        Optional<Path> launcher = Optional.of(Path.of("/opt/tokentwin/tokentwin"));
        try (ShownWindow shown =
                ShownWindow.withoutModule(Optional.empty(), found, launcher, Texts.in(language), dark)) {
            shown.find("welcome.start", Component.class);
            keep(shown, name, found.getFirst().toString());
        }
    }

    @Test
    void firstUse() throws IOException {
        try (InsertedToken fromThePost = InsertedToken.of(EmulatedToken.order().withInitialPin());
                ShownWindow shown = open(fromThePost, Language.ENGLISH, false)) {
            shown.press("tools.advanced");
            shown.chooseNode("My Token");
            shown.press("action.logon");
            shown.find("change.current", Component.class);
            keep(shown, "first-use-en", "This password is the one of the envelope");
        }
    }

    @ParameterizedTest
    @CsvSource({"ENGLISH, wrong-en", "TRADITIONAL_CHINESE, wrong-zh-Hant"})
    void wrongPassword(Language language, String name) throws IOException {
        try (ShownWindow shown = open(inserted, language, false)) {
            shown.press("action.change");
            shown.change("Wrong123!", "Ghijkl2?", "Ghijkl2?");
            String text = Texts.in(language).text("wrong.tries", 14);
            shown.awaitText("message", text);
            keep(shown, name, text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ENGLISH, false, LOGIN, ask-en",
        "ENGLISH, false, CHANGE, ask-change-en",
        "TRADITIONAL_CHINESE, false, LOGIN, ask-zh-Hant",
        "SIMPLIFIED_CHINESE, true, LOGIN, ask-zh-Hans-dark"
    })
    void systemAsks(Language language, boolean dark, Purpose purpose, String name) throws IOException {
        try (AskDialogTest.Asking asking = AskDialogTest.Asking.of(AskDialogTest.asking(purpose), language, dark)) {
            keep(asking, name, Texts.in(language).text("tries.of", 14, 15));
        }
    }

    private static ShownWindow open(InsertedToken inserted, Language language, boolean dark) {
        Texts texts = new Texts(Texts.bundle(language), language, ZoneId.of("Asia/Hong_Kong"));
        return ShownWindow.on(
                inserted.emulator(), inserted.module(), texts, InstantSource.fixed(ISSUED.plusSeconds(1)), dark);
    }

    private static void keep(OnScreen shown, String name, String text) throws IOException {
        assertThat(shown.everything()).contains(text);
        BufferedImage picture = Photograph.small(Photograph.of(shown.top()));
        Photograph.assertShowsSomething(picture);
        boolean write = System.getProperty("tokentwin.pictures") != null;
        Photograph.save(picture, (write ? KEPT : MADE).resolve(name + ".png"));
        BufferedImage kept = ImageIO.read(KEPT.resolve(name + ".png").toFile());
        Photograph.assertShowsSomething(kept);
        assertThat(picture.getWidth()).isCloseTo(kept.getWidth(), Percentage.withPercentage(20));
        assertThat(picture.getHeight()).isCloseTo(kept.getHeight(), Percentage.withPercentage(20));
    }
}
