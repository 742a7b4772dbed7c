package org.tokentwin.emulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.recording.Recording;
import org.tokentwin.emulator.replay.SoftHsmToken.Outcome;
import org.tokentwin.emulator.rpc.RequiredProgram;
import org.tokentwin.emulator.socket.UnixServer;
import org.tokentwin.emulator.wire.RequestMemory;
import org.tokentwin.emulator.wire.WireServer;

/** Programs of others on SoftHSM2 through the library that spies, and the same programs without SoftHSM2. */
@Tag("devices")
class SpyTest {
    private static final String TOOL_AND_SSH = """
            tool="pkcs11-tool --module $MODULE --login --pin 111111 --id 01"
            $tool --list-objects && $tool --sign --mechanism SHA256-RSA-PKCS --input-file document --output-file signature &&
                sha256sum signature && $tool --verify --mechanism SHA256-RSA-PKCS --input-file document --signature-file signature &&
                ssh-keygen -D $MODULE
            """;

    private static final int THREADS = 8;
    private static final int CALLS_OF_EACH = 500;

    @TempDir
    private Path directory;

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private Path library;
    private Path recording;

    @BeforeEach
    void install() throws IOException {
        library = SharedLibrary.putInto(directory.resolve("lib"), SharedLibrary.fileName());
        recording = directory.resolve("recording");
    }

    private Map<String, String> spyOn(Path module, Path on) {
        return Map.of(
                "MODULE", on.toString(),
                "TOKENTWIN_SPY", module.toString(),
                "TOKENTWIN_SPY_OUTPUT", recording.toString());
    }

    private SoftHsmToken token() throws IOException, InterruptedException {
        return SoftHsmToken.create(Files.createDirectory(directory.resolve("softhsm")));
    }

    /** The same script with what was recorded, in a directory where SoftHSM2 finds no token. */
    private Outcome replayed(SoftHsmToken token, BiFunction<Recording, Consumer<String>, Replay> kind, String script)
            throws IOException, InterruptedException {
        Replay replay = kind.apply(Recording.read(recording), notices::add);
        Path socket = directory.resolve("run").resolve("socket");
        try (UnixServer server =
                UnixServer.start(socket, WireServer.replayed(replay, RequestMemory.ofThisJvm())::serve, notices::add)) {
            assertThat(server.mostConnections()).isPositive();
            Map<String, String> variables = Map.of(
                    "MODULE", library.toString(), "TOKENTWIN_SOCKET", socket.toString(), "SOFTHSM2_CONF", "/dev/null");
            return token.run(variables, script);
        }
    }

