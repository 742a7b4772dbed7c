package org.tokentwin.conformance.cli;

import java.util.List;
import org.tokentwin.conformance.CaseDescription;
import picocli.CommandLine.Option;

/** Which groups of cases. */
final class GroupOption {
    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = "Only cases whose id begins so, as LOGIN; may be repeated.")
    private List<String> groups = List.of();

    boolean isGiven() {
        return !groups.isEmpty();
    }

    /** Whether a case is in one of the groups that are named. */
    boolean has(CaseDescription found) {
        return groups.stream().anyMatch(group -> isIn(found.id(), group));
    }

    /** What is wrong where no case is in any of them. */
    String refusal(String catalogue) {
        return "There is no group " + String.join(", ", groups) + ": see " + catalogue;
    }

    private static boolean isIn(String id, String group) {
        String start = group + "-";
        return id.regionMatches(true, 0, start, 0, start.length());
    }
}
