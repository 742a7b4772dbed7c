package org.tokentwin.conformance.capture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.cryptoki.Ckr;

/** What the token lets pass, or goes on after, where the standard does not: the leniences of profiles, each by the cases that are about it. */
final class LenienceCapture {
    /** By the name in profiles. A case's id is given once, and stays. */
    private static final Map<String, Set<String>> SHOWN_BY = new TreeMap<>(Map.of(
            "logout-without-login", Set.of("LOGIN-004", "STATE-002"),
            "digest-ends-parts", Set.of("MIXED-001"),
            "signature-ends-parts", Set.of("MIXED-002"),
            "bad-arguments-end-nothing",
                    Set.of(
                            "AFTERERROR-001",
                            "AFTERERROR-002",
                            "AFTERERROR-011",
                            "AFTERERROR-012",
                            "AFTERERROR-023",
                            "AFTERERROR-024",
                            "AFTERERROR-032",
                            "AFTERERROR-035")));

    private final Collection<CaseResult> cases;
    private final ProfileDraft draft;

    LenienceCapture(Collection<CaseResult> cases, ProfileDraft draft) {
        this.cases = cases;
        this.draft = draft;
    }

    /** Returns the cases whose outcome follows from what was learnt. */
    Set<String> run() {
        List<String> names = new ArrayList<>();
        Set<String> explained = new LinkedHashSet<>();
        SHOWN_BY.forEach((name, ids) -> {
            List<CaseResult> about =
                    cases.stream().filter(each -> ids.contains(each.id())).toList();
            if (about.stream().anyMatch(LenienceCapture::isLenient)
                    && about.stream().noneMatch(each -> each.verdict() == Verdict.PASS)) {
                names.add(name);
                about.forEach(each -> explained.add(each.id()));
            }
        });
        if (!names.isEmpty()) {
            draft.lenient(names, "seen by " + String.join(", ", explained));
        }
        return explained;
    }

    private static boolean isLenient(CaseResult result) {
        return (result.verdict() == Verdict.FAIL || result.verdict() == Verdict.DEVIATION)
                && result.detail().contains(Ckr.CKR_OK.name());
    }
}
