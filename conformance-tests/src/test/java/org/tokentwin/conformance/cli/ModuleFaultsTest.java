package org.tokentwin.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.conformance.device.FaultyModule;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.rpc.RpcServer;

/** The command line in a process of its own, on modules that crash, hang or count. The token is the emulator's, in this process. */
@Tag("devices")
class ModuleFaultsTest {
    @TempDir
    private Path directory;

    private final EmulatedToken token = EmulatedToken.order().withTestKey().issue();
    private final Emulator emulator = Emulator.with(token);
    private FaultyModule module;
    private RpcServer server;

    @BeforeEach
    void serve() throws IOException, InterruptedException {
        module = FaultyModule.in(directory);
        server = RpcServer.start(directory.resolve("run").resolve("pkcs11"), emulator::connect);
        Files.writeString(directory.resolve("pin"), pin());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        emulator.close();
        token.close();
    }

    @Test
    void segfault_isAFindingWithItsFunctionAndTheRunGoesOn() throws Exception {
        Ended run = tokentwin(once("crash", CryptokiFunction.C_GenerateRandom), "run", "--group", "RANDOM");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.lines("FAIL ")).hasSize(1);
        assertThat(run.lines("pass ")).isNotEmpty();
        assertThat(run.out()).contains("the module ended the process", "in C_GenerateRandom(");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void caseThatTakesTooLong_isAFindingAndTheRunGoesOn() throws Exception {
        Ended run = tokentwin(
                once("hang", CryptokiFunction.C_GenerateRandom), "run", "--group", "RANDOM", "--timeout", "10");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.lines("FAIL ")).hasSize(1);
        assertThat(run.lines("pass ")).isNotEmpty();
        assertThat(run.out()).contains("no answer within 10 s, in C_GenerateRandom(");
    }

    @Test
    void moduleThatHangsBeforeTheFirstCase_endsTheRunAndTheFunctionIsNamed() throws Exception {
        Ended run = tokentwin(
                module.environment("hang", CryptokiFunction.C_GetTokenInfo),
                "run",
                "--group",
                "RANDOM",
                "--timeout",
                "5");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("before its first case: no answer within", "in C_GetTokenInfo", "client doctor")
                .doesNotContain("\tat ");
    }

    @Test
    void moduleThatCrashesBeforeTheFirstCase_endsTheRunAndTheFunctionIsNamed() throws Exception {
        Ended run = tokentwin(module.environment("crash", CryptokiFunction.C_GetTokenInfo), "run", "--group", "RANDOM");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("the module ended the process", "in C_GetTokenInfo");
    }

    @Test
    void objectThatACrashLeft_isGoneBeforeTheNextCase() throws Exception {
        long before = objects();
        Map<String, String> crash = once("crash", CryptokiFunction.C_DestroyObject);
        Ended run = tokentwin(crash, "run", "--case", "OBJECT-009", "--allow", "token-objects");

        assertThat(run.out()).contains("in C_DestroyObject(");
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void clean_removesWhatACrashLeftAndNothingElse() throws Exception {
        long before = objects();
        Map<String, String> crash = module.environment("crash", CryptokiFunction.C_DestroyObject);
        Ended run = tokentwin(crash, "run", "--case", "OBJECT-009", "--allow", "token-objects");
        assertThat(run.out()).contains("in C_DestroyObject(");
        assertThat(objects()).isEqualTo(before + 1);

        Map<String, String> sound = once("crash", CryptokiFunction.C_GetFunctionStatus);
        assertThat(tokentwin(sound, "clean", "--dry-run").out()).contains("1 object would be deleted");
        assertThat(objects()).isEqualTo(before + 1);
        assertThat(tokentwin(sound, "clean").out()).contains("1 object deleted");
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void wrongPinsInARow_leaveTheFloor() throws Exception {
        Path log = directory.resolve("log");
        Map<String, String> counting = new HashMap<>(module.environment("count", CryptokiFunction.C_Login));
        counting.put("TOKENTWIN_FAULT_LOG", log.toString());
        Ended run = tokentwin(
                counting,
                "run",
                "--group",
                "LOGIN",
                "--allow",
                "spends-tries",
                "--pin-tries",
                "15",
                "--pin-floor",
                "14");

        assertThat(run.out()).contains("14 must be left");
        assertThat(mostInARow(Files.readAllLines(log), "a0")).isEqualTo(1);
    }

    @Test
    void pinThatACaseChangedBeforeItsProcessDied_isPutBackAndInNoReport() throws Exception {
        Map<String, String> crash = once("crash-after", CryptokiFunction.C_SetPIN);
        List<String> arguments = new ArrayList<>(List.of("run", "--case", "PIN-003", "--allow", "changes-pin"));
        List<String> forms = List.of("--json", "--html", "--junit-xml", "--markdown");
        forms.forEach(form -> arguments.addAll(List.of(form, directory.resolve("report" + form) + "")));
        Ended run = tokentwin(crash, arguments.toArray(String[]::new));

        assertThat(run.out()).contains("in C_SetPIN(").doesNotContain("afterwards", "ATTENTION");
        assertThat(directory.resolve("record").toFile().list()).noneMatch(name -> name.startsWith("pins-of"));
        assertThat(forms)
                .allSatisfy(form -> assertThat(directory.resolve("report" + form))
                        .content()
                        .contains("C_SetPIN")
                        .doesNotContain(pin()));
        assertThat(tokentwin(crash, "run", "--case", "LOGIN-001").out()).contains("pass  LOGIN-001");
    }

    @Test
    void secondRunOnATokenThatIsInUse_isRefusedAndTheFirstGoesOn() throws Exception {
        Map<String, String> slow = new HashMap<>(once("hang", CryptokiFunction.C_GenerateRandom));
        CompletableFuture<Ended> first = CompletableFuture.supplyAsync(() -> {
            try {
                return tokentwin("first", slow, "run", "--group", "RANDOM", "--timeout", "40");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (!first.isDone() && Files.exists(directory.resolve("once"))) {
            Thread.sleep(20);
        }
        Ended second = tokentwin(
                module.environment("count", CryptokiFunction.C_GetFunctionStatus), "run", "--case", "LOGIN-001");

        assertThat(second.status()).isEqualTo(3);
        assertThat(second.err()).contains("Another run is using this token");
        assertThat(first.get().lines("FAIL ")).hasSize(1);
        assertThat(first.get().lines("pass ")).isNotEmpty();
    }

    private static int mostInARow(List<String> lines, String wanted) {
        int most = 0;
        int now = 0;
        for (String line : lines) {
            now = line.equals(wanted) ? now + 1 : 0;
            most = Math.max(most, now);
        }
        return most;
    }

    /** How many objects the token's user sees. */
    private long objects() {
        var application = emulator.newApplication();
        application.initialize(null);
        long session = application.openSession(emulator.slotOf(token), 4);
        application.login(session, 1, pin().getBytes(StandardCharsets.UTF_8));
        application.findObjectsInit(session, List.of());
        long count = application.findObjects(session, 1000).length;
        application.finalizeCryptoki(false);
        return count;
    }

    private String pin() {
        return new String(token.pin());
    }

    private Map<String, String> once(String fault, CryptokiFunction function) throws IOException {
        Map<String, String> environment = new HashMap<>(module.environment(fault, function));
        environment.put(
                "TOKENTWIN_FAULT_ONCE",
                Files.createFile(directory.resolve("once")).toString());
        return environment;
    }

    private record Ended(int status, String out, String err) {
        List<String> lines(String word) {
            return out.lines().filter(line -> line.startsWith(word)).toList();
        }
    }

    /** What the command says never holds the PIN, whatever happens. */
    private Ended tokentwin(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return tokentwin("only", environment, arguments);
    }

    /** @param name of the files with what it says */
    private Ended tokentwin(String name, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ConformanceCommand.class.getName()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--module", module.path().toString()));
        command.addAll(List.of("--pin-file", directory.resolve("pin").toString()));
        command.addAll(List.of("--pin-record", directory.resolve("record").toString()));
        Path out = directory.resolve(name + ".out");
        Path err = directory.resolve(name + ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        builder.environment()
                .put(
                        "P11_KIT_SERVER_ADDRESS",
                        "unix:path=" + directory.resolve("run").resolve("pkcs11"));
        int status = builder.start().waitFor();
        Ended ended = new Ended(status, Files.readString(out), Files.readString(err));
        assertThat(ended.out() + ended.err()).doesNotContain(pin());
        return ended;
    }
}
