package org.tokentwin.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.conformance.run.InProcessRun;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiSource;
import org.tokentwin.emulator.cryptoki.Program;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.rpc.RpcServer;

/**
 * A run that is killed at one call after the other, while it changes the PIN, spends tries and makes objects. The token is the emulator's, behind
 * its socket, so that what was sent is done whoever dies. The system properties {@code tokentwin.kills} and {@code tokentwin.kills-of-runner}
 * say how many kills there are; they are spread over the calls of a whole run.
 */
@Tag("devices")
class KillTest {
    private static final List<String> CASES =
            List.of("OBJECT-009", "LOGIN-004", "PIN-003", "PIN-005", "PIN-008", "PIN-009", "PIN-020");
    private static final Set<String> CHANGING = Set.of(
            "login",
            "setPin",
            "initPin",
            "initToken",
            "createObject",
            "copyObject",
            "destroyObject",
            "setAttributeValue",
            "generateKey",
            "generateKeyPair",
            "unwrapKey",
            "deriveKey");
    private static final int TRIES = 15;

    @TempDir
    private Path directory;

    private final EmulatedToken token = EmulatedToken.order().withTestKey().issue();
    private final Emulator emulator = Emulator.with(token);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger afterwards = new AtomicInteger();
    private final AtomicReference<Optional<Process>> runner = new AtomicReference<>(Optional.empty());
    private volatile int killAt = -1;
    private volatile boolean runnerAlone;
    private volatile CountDownLatch killed = new CountDownLatch(1);
    private Path client = Path.of("");
    private RpcServer server;

    @BeforeEach
    void serve() throws IOException {
        client = SharedLibrary.putInto(directory, SharedLibrary.fileName());
        server = RpcServer.start(
                directory.resolve("run").resolve("pkcs11"), program -> CryptokiSource.of(application(program)));
        Files.writeString(directory.resolve("pin"), new String(token.pin()));
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
    void runnerAndWorkerKilled_nextRunPutsAllBack() throws Exception {
        killAndRunAgain(Integer.getInteger("tokentwin.kills", 2), false);
    }

    @Test
    void runnerKilled_workerSendsNothingMoreAndNextRunPutsAllBack() throws Exception {
        killAndRunAgain(Integer.getInteger("tokentwin.kills-of-runner", 2), true);
    }

    private void killAndRunAgain(int kills, boolean alone) throws Exception {
        runnerAlone = alone;
        long objects = objects();
        int all = callsOfOneRun();
        for (int i = 0; i < kills; i++) {
            calls.set(0);
            afterwards.set(0);
            killed = new CountDownLatch(1);
            int at = (int) ((i + 0.5) * all / kills);
            killAt = at;
            Path record = directory.resolve("record-" + i);
            Process process = start(record);
            runner.set(Optional.of(process));
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(killed.await(1, TimeUnit.MINUTES))
                    .as("kill at call %d of %d; the run said: %s", at, all, Files.readString(directory.resolve("out")))
                    .isTrue();

            nextRun(record, "killed at call " + at + " of " + all);
            assertThat(afterwards)
                    .as("calls that change something, after the kill at %d", at)
                    .hasValue(0);
            assertThat(objects()).as("objects after the kill at %d", at).isEqualTo(objects);
            assertThat(triesLeft()).as("tries after the kill at %d", at).isEqualTo(TRIES);
        }
    }

    private int callsOfOneRun() throws Exception {
        killAt = -1;
        calls.set(0);
        Process process = start(directory.resolve("record"));
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(directory.resolve("out"))).contains(CASES.size() + " passed, 0 failed");
        return calls.get();
    }

    /** Waits for the lock as any run does, puts the PIN back, logs in with it, and leaves no object. */
    private void nextRun(Path record, String when) {
        Map<String, String> parameters = Map.of(
                "module", emulator.modulePath().toString(),
                "pin-file", directory.resolve("pin").toString(),
                "pin-record", record.toString(),
                "allow", "token-objects");
        TargetOptions options =
                TargetOptions.from(name -> Optional.ofNullable(parameters.get(name.substring("tokentwin.".length()))));
        List<CaseResult> results = new ArrayList<>();
        InProcessRun.of(Set.of("LOGIN-001", "OBJECT-009"), options, id -> {}, results::add);
        assertThat(results)
                .as(() -> when + ": " + results.stream().map(CaseResult::detail).toList())
                .extracting(CaseResult::verdict)
                .containsExactly(Verdict.PASS, Verdict.PASS);
        assertThat(Stream.of(record.toFile().list())).noneMatch(name -> name.startsWith("pins-of"));
    }

    private Cryptoki application(Program program) {
        Cryptoki honest = emulator.newApplication(program);
        return (Cryptoki) Proxy.newProxyInstance(
                Cryptoki.class.getClassLoader(), new Class<?>[] {Cryptoki.class}, (proxy, method, arguments) -> {
                    int number = calls.getAndIncrement();
                    if (killed.getCount() == 0 && CHANGING.contains(method.getName())) {
                        afterwards.incrementAndGet();
                    }
                    boolean now = number == killAt;
                    if (now && number % 2 == 0) {
                        kill();
                    }
                    try {
                        return method.invoke(honest, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (now && number % 2 != 0) {
                            kill();
                        }
                    }
                });
    }

    /** The call that is on its way has reached the token, or has not, but its caller is gone before it hears. */
    private void kill() {
        ProcessHandle run = runner.get().orElseThrow().toHandle();
        List<ProcessHandle> victims = runnerAlone
                ? List.of(run)
                : Stream.concat(Stream.of(run), run.descendants()).toList();
        victims.forEach(ProcessHandle::destroyForcibly);
        victims.forEach(each -> each.onExit().join());
        killed.countDown();
    }

    private Process start(Path record) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ConformanceCommand.class.getName(),
                "run",
                "--module",
                client.toString(),
                "--profile",
                token.profile().name(),
                "--allow",
                "changes-pin",
                "--pin-file",
                directory.resolve("pin").toString(),
                "--pin-record",
                record.toString()));
        CASES.forEach(id -> command.addAll(List.of("--case", id)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile());
        builder.environment()
                .put(
                        "TOKENTWIN_SOCKET",
                        directory.resolve("run").resolve("pkcs11").toString());
        Process process = builder.start();
        runner.set(Optional.of(process));
        return process;
    }

    /** How many objects the token's user sees. */
    private long objects() {
        Cryptoki application = emulator.newApplication();
        application.initialize(null);
        long session = application.openSession(emulator.slotOf(token), 4);
        application.login(session, 1, new String(token.pin()).getBytes(StandardCharsets.UTF_8));
        application.findObjectsInit(session, List.of());
        long count = application.findObjects(session, 1000).length;
        application.finalizeCryptoki(false);
        return count;
    }

    private int triesLeft() {
        return CardChannel.basic(token.card())
                .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                .data()[1];
    }
}
