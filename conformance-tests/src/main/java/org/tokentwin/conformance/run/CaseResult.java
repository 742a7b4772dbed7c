package org.tokentwin.conformance.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tokentwin.conformance.CaseCalls;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.text.Harmless;

/**
 * What a case found.
 *
 * @param detail why it did not pass; empty where it did
 * @param calls the calls that it made
 * @param returned how often each function returned each value
 * @param millis how long it took
 */
public record CaseResult(
        String id,
        String section,
        String requirement,
        Effect effect,
        Verdict verdict,
        String detail,
        List<String> calls,
        Map<String, Map<String, Integer>> returned,
        long millis) {
    private static final String AFTERWARDS = "afterwards: ";

    /** Makes harmless what the module had a hand in. */
    public CaseResult {
        detail = Harmless.text(detail);
        calls = Harmless.lines(calls);
    }

    /** The same, where the token is not as it was after the case. */
    CaseResult withAftermath(String why) {
        String all = (AFTERWARDS + why + "\n" + detail).strip(); // first, since a long detail is cut
        return new CaseResult(id, section, requirement, effect, verdict, all, calls, returned, millis);
    }

    /** Why the token is not as it was after the case; empty where it is. */
    public Optional<String> aftermath() {
        return detail.lines()
                .filter(line -> line.startsWith(AFTERWARDS))
                .map(line -> line.substring(AFTERWARDS.length()))
                .findFirst();
    }

    static CaseResult of(CaseDescription found, Verdict verdict, String detail, CaseCalls calls) {
        return new CaseResult(
                found.id(),
                found.section(),
                found.requirement(),
                found.effect(),
                verdict,
                detail.strip(),
                calls.lines(),
                calls.counts(),
                0);
    }

    /** The same, with how long it took. */
    CaseResult taking(Duration time) {
        return new CaseResult(id, section, requirement, effect, verdict, detail, calls, returned, time.toMillis());
    }
}
