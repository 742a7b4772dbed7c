package org.tokentwin.conformance.report;

import static org.tokentwin.conformance.report.Page.escaped;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.TargetDescription;

/** The page of one run: what was tested and how, then what the functions returned, then what failed, then every case. */
public final class RunPage {
    private static final int MOST_CALLS = 60;
    private static final String SCRIPT = """
            const cases=[...document.querySelectorAll('.case')],find=document.getElementById('find'),verdict=document.getElementById('verdict'),
            group=document.getElementById('group'),shown=document.getElementById('shown'),tiles=[...document.querySelectorAll('button[data-group]')];
            const texts=cases.map(c=>c.textContent.toLowerCase());
            function filter(){const words=find.value.toLowerCase().split(/\\s+/).filter(Boolean);let n=0;
            cases.forEach((c,i)=>{const on=(!verdict.value||c.dataset.verdict===verdict.value)&&(!group.value||c.dataset.group===group.value)&&words.every(w=>texts[i].includes(w));
            c.hidden=!on;c.style.display=on?'':'none';n+=on});shown.textContent=n+' of '+cases.length+' cases';
            tiles.forEach(t=>t.setAttribute('aria-pressed',t.dataset.group===group.value))}
            [find,verdict,group].forEach(e=>e.addEventListener('input',filter));
            tiles.forEach(t=>t.addEventListener('click',()=>{group.value=group.value===t.dataset.group?'':t.dataset.group;filter();if(group.value)document.getElementById('cases').scrollIntoView()}));
            document.querySelector('.filter').hidden=false;filter();
            """;

    private final Page page;
    private final Report report;
    private final RunFacts facts;

    private RunPage(Report report, RunFacts facts) {
        this.report = report;
        this.facts = facts;
        page = new Page(title(report));
    }

    /** The page. */
    public static String of(Report report, RunFacts facts) {
        RunPage run = new RunPage(report, facts);
        run.head();
        run.groups();
        run.matrix();
        run.failures();
        run.deviations();
        run.mechanisms(report.target());
        run.cases();
        return run.page.raw("<script>\n" + SCRIPT + "</script>").end();
    }

    private static String title(Report report) {
        return "PKCS#11 conformance: " + report.target().token() + ", on "
                + report.target().device();
    }

    private void head() {
        TargetDescription target = report.target();
        page.who(target.device()).element("h1", title(report));
        page.facts(List.of(
                "Library", target.library() + ", " + target.manufacturer() + ", PKCS#11 " + target.cryptoki(),
                "Token", target.token() + ", PIN of " + target.pinLengths() + " bytes",
                "Flags", String.join(" ", target.flags()),
                "Suite", facts.version(),
                "Profile", facts.profile(),
                "Allowed", facts.allowed(),
                "PINs", facts.pins(),
                "Date",
                        DateTimeFormatter.ISO_INSTANT
                                .withZone(ZoneOffset.UTC)
                                .format(facts.ended().truncatedTo(ChronoUnit.SECONDS)),
                "Time of all cases", "%d s".formatted(facts.total().toSeconds())));
        page.raw("<ul class=\"tiles\">");
        report.counts()
                .forEach((verdict, count) -> page.raw("<li class=\"tile count\"><b class=\"word " + style(verdict)
                        + "\">" + count + "</b><span>" + escaped(verdict.toString()) + "</span></li>"));
        page.raw("</ul>");
    }

    private void groups() {
        Map<String, Map<Verdict, Long>> groups = new TreeMap<>();
        report.cases()
                .forEach(each -> groups.computeIfAbsent(group(each.id()), any -> new EnumMap<>(Verdict.class))
                        .merge(each.verdict(), 1L, Long::sum));
        page.raw("<h2>Groups</h2><ul class=\"tiles\">");
        groups.forEach((name, counts) -> {
            long all = counts.values().stream().mapToLong(Long::longValue).sum();
            String bar = counts.entrySet().stream()
                    .map(each ->
                            "<i class=\"%s\" style=\"flex:%d\"></i>".formatted(style(each.getKey()), each.getValue()))
                    .collect(Collectors.joining());
            page.raw("<li><button class=\"tile\" type=\"button\" aria-pressed=\"false\" data-group=\"" + escaped(name)
                    + "\"><b>" + escaped(name) + "</b><i class=\"bar\">" + bar + "</i><span>" + summary(counts, all)
                    + "</span></button></li>");
        });
        page.raw("</ul>");
    }

    private static String summary(Map<Verdict, Long> counts, long all) {
        String bad = Stream.of(Verdict.FAIL, Verdict.DEVIATION)
                .filter(counts::containsKey)
                .map(verdict -> ", " + counts.get(verdict) + (verdict == Verdict.FAIL ? " failed" : " deviate"))
                .collect(Collectors.joining());
        return counts.getOrDefault(Verdict.PASS, 0L) + " of " + all + " pass" + bad;
    }

    private void matrix() {
        page.raw("<h2>Functions and the values that they returned</h2><ul class=\"rows matrix\">");
        report.functions()
                .forEach((function, values) -> page.raw("<li><b>" + escaped(function) + "</b><span class=\"values\">"
                        + values.stream()
                                .sorted(Comparator.comparing(value -> !value.equals("CKR_OK")))
                                .map(value -> "<span" + (value.equals("CKR_OK") ? " class=\"ok\"" : "") + ">"
                                        + escaped(value) + "</span>")
                                .collect(Collectors.joining())
                        + "</span></li>"));
        page.raw("</ul>");
    }

