package org.tokentwin.conformance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;

/**
 * {@code docs/results/return-values.md}: each function with the values that the standard names for it, whether a case of the suite brings them about
 * on the emulator, by its kept results, and why not. {@code -Dtokentwin.pages.write=true} writes it.
 */
class ReturnValuesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "results", "return-values.md");
    private static final List<String> PROFILES =
            List.of("emulator-hongkongpost-ecert", "emulator-safenet-etoken-5110", "emulator-gemalto-idprime-940");

    @Test
    void everyValueOfTheStandard_isSeenOrHasAReason() throws IOException {
        Map<String, SortedSet<String>> seen = seen();
        List<String> open = new ArrayList<>();
        Set<UnseenReturns.Reason> needed = new HashSet<>();
        for (CryptokiFunction function : CryptokiFunction.of(CryptokiVersion.V2_40)) {
            for (Ckr value : function.returnValues(CryptokiVersion.V2_40)) {
                Optional<UnseenReturns.Reason> reason = UnseenReturns.of(function, value);
                if (!isSeen(seen, function, value)) {
                    reason.ifPresentOrElse(needed::add, () -> open.add(function + " " + value));
                }
            }
        }

        assertThat(open).as("neither a case nor a reason").isEmpty();
        assertThat(needed).as("a reason that is needed no more").containsExactlyInAnyOrderElementsOf(UnseenReturns.ALL);
    }

    @Test
    void page_isWrittenFromTheKeptResults() throws IOException {
        String page = page(seen());
        if (Boolean.getBoolean("tokentwin.pages.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("write it anew: mvn -pl conformance-tests -am test -Dtest=ReturnValuesPageTest "
                        + "-Dsurefire.failIfNoSpecifiedTests=false -Dtokentwin.pages.write=true")
                .isEqualTo(page);
    }

    private static String page(Map<String, SortedSet<String>> seen) {
        List<String> rows = new ArrayList<>();
        int named = 0;
        int brought = 0;
        for (CryptokiFunction function : CryptokiFunction.of(CryptokiVersion.V2_40)) {
            List<String> has = new ArrayList<>();
            SortedMap<Integer, List<String>> lacks = new TreeMap<>();
            for (Ckr value : function.returnValues(CryptokiVersion.V2_40)) {
                named++;
                if (isSeen(seen, function, value)) {
                    has.add(shortName(value));
                    brought++;
                } else {
                    lacks.computeIfAbsent(reasonNumber(function, value), any -> new ArrayList<>())
                            .add(shortName(value));
                }
            }
            rows.add("| " + function + " | " + String.join(", ", has) + " | "
                    + lacks.entrySet().stream()
                            .map(each -> String.join(", ", each.getValue()) + " (" + each.getKey() + ")")
                            .collect(Collectors.joining("; "))
                    + " |");
        }
        return head(named, brought) + String.join("\n", rows) + "\n\n## Why not\n\n" + reasons();
    }

    private static String head(int named, int brought) {
        return """
            # Return values

            For the functions of PKCS#11 v2.40 the standard names %,d pairs of a function and a value that it may return. %,d of them are brought about by
            cases of the suite when it runs on the emulator's profiles `hongkongpost-ecert`, `safenet-etoken-5110` and `gemalto-idprime-940`, as their kept
            results tell; for each other one the right column says why no case asks for it, by the numbers below the table. `CKR_` is left out of the names.
            A build checks that each pair has the one or the other.

            | Function | Brought about | Not brought about |
            |---|---|---|
            """.formatted(named, brought);
    }

    private static String reasons() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < UnseenReturns.ALL.size(); i++) {
            lines.add((i + 1) + ". " + UnseenReturns.ALL.get(i).text());
        }
        return String.join("\n", lines) + "\n";
    }

    private static int reasonNumber(CryptokiFunction function, Ckr value) {
        return UnseenReturns.of(function, value)
                .map(reason -> UnseenReturns.ALL.indexOf(reason) + 1)
                .orElse(0);
    }

    private static String shortName(Ckr value) {
        return value.name().substring("CKR_".length());
    }

    private static boolean isSeen(Map<String, SortedSet<String>> seen, CryptokiFunction function, Ckr value) {
        return seen.getOrDefault(function.name(), new TreeSet<>()).contains(value.name());
    }

    private static Map<String, SortedSet<String>> seen() throws IOException {
        Map<String, SortedSet<String>> seen = new TreeMap<>();
        for (String profile : PROFILES) {
            GoldenResults.kept(profile)
                    .returns()
                    .forEach((function, values) -> seen.computeIfAbsent(function, any -> new TreeSet<>())
                            .addAll(values));
        }
        return seen;
    }
}
