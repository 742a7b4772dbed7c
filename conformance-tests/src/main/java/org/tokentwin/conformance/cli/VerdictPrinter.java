package org.tokentwin.conformance.cli;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.CaseResult;

/** Tells each case's verdict as it comes, and the sum at the end. */
final class VerdictPrinter {
    private final PrintWriter out;
    private final Map<String, Verdict> known;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private final Set<String> aftermaths = new LinkedHashSet<>();
    private int news;

    /** @param known verdicts of before, by case */
    VerdictPrinter(PrintWriter out, Map<String, Verdict> known) {
        this.out = out;
        this.known = known;
    }

    void print(CaseResult result) {
        counts.merge(result.verdict(), 1, Integer::sum);
        boolean bad = result.verdict() == Verdict.FAIL || result.verdict() == Verdict.DEVIATION;
        boolean isNews = bad && known.get(result.id()) != result.verdict();
        news += isNews ? 1 : 0;
        result.aftermath().ifPresent(aftermaths::add);
        out.printf("%-5s %-14s %s%n", word(result.verdict()), result.id(), result.requirement());
        if (!result.detail().isEmpty()) {
            String detail = bad && !isNews ? "known: " + result.detail() : result.detail();
            out.println(detail.indent(6).stripTrailing());
        }
        out.flush();
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "pass";
            case DEVIATION -> "devi";
            case FAIL -> "FAIL";
            case NOT_APPLICABLE -> "n/a";
            case NOT_RUN -> "-";
        };
    }

    /** Prints the sum; answers the exit status. */
    int summarize() {
        out.printf(
                "%d passed, %d failed, %d not applicable",
                count(Verdict.PASS), count(Verdict.FAIL), count(Verdict.NOT_APPLICABLE));
        if (count(Verdict.DEVIATION) > 0) {
            out.printf(", %d deviate", count(Verdict.DEVIATION));
        }
        if (count(Verdict.NOT_RUN) > 0) {
            out.printf(", %d not run", count(Verdict.NOT_RUN));
        }
        if (!known.isEmpty()) {
            out.printf("; %d not known before", news);
        }
        out.println();
        aftermaths.forEach(why -> out.println("ATTENTION: " + why));
        out.flush();
        return news == 0 && aftermaths.isEmpty() ? 0 : 1;
    }

    private int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }
}
