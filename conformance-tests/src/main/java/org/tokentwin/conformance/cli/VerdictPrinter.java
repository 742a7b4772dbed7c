package org.tokentwin.conformance.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.CaseResult;

/** Tells each case's verdict; in the end what failed, and the sum. */
final class VerdictPrinter {
    private static final int MANY = 20;

    private final PrintWriter out;
    private final Progress progress;
    private final Map<String, Verdict> known;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private final Set<String> awaited;
    private final Map<String, CaseResult> early = new HashMap<>();
    private final List<CaseResult> failures = new ArrayList<>();
    private final Set<String> aftermaths = new LinkedHashSet<>();
    private int news;

    /**
     * @param known verdicts of before, by case
     * @param order the ids of cases that come in any order, in the order in which they are printed; empty where they are printed as they come
     */
    VerdictPrinter(PrintWriter out, Progress progress, Map<String, Verdict> known, Set<String> order) {
        this.out = out;
        this.progress = progress;
        this.known = known;
        this.awaited = new LinkedHashSet<>(order);
    }

    /** Tells what is tested. */
    void begin(int cases, String device) {
        progress.clear();
        out.printf("%,d %s on %s%n", cases, cases == 1 ? "case" : "cases", device);
        out.flush();
    }

    void print(CaseResult result) {
        counts.merge(result.verdict(), 1, Integer::sum);
        news += isBad(result) && !isKnown(result) ? 1 : 0;
        if (result.verdict() == Verdict.FAIL) {
            failures.add(result);
        }
        result.aftermath().ifPresent(aftermaths::add);
        progress.clear();
        if (awaited.contains(result.id())) {
            early.put(result.id(), result);
            tellThoseInOrder();
        } else {
            tell(result);
        }
        out.flush();
        progress.next(result.verdict() == Verdict.FAIL);
    }

    private void tellThoseInOrder() {
        Iterator<String> next = awaited.iterator();
        while (next.hasNext()) {
            CaseResult result = early.remove(next.next());
            if (result == null) {
                return;
            }
            next.remove();
            tell(result);
        }
    }

    private void tell(CaseResult result) {
        out.printf("%-5s %-14s %s%n", word(result.verdict()), result.id(), result.requirement());
        if (!result.detail().isEmpty()) {
            String detail = isBad(result) && isKnown(result) ? "known: " + result.detail() : result.detail();
            out.println(detail.indent(6).stripTrailing());
        }
    }

    private static boolean isBad(CaseResult result) {
        return result.verdict() == Verdict.FAIL || result.verdict() == Verdict.DEVIATION;
    }

    private boolean isKnown(CaseResult result) {
        return known.get(result.id()) == result.verdict();
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

    /** Prints the sum; returns the exit status. */
    int summarize() {
        progress.clear();
        early.values().stream().sorted(Comparator.comparing(CaseResult::id)).forEach(this::tell);
        tellFailuresAgain();
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

    /** They stand far above where many cases ran. */
    private void tellFailuresAgain() {
        if (failures.isEmpty()
                || counts.values().stream().mapToInt(Integer::intValue).sum() < MANY) {
            return;
        }
        out.printf("%n%,d failed:%n", failures.size());
        failures.stream().sorted(Comparator.comparing(CaseResult::id)).forEach(failure -> {
            out.printf("FAIL  %-14s %s%n", failure.id(), failure.requirement());
            failure.detail()
                    .lines()
                    .findFirst()
                    .ifPresent(line -> out.println(line.indent(6).stripTrailing()));
        });
        out.println();
    }

    private int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }
}
