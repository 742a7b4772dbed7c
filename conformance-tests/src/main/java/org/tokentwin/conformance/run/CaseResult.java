package org.tokentwin.conformance.run;

import java.util.List;
import java.util.Map;
import org.tokentwin.conformance.CaseCalls;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Verdict;

/**
 * What a case found.
 *
 * @param detail why it did not pass; empty where it did
 * @param calls the calls that it made, where it did not pass
 * @param returned how often each function returned each value
 */
public record CaseResult(
        String id,
        String section,
        String requirement,
        Effect effect,
        Verdict verdict,
        String detail,
        List<String> calls,
        Map<String, Map<String, Integer>> returned) {
    /** The same with one more line of detail. */
    CaseResult with(String line) {
        return new CaseResult(id, section, requirement, effect, verdict, detail + "\n" + line, calls, returned);
    }

    static CaseResult of(CaseDescription found, Verdict verdict, String detail, CaseCalls calls) {
        boolean told = verdict == Verdict.FAIL || verdict == Verdict.DEVIATION;
        return new CaseResult(
                found.id(),
                found.section(),
                found.requirement(),
                found.effect(),
                verdict,
                detail.strip(),
                told ? calls.lines() : List.of(),
                calls.counts());
    }
}
