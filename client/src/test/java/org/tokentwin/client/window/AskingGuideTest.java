package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.Pin;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.TokenSession;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.cli.ClientCommand;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.asking.AskingProgram;
import org.tokentwin.emulator.profile.TokenProfile;

/**
 * Chapter 5 of the guide: a program uses the token, and the system asks for the password. The dialogue is a process of its own, as a server
 * starts it, speaks the language of the system, and a person types on the keyboard of the display.
 */
@WindowTest
@ParameterizedClass
@EnumSource(Language.class)
class AskingGuideTest {
    @TempDir
    private Path directory;

    @AutoClose
    private final InsertedToken inserted = InsertedToken.of(EmulatedToken.order()
            .profile(TokenProfile.named("hongkongpost-ecert-asking"))
            .withPin(InsertedToken.PIN));

    private final Language language;

    AskingGuideTest(Language language) {
        this.language = language;
    }

    @BeforeEach
    void ask() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        // The environment of this JVM does not have the display that it made.
        Path program = Files.writeString(directory.resolve("ask"), """
                export DISPLAY='%s'
                exec '%s' -Duser.language=%s -Duser.script=%s -cp '%s' %s ask "$1"
                """.formatted(
                        VirtualScreen.display(),
                        java,
                        language.locale().getLanguage(),
                        language.locale().getScript(),
                        System.getProperty("java.class.path"),
                        ClientCommand.class.getName()));
        inserted.emulator()
                .askAt(new AskingProgram(
                        List.of("/bin/sh", program.toString()), Duration.ofMinutes(5), variables -> {}, notice -> {
                            throw new AssertionError(notice);
                        }));
    }

    @Test
    void programThatUsesTheToken_hasThePasswordAskedForByTheSystem() throws Exception {
        try (TokenClient client = TokenClient.open(inserted.module())) {
            CompletableFuture<Boolean> loggedIn = logIn(client);
            new Keyboard().type(InsertedToken.PIN, KeyEvent.VK_ENTER);

            assertThat(loggedIn.join()).isTrue();
        }
    }

    @Test
    void wrongPassword_costsATryAndCancelNone() throws Exception {
        try (TokenClient client = TokenClient.open(inserted.module())) {
            CompletableFuture<Boolean> wrong = logIn(client);
            new Keyboard().type("Wrong123!", KeyEvent.VK_ENTER);
            assertRefused(wrong, Ckr.CKR_PIN_INCORRECT);
            CompletableFuture<Boolean> cancelled = logIn(client);
            new Keyboard().type("", KeyEvent.VK_ESCAPE);
            assertRefused(cancelled, Ckr.CKR_FUNCTION_CANCELED);

            assertThat(client.pinStatus(token(client)).triesLeft()).hasValue(14);
        }
    }

    private static CompletableFuture<Boolean> logIn(TokenClient client) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try (Pin unseen = Pin.fromTokensOwnDialogue();
                    TokenSession session = client.login(token(client), unseen, TryRisk.KEEP_FINAL_TRY)) {
                done.complete(!session.privateKeys().isEmpty());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private static Token token(TokenClient client) {
        return client.slots().getFirst().token().orElseThrow();
    }

    private static void assertRefused(CompletableFuture<Boolean> call, Ckr expected) {
        assertThatThrownBy(call::join)
                .cause()
                .isInstanceOfSatisfying(
                        TokenException.class, e -> assertThat(e.is(expected)).isTrue());
    }
}
