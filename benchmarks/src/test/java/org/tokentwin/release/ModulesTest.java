package org.tokentwin.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users take as libraries, as modules: what they are called, what they give away, and that programs run on them. */
class ModulesTest {
    private static final String INSIDE = "org.tokentwin.emulator.inside.bouncycastle.";

    private static final String SIGNS = """
            package user;

            import java.nio.file.Path;
            import java.security.KeyStore;
            import java.security.PrivateKey;
            import java.security.Provider;
            import java.security.Security;
            import java.security.Signature;
            import org.tokentwin.cryptoki.Ckr;
            import org.tokentwin.emulator.EmulatedToken;
            import org.tokentwin.emulator.Emulator;
            import org.tokentwin.emulator.cryptoki.PinReference;
            import org.tokentwin.emulator.issuer.Pkcs12File;

            final class Signs {
                private Signs() {}

                /** Has what is inside work too: a file with a password, certificates, the card. */
                public static void main(String[] arguments) throws Exception {
                    Path file = Path.of(arguments[0]);
                    char[] password = "password".toCharArray();
                    EmulatedToken.order().copyTo(its -> Pkcs12File.write(file, its, password)).issue().close();
                    try (EmulatedToken token = EmulatedToken.order().credential(file, password).issue();
                            Emulator emulator = Emulator.with(token)) {
                        Provider pkcs11 = Security.getProvider("SunPKCS11").configure("--name=Twin\\nlibrary=" + emulator.modulePath());
                        KeyStore keyStore = KeyStore.getInstance("PKCS11", pkcs11);
                        keyStore.load(null, token.pin());
                        Signature signature = Signature.getInstance("SHA256withRSA", pkcs11);
                        signature.initSign((PrivateKey) keyStore.getKey(keyStore.aliases().nextElement(), null));
                        System.out.println(signature.sign().length + " bytes, " + token.pinStatus(PinReference.USER).triesLeft() + " tries, "
                                + Ckr.CKR_OK);
                    }
                }
            }
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void requirePacked() {
        PublishedJars.require();
    }

    @Test
    void everyLibrary_isAModuleWithAVersion() {
        assertThat(published())
                .extracting(each -> each.descriptor().toNameAndVersion())
                .containsExactlyInAnyOrder(
                        "org.tokentwin.cryptoki@" + version(),
                        "org.tokentwin.emulator@" + version(),
                        "org.tokentwin.junit@" + version(),
                        "org.tokentwin.client@" + version());
        assertThat(published()).noneMatch(each -> each.descriptor().isAutomatic());
    }

    /** What its signatures name is there for the user too, and what he does not need is not. */
    @Test
    void exportedType_namesExportedTypesOnly() throws Exception {
        List<Path> jars = new ArrayList<>(
                List.of(PublishedJars.CRYPTOKI, PublishedJars.EMULATOR, PublishedJars.JUNIT, PublishedJars.CLIENT));
        jars.addAll(PublishedJars.librariesOfTheClient());
        jars.addAll(PublishedJars.junit());

        assertThat(ExportedTypes.in(jars, "org.tokentwin.").unreachable())
                .containsExactlyInAnyOrder(
                        // what one package of ours asks another, and no user
                        "org.tokentwin.client.pkcs11.LoadedModule: iaik.pkcs.pkcs11.wrapper.PKCS11",
                        "org.tokentwin.emulator.authority.LoopbackHttp: com.sun.net.httpserver.HttpServer",
                        "org.tokentwin.emulator.issuer.OrganisationalSubscriber: " + INSIDE + "asn1.x500.X500Name",
                        "org.tokentwin.emulator.issuer.PersonalSubscriber: " + INSIDE + "asn1.x500.X500Name",
                        "org.tokentwin.emulator.issuer.ServiceSigner: " + INSIDE + "operator.ContentSigner",
                        "org.tokentwin.emulator.issuer.Subscriber: " + INSIDE + "asn1.x500.X500Name",
                        "org.tokentwin.emulator.rpc.RpcServer: org.tokentwin.emulator.recording.RecordedCall");
    }

    /** The JDK makes objects of the classes that a provider names. */
    @Test
    void packagesOfBouncyCastlesProvider_areOpenToTheJdkOnly() {
        ModuleReference emulator = published().stream()
                .filter(each -> each.descriptor().name().equals("org.tokentwin.emulator"))
                .findFirst()
                .orElseThrow();
        Pattern provider =
                Pattern.compile("org\\.tokentwin\\.emulator\\.inside\\.bouncycastle\\.jcajce\\.provider\\..*");

        assertThat(emulator.descriptor().opens())
                .allMatch(each -> each.targets().equals(Set.of("java.base")));
        assertThat(emulator.descriptor().opens().stream().map(each -> each.source()))
                .containsExactlyInAnyOrderElementsOf(emulator.descriptor().packages().stream()
                        .filter(each -> provider.matcher(each).matches())
                        .toList());
    }

    @Test
    void modularProgram_signsThroughSunPkcs11() throws Exception {
        UsersProgram program = new UsersProgram(directory, List.of(PublishedJars.CRYPTOKI, PublishedJars.EMULATOR))
                .with("module-info.java", "module user { requires org.tokentwin.emulator; }")
                .with("user/Signs.java", SIGNS);

        assertThat(program.compiled("--module-path")).isEmpty();
        assertThat(program.run(
                        "org.tokentwin.emulator",
                        "--module",
                        "user/user.Signs",
                        directory.resolve("e-cert.p12").toString()))
                .isEqualTo("256 bytes, 15 tries, CKR_OK\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.tokentwin.emulator.applet.TokenApplet",
                "org.tokentwin.emulator.cryptoki.token.Pins",
                "org.tokentwin.emulator.inside.bouncycastle.jce.provider.BouncyCastleProvider",
                "org.tokentwin.emulator.uri.TokenUri"
            })
    void typeThatIsNotExported_cannotBeNamed(String type) throws Exception {
        UsersProgram program = new UsersProgram(directory, List.of(PublishedJars.CRYPTOKI, PublishedJars.EMULATOR))
                .with("module-info.java", "module user { requires org.tokentwin.emulator; }")
                .with("user/Names.java", "package user; interface Names { Class<?> IT = " + type + ".class; }");

        assertThat(program.compiled("--module-path"))
                .contains("package " + type.substring(0, type.lastIndexOf('.')) + " is not visible");
    }

    /** With libraries of the client's own, which the emulator has inside under other names. */
    @Test
    void clientAndEmulator_areInOneProgram() throws Exception {
        List<Path> jars =
                new ArrayList<>(List.of(PublishedJars.CRYPTOKI, PublishedJars.EMULATOR, PublishedJars.CLIENT));
        jars.addAll(PublishedJars.librariesOfTheClient());
        UsersProgram program =
                new UsersProgram(directory, jars).with("module-info.java", """
                        module user {
                            requires org.tokentwin.client;
                            requires org.tokentwin.emulator;
                        }
                        """).with("user/Asks.java", """
                        package user;

