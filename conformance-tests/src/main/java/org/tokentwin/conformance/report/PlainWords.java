package org.tokentwin.conformance.report;

import java.util.List;
import java.util.regex.Pattern;

/** What a case saw, in words for a reader who does not know how assertions are written. What it does not know it leaves as it is. */
final class PlainWords {
    /** A form in which assertions speak, and what takes its place. */
    private record Rule(Pattern form, String words) {
        Rule(String form, String words) {
            this(Pattern.compile(form), words);
        }
    }

    private static final String WHAT = "(?:\\[([^\\]]*)\\]\\s*)?";
    private static final List<Rule> RULES = List.of(
            new Rule(
                    WHAT + "Expecting actual:\\s*\"(CKR_\\w+)\"\\s*to be in:\\s*\\[([^\\]]*)\\]",
                    "$1 returned $2; the standard allows $3"),
            new Rule(WHAT + "Expected size: (\\d+) but was: (\\d+)(?s:.*)", "$1 there are $3, and $2 are expected"),
            new Rule(WHAT + "Expecting empty but was: ([^\\n]*)", "$1 nothing is expected, and there is $2"),
            new Rule(WHAT + "Expecting value to be (\\w+) but was (\\w+)", "$1 is $3 and must be $2"),
            new Rule(WHAT + "expected: ([^\\n]*)\\s*but was: ([^\\n]*)", "$1 is $3 and must be $2"),
            new Rule(
                    WHAT + "Expecting actual:\\s*([^\\n]*)\\s+not to be equal to:\\s*([^\\n]*)",
                    "$1 is $2, which it must not be"),
            new Rule(
                    WHAT
                            + "Expecting actual:\\s*([^\\n]*)\\s+to be (equal to|in|between|greater than[^:]*|less than[^:]*):?\\s*([^\\n]*)",
                    "$1 is $2 and must be $3 $4"),
            new Rule(
                    WHAT
                            + "Expecting actual:\\s*([^\\n]*)\\s+to (match pattern|contain|start with|end with):?\\s*([^\\n]*)",
                    "$1 is $2 and must $3 $4"),
            new Rule("Expecting code to raise a throwable\\.?", "the call was not refused"),
            new Rule("PKCS11Exception: (CKR_\\w+)", "a call that must succeed was refused with $1"),
            new Rule("(?<![\\w-])-1L\\b", "CK_UNAVAILABLE_INFORMATION (-1)"),
            new Rule("\\b(\\d+)L\\b", "$1"),
            new Rule("\"(CK[A-Z]?_\\w+)\"", "$1"),
            new Rule("must be equal to ", "must be "));

    private PlainWords() {}

    static String of(String detail) {
        String words = detail;
        for (Rule rule : RULES) {
            words = rule.form().matcher(words).replaceAll(rule.words());
        }
        return words.strip();
    }

    /** The same without what differs from case to case, so that cases with one cause have one text. */
    static String cause(String detail) {
        String line = of(detail).lines().findFirst().orElse("");
        return line.replaceAll("\\b\\d[\\d,.]*\\b", "…")
                .replaceAll("\"[^\"]*\"", "…")
                .replaceAll("\\[[^\\]]*\\]", "…");
    }
}
