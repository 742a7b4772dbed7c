package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.client.InsertedToken;

/** Which module is taken where no option names one. */
class ModuleChoiceTest {
    private static final Path P11_KIT = Path.of("/nowhere/p11-kit-client.so");

    @ParameterizedTest
    @ValueSource(strings = {"PKCS11_MODULE_PATH", "PKCS11_MODULE"})
    void variable_namesTheModule(String variable) {
        try (InsertedToken inserted = InsertedToken.issue()) {
            CommandRun.Result result = CommandRun.onNothing()
                    .with(variable, inserted.module().toString())
                    .run("token", "list");

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.err()).isEmpty();
        }
    }

    @Test
    void onlyModuleOfTheMachine_isTakenAndSaid() {
        try (InsertedToken inserted = InsertedToken.issue()) {
            CommandRun.Result result =
                    CommandRun.onNothing().having(inserted.module(), P11_KIT).run("token", "list");

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.err()).contains("this one is taken, the only one found here: " + inserted.module());
        }
    }

    @Test
    void severalModules_areNotGuessedAmong() {
        CommandRun.Result result = CommandRun.onNothing()
                .having(Path.of("/nowhere/a.so"), Path.of("/nowhere/b.so"))
                .run("token", "list");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("no module is named", "/nowhere/a.so, /nowhere/b.so");
    }

    @Test
    void addressOfAServer_takesP11KitsClient() {
        CommandRun.Result result = CommandRun.onNothing()
                .with("P11_KIT_SERVER_ADDRESS", "unix:path=/nowhere")
                .having(Path.of("/nowhere/a.so"), P11_KIT)
                .run("token", "list");

        assertThat(result.err()).contains("since P11_KIT_SERVER_ADDRESS is set: " + P11_KIT, "there is no module");
    }

    @Test
    void socketOfAServer_takesTheOwnLibrary(@TempDir Path home) throws IOException {
        Path library = home.resolve("lib").resolve(System.mapLibraryName("tokentwin-pkcs11"));
        CommandRun client = CommandRun.onNothing()
                .with("TOKENTWIN_SOCKET", "/nowhere")
                .with("TOKENTWIN_HOME", home.toString())
                .having(Path.of("/nowhere/a.so"));

        assertThat(client.run("token", "list").err()).contains("no module is named", "there is no " + library);
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(library, "no library".repeat(10));
        assertThat(client.run("token", "list").err()).contains("since TOKENTWIN_SOCKET is set: " + library);
    }

    @Test
    void addressWithoutP11KitsClient_saysWhatIsMissing() {
        CommandRun.Result result = CommandRun.onNothing()
                .with("P11_KIT_SERVER_ADDRESS", "unix:path=/nowhere")
                .having(Path.of("/nowhere/a.so"))
                .run("token", "list");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("p11-kit-client.so was not found");
    }

    /** The window offers it: its socket may be one that a killed server left. */
    @Test
    void serverThatListens_isFoundWithItsLibrary(@TempDir Path home) throws IOException {
        ModuleChoice choice = new ModuleChoice(new Surroundings(
                name -> Optional.of(home.toString()).filter(text -> name.equals("TOKENTWIN_HOME")),
                question -> Optional.empty(),
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                Clock.systemUTC(),
                List.of(),
                false));
        assertThat(choice.served()).isEmpty();
        Path library = home.resolve("lib").resolve(System.mapLibraryName("tokentwin-pkcs11"));
        Files.createDirectories(library.resolveSibling("."));
        Files.createFile(library);
        assertThat(choice.served()).isEmpty();
        Path socket = Files.createDirectories(home.resolve("run")).resolve("pkcs11");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));

            assertThat(choice.served()).contains(library);
        }
        assertThat(socket).exists();
        assertThat(choice.served()).isEmpty();
    }
}
