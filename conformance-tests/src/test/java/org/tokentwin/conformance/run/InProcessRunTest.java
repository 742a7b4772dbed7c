package org.tokentwin.conformance.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.junit.TokenTwin;

@TokenTwin
class InProcessRunTest {
    private static final Set<String> GROUPS = Set.of("WIPE", "LOGIN", "LOCK", "OBJECT", "SLOT", "SO");

    @TempDir
    private Path directory;

    @Test
    void tokenThatStays_seesTheMildestCasesFirst(EmulatedToken token, Emulator emulator) throws Exception {
        Map<String, CaseDescription> asked = CaseCatalogue.cases().stream()
                .filter(each -> GROUPS.contains(each.id().substring(0, each.id().indexOf('-'))))
                .collect(Collectors.toMap(CaseDescription::id, each -> each));
        Path pin = Files.writeString(directory.resolve("pin"), new String(token.pin()));
        Map<String, String> parameters = Map.of(
                "tokentwin.module", emulator.modulePath().toString(),
                "tokentwin.pin-file", pin.toString(),
                "tokentwin.pin-record", directory.toString(),
                "tokentwin.destroy-serial", token.serial(),
                "tokentwin.allow", "locks");
        List<Effect> seen = new ArrayList<>();

        InProcessRun.of(
                asked.keySet(),
                TargetOptions.from(name -> Optional.ofNullable(parameters.get(name))),
                id -> {},
                result -> seen.add(requireNonNull(asked.get(result.id())).effect()));

        assertThat(seen).hasSameSizeAs(asked.keySet()).isSorted().contains(Effect.READS, Effect.LOCKS);
    }
}