    @Test
    void pkcs11ToolAndSsh_seeTheSameWithoutTheToken() throws Exception {
        SoftHsmToken token = token();
        Outcome direct = token.run(Map.of(), TOOL_AND_SSH.replace("ssh-keygen -D $MODULE", "true"));
        Outcome spied = token.run(spyOn(token.module(), library), TOOL_AND_SSH);
        assertThat(spied.status()).as(spied.output()).isZero();
        assertThat(spied.output()).startsWith(direct.output()).contains("Signature is valid", "ssh-rsa ", "recorded");

        assertThat(replayed(token, StrictReplay::new, TOOL_AND_SSH)).isEqualTo(spied);
        assertThat(replayed(token, StateReplay::new, TOOL_AND_SSH)).isEqualTo(spied);
        assertThat(notices).isEmpty();
        assertThat(recording).content().doesNotContain(SoftHsmToken.PIN).doesNotContain("313131313131");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recording)))
                .isEqualTo("rw-------");
    }

    @Test
    void javaProgram_seesTheSameWithoutTheToken() throws Exception {
        SoftHsmToken token = token();
        String script = java(JavaSession.class);
        Outcome spied = token.run(spyOn(token.module(), library), script);
        assertThat(spied.status()).as(spied.output()).isZero();
        assertThat(spied.output()).endsWith(" true\n");

        assertThat(replayed(token, StateReplay::new, script)).isEqualTo(spied);
        assertThat(notices).isEmpty();
    }

    private static String java(Class<?> program) {
        return "'" + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' --enable-native-access=ALL-UNNAMED -cp '" + System.getProperty("java.class.path") + "' "
                + program.getName() + " $MODULE " + SoftHsmToken.PIN.length();
    }

    /** Its calls are those of the recording that is kept, which {@link KeptRecordingTest} replays. */
    @Test
    void cProgram_seesTheSameInOrderAndTellsNoSecret() throws Exception {
        SoftHsmToken token = token();
        String script = java(CSession.class);
        Outcome spied = token.run(spyOn(token.module(), library), script);
        assertThat(spied.status()).as(spied.output()).isZero();

        assertThat(replayed(token, StrictReplay::new, script)).isEqualTo(spied);
        assertThat(notices).isEmpty();
        assertThat(recording)
                .content()
                .contains("{\"type\":17,\"value\":{\"masked\":16}}", "{\"length\":16,\"value\":{\"masked\":16}}")
                .doesNotContain(HexFormat.of().formatHex(CSession.SECRET));
        assertThat(calls(recording)).isEqualTo(calls(KeptRecordingTest.RECORDING));
    }

    private static List<CryptokiFunction> calls(Path recording) throws IOException {
        return Recording.read(recording).calls().stream()
                .map(Recording.Entry::function)
                .toList();
    }

    /** Each function gets the arguments that the program gave, and the program its return value, whatever that is. */
    @ParameterizedTest
    @CsvSource({"2, 20, V2_20", "3, 2, V3_2"})
    void everyFunction_passesThroughAndIsRecorded(int major, int minor, CryptokiVersion version) throws Exception {
        Path compiler = RequiredProgram.anyOf("gcc", "/usr/bin/gcc");
        Path module = directory.resolve("module.so");
        Path program = directory.resolve("program");
        compile(compiler, module, "-DSPIED_MODULE", "-shared", "-fPIC", "-fvisibility=hidden");
        compile(compiler, program, "-ldl", "-lpthread");
        Version wanted = new Version(major, minor);
        Path of = SharedLibrary.putInto(directory.resolve("lib"), SharedLibrary.fileName(wanted), wanted);

        Outcome outcome = run(spyOn(module, of), "'" + program + "' $MODULE '" + module + "'");

        assertThat(outcome.output()).isEqualTo((major == 2 ? "2.40" : "3.2") + "\n0 wrong\n");
        Recording recorded = Recording.read(recording);
        assertThat(recorded.calls())
                .extracting(Recording.Entry::function)
                .containsAll(CryptokiFunction.of(version).stream()
                        .filter(function -> !function.name().matches("C_GetFunctionList|C_GetInterface(List)?"))
                        .toList());
        assertThat(recorded.calls())
                .filteredOn(call -> call.function() == CryptokiFunction.C_GetFunctionStatus)
                .hasSize(1 + THREADS * CALLS_OF_EACH);
    }

    private void compile(Path compiler, Path output, String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                compiler.toString(), "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-Isrc/main/native", "-o"));
        command.addAll(List.of(output.toString(), "src/test/native/spied.c"));
        command.addAll(List.of(flags));
        Process compiling =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(compiling.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(compiling.waitFor()).as(said).isZero();
    }

    private Outcome run(Map<String, String> variables, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    /** What cannot be recorded is not done unrecorded. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "libsofthsm2.so|R|has to be an absolute path",
                "./lib/softhsm|R|has to be an absolute path",
                "/nowhere/at/all.so|R|names no library that can be loaded",
                "SELF|R|does not spy on itself",
                "/bin/true||needs TOKENTWIN_SPY_OUTPUT",
                "SELF|/nowhere/recording|cannot be written",
                "SELF|/dev/null|has to be a new file",
                "SELF|OPEN|has to be a new file",
                "SELF|LINK|cannot be written"
            })
    void spyThatCannotBe_isSaidAndNothingRuns(String spied, String output, String why) throws Exception {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        Path open = Files.writeString(directory.resolve("OPEN"), "precious");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(directory.resolve("LINK"), recording);
        Map<String, String> variables = Map.of(
                "TOKENTWIN_SPY",
                spied.replace("SELF", library.toString()),
                "TOKENTWIN_SPY_OUTPUT",
                output == null
                        ? ""
                        : output.matches("[A-Z]+") ? directory.resolve(output).toString() : output);

        Outcome outcome = run(variables, "pkcs11-tool --module '" + library + "' --list-slots");

        assertThat(outcome.output()).contains("tokentwin-pkcs11: TOKENTWIN_SPY", why);
        assertThat(outcome.status()).isNotZero();
        assertThat(open).hasContent("precious");
        assertThat(recording).doesNotExist();
    }

    /** A session is of several processes, and nothing that was recorded is lost. */
    @Test
    void secondProcess_isAppended() throws Exception {
        SoftHsmToken token = token();
        String list = "pkcs11-tool --module $MODULE --list-slots";
        assertThat(token.run(spyOn(token.module(), library), list).status()).isZero();
        int first = Recording.read(recording).calls().size();
        assertThat(token.run(spyOn(token.module(), library), list).status()).isZero();

        assertThat(Recording.read(recording).calls()).hasSize(2 * first);
    }
}
