package org.tokentwin.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** javac has nothing to say of our classes to a user who compiles against them, with all of its warnings on. */
class CompilerWarningsTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void requirePacked() {
        PublishedJars.require();
    }

    /** It takes the types that the documentation names, and with them what their class files say. JSpecify is not there. */
    @Test
    void userWithAllWarningsAsErrors_compiles() throws Exception {
        List<Path> jars = new ArrayList<>(
                List.of(PublishedJars.CRYPTOKI, PublishedJars.EMULATOR, PublishedJars.JUNIT, PublishedJars.CLIENT));
        PublishedJars.librariesOfTheClient().stream()
                .filter(jar -> !jar.toString().contains("jspecify"))
                .forEach(jars::add);
        jars.addAll(PublishedJars.junit());
        UsersProgram program = new UsersProgram(directory, jars).with("User.java", """
                import java.nio.file.Path;
                import java.time.InstantSource;
                import java.util.Optional;
                import org.tokentwin.client.Pin;
                import org.tokentwin.client.TokenClient;
                import org.tokentwin.client.TokenSession;
                import org.tokentwin.client.TryRisk;
                import org.tokentwin.cryptoki.CryptokiFunction;
                import org.tokentwin.emulator.EmulatedToken;
                import org.tokentwin.emulator.Emulator;
                import org.tokentwin.emulator.authority.AuthorityServer;
                import org.tokentwin.emulator.authority.ServiceFault;
                import org.tokentwin.emulator.cryptoki.PinReference;
                import org.tokentwin.emulator.fault.Fault;
                import org.tokentwin.emulator.issuer.TestAuthority;
                import org.tokentwin.emulator.module.SharedLibrary;
                import org.tokentwin.emulator.profile.TokenProfile;
                import org.tokentwin.emulator.rpc.RpcServer;
                import org.tokentwin.junit.Token;
                import org.tokentwin.junit.TokenTwin;

                final class User {
                    private User() {}

                    static String uses(Path directory) throws Exception {
                        try (AuthorityServer server = AuthorityServer.bind(0);
                                EmulatedToken token = EmulatedToken.order()
                                        .profile(TokenProfile.load(directory))
                                        .authority(TestAuthority.bundled(InstantSource.system()).at(server.address()))
                                        .issue();
                                Emulator emulator = Emulator.with(token);
                                RpcServer program = RpcServer.start(directory, emulator::connect);
                                TokenClient client = TokenClient.open(emulator.modulePath());
                                Pin pin = Pin.of(token.pin());
                                TokenSession session = client.login(client.tokens().getFirst(), pin, TryRisk.KEEP_FINAL_TRY)) {
                            server.faults().inject(ServiceFault.parse("try-later"));
                            token.faults().inject(Fault.remove().atSignature());
                            Optional<char[]> soPin = token.soPin();
                            return "" + token.pinStatus(PinReference.USER) + emulator.applications() + session.privateKeys() + soPin
                                    + SharedLibrary.putInto(directory, SharedLibrary.fileName()) + program.connections()
                                    + CryptokiFunction.values().length;
                        }
                    }

                    @TokenTwin(faults = "remove@sign")
                    void test(Token token) {
                        token.remove();
                    }
                }
                """);

        assertThat(program.compiled("--class-path")).isEmpty();
    }

    /** Whichever type a user takes: their annotations are for the compiler of this build only. */
    @Test
    void noClassFile_hasAnAnnotationOfErrorProne() throws Exception {
        List<String> found = new ArrayList<>();
        for (Path jar :
                List.of(PublishedJars.CRYPTOKI, PublishedJars.EMULATOR, PublishedJars.JUNIT, PublishedJars.CLIENT)) {
            try (JarFile opened = new JarFile(jar.toFile())) {
                for (Enumeration<JarEntry> entries = opened.entries(); entries.hasMoreElements(); ) {
                    JarEntry entry = entries.nextElement();
                    if (entry.getName().matches("org/tokentwin/(?!emulator/inside/).*\\.class")
                            && AnnotationsOfAClass.of(
                                            opened.getInputStream(entry).readAllBytes())
                                    .stream()
                                    .anyMatch(each -> each.startsWith("Lcom/google/errorprone/"))) {
                        found.add(entry.getName());
                    }
                }
            }
        }

        assertThat(found).isEmpty();
    }
}
