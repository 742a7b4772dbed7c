package org.tokentwin.conformance.golden;

import java.util.stream.Collectors;

/** What a case says of its verdict, without what is another in each run: handles, paths, random bytes. */
final class StableDetail {
    private static final String LEFT_OUT = "…";
    private static final int LONGEST = 240;

    private StableDetail() {}

    static String of(String detail) {
        String line = detail.lines()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" "));
        String stable = line.replaceAll("(?<![\\w.])/[\\w./+-]+", LEFT_OUT)
                .replaceAll("\\[-?\\d+L?(, -?\\d+L?)*\\]", LEFT_OUT)
                .replaceAll("\\b(0x)?[0-9a-fA-F]{8,}\\b", LEFT_OUT)
                .replaceAll("\\b(handle|slot|session|object) \\d+\\b", "$1 " + LEFT_OUT)
                .replaceAll("\\b\\d{5,}L?\\b", LEFT_OUT);
        return stable.length() > LONGEST ? stable.substring(0, LONGEST) + LEFT_OUT : stable;
    }
}