    private void failures() {
        page.element("h2", "Failures by cause");
        if (!causes(Verdict.FAIL)) {
            page.element("p class=\"soft\"", "Nothing failed.");
        }
    }

    private void deviations() {
        long count = report.counts().getOrDefault(Verdict.DEVIATION, 0L);
        if (count > 0) {
            page.raw("<h2>Deviations</h2><details><summary>" + count
                    + " calls were refused as they must be, with another return value</summary>");
            causes(Verdict.DEVIATION);
            page.raw("</details>");
        }
    }

    /** The most frequent first; returns whether there are any. */
    private boolean causes(Verdict verdict) {
        Map<String, List<Report.Entry>> causes = report.cases().stream()
                .filter(each -> each.verdict() == verdict)
                .collect(Collectors.groupingBy(
                        each -> PlainWords.cause(each.detail()), TreeMap::new, Collectors.toList()));
        causes.entrySet().stream()
                .sorted(Comparator.comparingInt(each -> -each.getValue().size()))
                .forEach(cause -> {
                    page.raw("<section class=\"cause " + style(verdict) + "\">");
                    page.element("h3", cause.getKey());
                    page.element(
                            "p class=\"soft\"",
                            cause.getValue().size() + (cause.getValue().size() == 1 ? " case" : " cases"));
                    cause.getValue().forEach(this::cause);
                    page.raw("</section>");
                });
        return !causes.isEmpty();
    }

    private void cause(Report.Entry entry) {
        page.raw("<details><summary><b>" + escaped(entry.id()) + "</b> " + escaped(entry.requirement()) + "</summary>");
        page.raw("<p>" + section(entry.section()) + "</p>").element("pre", PlainWords.of(entry.detail()));
        if (!entry.calls().isEmpty()) {
            int from = Math.max(0, entry.calls().size() - MOST_CALLS);
            String before = from > 0 ? "… " + from + " calls before\n" : "";
            page.element(
                    "pre",
                    before
                            + String.join(
                                    "\n",
                                    entry.calls().subList(from, entry.calls().size())));
        }
        page.raw("</details>");
    }

    private void mechanisms(TargetDescription target) {
        page.raw("<h2>Mechanisms</h2><details><summary>" + target.mechanisms().size()
                + " reported</summary><ul class=\"rows matrix\">");
        target.mechanisms()
                .forEach(each -> page.raw(
                        "<li><b>" + escaped(each.name()) + "</b><span>" + escaped(each.info()) + "</span></li>"));
        page.raw("</ul></details>");
    }

    private void cases() {
        page.raw(
                "<h2 id=\"cases\">Cases</h2><div class=\"filter\" hidden><input id=\"find\" type=\"search\" placeholder=\"Search\" aria-label=\"Search\">");
        select(
                "verdict",
                "every verdict",
                report.counts().keySet().stream().map(Verdict::toString).toList());
        select(
                "group",
                "every group",
                report.cases().stream()
                        .map(each -> group(each.id()))
                        .distinct()
                        .sorted()
                        .toList());
        page.raw("<span id=\"shown\" class=\"soft\"></span></div><ul class=\"rows\">");
        report.cases().forEach(this::row);
        page.raw("</ul>");
    }

    private void select(String id, String all, List<String> values) {
        page.raw("<select id=\"" + id + "\" aria-label=\"" + id + "\"><option value=\"\">" + all + "</option>"
                + values.stream()
                        .map(each -> "<option>" + escaped(each) + "</option>")
                        .collect(Collectors.joining()) + "</select>");
    }

    private void row(Report.Entry entry) {
        String detail = entry.detail().isEmpty()
                ? ""
                : "<span class=\"more soft\">"
                        + escaped(PlainWords.of(entry.detail())
                                .lines()
                                .findFirst()
                                .orElse("")) + "</span>";
        page.raw("<li class=\"case\" data-verdict=\"" + escaped(entry.verdict().toString()) + "\" data-group=\""
                + escaped(group(entry.id()))
                + "\"><span class=\"word " + style(entry.verdict()) + "\">"
                + escaped(entry.verdict().toString()) + "</span><b>"
                + escaped(entry.id()) + "</b><span class=\"text\">" + escaped(entry.requirement())
                + " <span class=\"soft\">("
                + section(entry.section()) + ")</span></span><time>"
                + facts.duration(entry.id()).toMillis() + " ms</time>" + detail
                + "</li>");
    }

    private static String section(String section) {
        return StandardLink.of(section)
                .map(link -> "<a href=\"" + escaped(link) + "\" rel=\"noreferrer\">" + escaped(section) + "</a>")
                .orElseGet(() -> escaped(section));
    }

    private static String group(String id) {
        return id.contains("-") ? id.substring(0, id.lastIndexOf('-')).replaceFirst("-.*", "") : id;
    }

    static String style(Verdict verdict) {
        return switch (verdict) {
            case NOT_RUN, NOT_APPLICABLE -> "not";
            default -> verdict.toString();
        };
    }
}
