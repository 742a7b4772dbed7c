package org.tokentwin.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.conformance.golden.GoldenResults;

/** Writes {@code docs/results/mutants.md}: which case finds which mutant. It takes minutes, so only on request. */
@EnabledIfSystemProperty(
        named = "tokentwin.mutants.report",
        matches = "true",
        disabledReason = "writing docs/results/mutants.md takes minutes: -Dtokentwin.mutants.report=true")
class MutantReportTest {
    @TempDir
    private Path directory;

    @Test
    void report_isWritten() throws Exception {
        Map<Mutant, Set<String>> found =
                new TreeMap<>((one, other) -> one.name().compareTo(other.name()));
        Set<String> unproven = MutantRun.caseIds();
        for (Mutant mutant : Mutants.all()) {
            Set<String> failed = MutantRun.failures(mutant, ofItsGroups(mutant));
            found.put(mutant, failed);
            unproven.removeAll(failed);
        }
        Map<SecretKeyMutant, Set<String>> foundInModule = inModule();
        foundInModule.values().forEach(unproven::removeAll);
        unproven.removeAll(failedByOthers());
        Files.writeString(Path.of("..", "docs", "results", "mutants.md"), page(found, foundInModule, unproven));

        assertThat(found.values()).noneMatch(Set::isEmpty);
        assertThat(foundInModule.values()).noneMatch(Set::isEmpty);
    }

    /** Without the cases that SoftHSM2 fails as it is. */
    private Map<SecretKeyMutant, Set<String>> inModule() throws IOException, InterruptedException {
        Set<String> cases = SecretKeyMutant.casesOfItsGroups();
        cases.removeAll(SecretKeyMutant.failures(SecretKeyMutant.NONE.run(newDirectory("none"), cases)));
        Map<SecretKeyMutant, Set<String>> found = new LinkedHashMap<>();
        for (SecretKeyMutant fault : SecretKeyMutant.all()) {
            found.put(fault, SecretKeyMutant.failures(fault.run(newDirectory(fault.name()), cases)));
        }
        return found;
    }

    private Path newDirectory(String name) throws IOException {
        return Files.createDirectory(directory.resolve(name));
    }

    /** What real modules fail or deviate in, by their kept results. */
    private static Set<String> failedByOthers() throws IOException {
        Set<String> failed = new TreeSet<>();
        for (String device : List.of("softhsm2", "nss", "opensc", "emulator-socket")) {
            failed.addAll(GoldenResults.kept(device).failures());
        }
        return failed;
    }

    /** What runs is cases of the groups in which a mutant should be found: all cases for all mutants would take hours. */
    private static List<String> ofItsGroups(Mutant mutant) {
        Set<String> groups =
                mutant.cases().stream().map(MutantReportTest::group).collect(Collectors.toSet());
        return MutantRun.caseIds().stream()
                .filter(id -> groups.contains(group(id)))
                .toList();
    }

    private static String group(String id) {
        return id.substring(0, id.lastIndexOf('-'));
    }

    private static String page(
            Map<Mutant, Set<String>> found, Map<SecretKeyMutant, Set<String>> foundInModule, Set<String> unproven) {
        List<String> lines = new ArrayList<>();
        lines.add("# Mutants: the suite is able to fail");
        lines.add("");
        lines.add(
                "Each mutant is the emulator with one fault, as a decorator of its Cryptoki or a profile of its own. The build runs each mutant");
        lines.add(
                "against the cases that must find it, and the sound token against the same cases. This page was written by");
        lines.add(
                "`mvn -pl conformance-tests -am test -Dtest=MutantReportTest -Dtokentwin.mutants.report=true`, which runs each mutant against all");
        lines.add("cases of the groups in which it should be found.");
        lines.add("");
        lines.add(found.size() + " mutants, all found.");
        lines.add("");
        lines.add("| Mutant | Fault | Found by |");
        lines.add("|---|---|---|");
        found.forEach((mutant, ids) ->
                lines.add("| `" + mutant.name() + "` | " + mutant.fault() + " | " + String.join(", ", ids) + " |"));
        lines.add("");
        lines.add("## Secret keys");
        lines.add("");
        lines.add("These are faults of a shim before SoftHSM2 (`lie.c`).");
        lines.add("");
        lines.add("| Fault | What is wrong | Found by |");
        lines.add("|---|---|---|");
        foundInModule.forEach((fault, ids) ->
                lines.add("| `" + fault.name() + "` | " + fault.fault() + " | " + String.join(", ", ids) + " |"));
        lines.add("");
        lines.add("## Unproven cases");
        lines.add("");
        lines.add(
                "No mutant has made these fail so far, and no module among the kept results (SoftHSM2, NSS, OpenSC, p11-kit's client). Most are");
        lines.add("about mechanisms that none of them has.");
        lines.add("");
        Map<String, Set<String>> groups = new TreeMap<>();
        unproven.forEach(id ->
                groups.computeIfAbsent(group(id), any -> new TreeSet<>()).add(id.substring(id.lastIndexOf('-') + 1)));
        groups.forEach((group, numbers) -> lines.add("- " + group + ": " + String.join(", ", numbers)));
        return String.join("\n", lines) + "\n";
    }
}
