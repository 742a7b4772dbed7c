package org.tokentwin.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.NoTokenException;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.raw.CkFunction;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.rpc.RpcServer;

/** Modules that crash or hang, in a worker's process; the token is the emulator's, in this one. */
class WorkerRunTest {
    private static final Duration PATIENT = Duration.ofSeconds(120);
    private static final Duration IMPATIENT = Duration.ofSeconds(15);

    @TempDir
    private Path directory;

    private final EmulatedToken token = EmulatedToken.order().withTestKey().issue();
    private final Emulator emulator = Emulator.with(token);
    private final List<CaseResult> results = new ArrayList<>();
    private Path socket;
    private RpcServer server;
    private FaultyModule module;

    @BeforeEach
    void serve() throws IOException, InterruptedException {
        module = FaultyModule.in(directory);
        socket = directory.resolve("run").resolve("pkcs11");
        server = RpcServer.start(socket, emulator::newApplication);
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
    void crash_isTheFindingOfItsCaseAndTheOthersGoOn() throws Exception {
        run(group("RANDOM"), PATIENT, once("crash", CkFunction.C_GenerateRandom), Map.of());

        assertThat(failed())
                .singleElement()
                .satisfies(result ->
                        assertThat(result.detail()).contains("the module ended the process", "in C_GenerateRandom("));
        assertThat(ids()).isEqualTo(group("RANDOM"));
    }

    @Test
    void hang_isTheFindingOfItsCaseAndTheOthersGoOn() throws Exception {
        run(group("RANDOM"), IMPATIENT, once("hang", CkFunction.C_GenerateRandom), Map.of());

        assertThat(failed())
                .singleElement()
                .satisfies(result ->
                        assertThat(result.detail()).contains("no answer within 15 s", "in C_GenerateRandom("));
        assertThat(ids()).isEqualTo(group("RANDOM"));
    }

    @Test
    void moduleThatCrashesBeforeTheFirstCase_endsTheRun() {
        assertThatThrownBy(() ->
                        run(group("RANDOM"), PATIENT, module.environment("crash", CkFunction.C_GetTokenInfo), Map.of()))
                .isInstanceOf(NoTokenException.class)
                .hasMessageContaining("before its first case");
        assertThat(results).isEmpty();
    }

    @Test
    void pinThatACaseChangedBeforeItsProcessDied_isPutBackAfterTheLastCase() throws Exception {
        run(Set.of("PIN-001"), PATIENT, once("crash-after", CkFunction.C_SetPIN), Map.of("allow", "changes-pin"));

        assertThat(failed())
                .singleElement()
                .satisfies(result ->
                        assertThat(result.detail()).contains("in C_SetPIN(").doesNotContain("afterwards"));
        assertThat(directory.resolve("record")).isEmptyDirectory();
        assertThat(triesLeft()).isEqualTo(15);
        results.clear();
        run(Set.of("LOGIN-001"), PATIENT, module.environment("crash", CkFunction.C_WaitForSlotEvent), Map.of());
        assertThat(results).extracting(CaseResult::verdict).containsExactly(Verdict.PASS);
    }

    private void run(Set<String> ids, Duration limit, Map<String, String> environment, Map<String, String> more)
            throws IOException, InterruptedException {
        Files.writeString(directory.resolve("pin"), new String(token.pin()));
        Map<String, String> all = new HashMap<>(environment);
        all.put("P11_KIT_SERVER_ADDRESS", "unix:path=" + socket);
        new WorkerRun(ids, options(more), limit, all, any -> {}, results::add).run();
    }

    private Map<String, String> once(String fault, CkFunction function) throws IOException {
        Map<String, String> environment = new HashMap<>(module.environment(fault, function));
        environment.put(
                "TOKENTWIN_FAULT_ONCE",
                Files.createFile(directory.resolve("once")).toString());
        return environment;
    }

    private TargetOptions options(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("module", module.path().toString());
        parameters.put("pin-file", directory.resolve("pin").toString());
        parameters.put("pin-record", directory.resolve("record").toString());
        return TargetOptions.from(name -> Optional.ofNullable(parameters.get(name.substring("tokentwin.".length()))));
    }

    private static Set<String> group(String name) {
        return CaseCatalogue.cases().stream()
                .map(CaseDescription::id)
                .filter(id -> id.startsWith(name + "-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> ids() {
        return results.stream().map(CaseResult::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<CaseResult> failed() {
        return results.stream().filter(each -> each.verdict() == Verdict.FAIL).toList();
    }

    private int triesLeft() {
        return CardChannel.basic(token.card())
                .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                .data()[1];
    }
}