                        import java.io.ByteArrayInputStream;
                        import org.tokentwin.client.Pin;
                        import org.tokentwin.client.SignatureMechanism;
                        import org.tokentwin.client.TokenClient;
                        import org.tokentwin.client.TokenSession;
                        import org.tokentwin.client.TryRisk;
                        import org.tokentwin.emulator.EmulatedToken;
                        import org.tokentwin.emulator.Emulator;

                        final class Asks {
                            private Asks() {}

                            public static void main(String[] arguments) throws Exception {
                                try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                                        Emulator emulator = Emulator.with(token);
                                        TokenClient client = TokenClient.open(emulator.modulePath());
                                        Pin pin = Pin.of(token.pin());
                                        TokenSession session = client.login(client.tokens().getFirst(), pin, TryRisk.KEEP_FINAL_TRY)) {
                                    byte[] signature = session.sign(
                                            session.privateKeys().getFirst(), SignatureMechanism.CKM_SHA256_RSA_PKCS, new ByteArrayInputStream(new byte[1]));
                                    System.out.println(signature.length + " bytes");
                                }
                            }
                        }
                        """);

        assertThat(program.compiled("--module-path")).isEmpty();
        assertThat(program.run(
                        "org.tokentwin.emulator,org.tokentwin.client,ipkcs11wrapper", "--module", "user/user.Asks"))
                .isEqualTo("256 bytes\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside", "process"})
    void modularTest_getsItsToken(String place) throws Exception {
        List<Path> jars = new ArrayList<>(List.of(PublishedJars.CRYPTOKI, PublishedJars.EMULATOR, PublishedJars.JUNIT));
        jars.addAll(PublishedJars.junit());
        UsersProgram program = new UsersProgram(directory, jars)
                .with("module-info.java", """
                        open module user {
                            requires org.junit.jupiter.engine;
                            requires org.junit.platform.launcher;
                            requires org.tokentwin.emulator;
                            requires org.tokentwin.junit;
                        }
                        """)
                .with("user/TokenTest.java", """
                        package user;

                        import org.junit.jupiter.api.Assertions;
                        import org.junit.jupiter.api.Test;
                        import org.tokentwin.junit.Token;
                        import org.tokentwin.junit.TokenTwin;

                        @TokenTwin
                        class TokenTest {
                            TokenTest() {}

                            @Test
                            void tokens(Token token) {
                                Assertions.assertEquals(15, token.triesLeft());
                            }
                        }
                        """)
                .with("user/Runs.java", """
                        package user;

                        import org.junit.platform.engine.discovery.DiscoverySelectors;
                        import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
                        import org.junit.platform.launcher.core.LauncherFactory;
                        import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

                        final class Runs {
                            private Runs() {}

                            public static void main(String[] arguments) {
                                SummaryGeneratingListener listener = new SummaryGeneratingListener();
                                LauncherFactory.create().execute(
                                        LauncherDiscoveryRequestBuilder.request().selectors(DiscoverySelectors.selectClass(TokenTest.class)).build(),
                                        listener);
                                listener.getSummary().getFailures().forEach(failure -> System.out.println(failure.getException()));
                                System.out.println(listener.getSummary().getTestsSucceededCount() + " passed");
                            }
                        }
                        """);

        assertThat(program.compiled("--module-path")).isEmpty();
        assertThat(program.run("org.tokentwin.emulator", "-Dtokentwin.runs=" + place, "--module", "user/user.Runs"))
                .isEqualTo("1 passed\n");
    }

    private static List<ModuleReference> published() {
        return Stream.of(PublishedJars.CRYPTOKI, PublishedJars.EMULATOR, PublishedJars.JUNIT, PublishedJars.CLIENT)
                .flatMap(jar -> ModuleFinder.of(jar).findAll().stream())
                .toList();
    }

    private static String version() {
        return PublishedJars.CRYPTOKI.getFileName().toString().replaceAll("tokentwin-cryptoki-|\\.jar", "");
    }
}
