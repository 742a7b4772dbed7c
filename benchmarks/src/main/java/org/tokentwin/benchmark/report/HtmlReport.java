package org.tokentwin.benchmark.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.tokentwin.benchmark.operation.ScalePoint;
import org.tokentwin.benchmark.run.Environment;
import org.tokentwin.benchmark.run.RunResults;

/** One page that shows a run: charts, tables, and the machine it was made on. */
public final class HtmlReport {
    private final RunResults results;
    private final Comparison comparison;

    public HtmlReport(RunResults results) {
        this.results = results;
        comparison = new Comparison(results);
    }

    /** The whole page. */
    public String text() {
        Html page = new Html()
                .markup("<!DOCTYPE html>\n")
                .open("html", "lang", "en")
                .open("head");
        page.open("meta", "charset", "utf-8")
                .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .element("title", "TokenTwin: what a token costs")
                .open("style")
                .markup(style())
                .close("style")
                .close("head")
                .open("body");
        page.element("h1", "What a token costs");
        environment(page);
        legend(page);
        comparison.threads().forEach(threads -> section(page, threads));
        scale(page);
        return page.close("body").close("html").toString();
    }

    private void environment(Html page) {
        Environment machine = results.environment();
        page.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "%s. %s, %d processors, %d MiB; %s; %s; load %.2f at the start. %d rounds; in each, %d ms of warm-up "
                                + "and %d ms of measurement for each operation and target, in a process of their own.",
                        results.date(),
                        machine.processor(),
                        machine.processors(),
                        machine.memoryMebibytes(),
                        machine.system(),
                        machine.java(),
                        machine.loadAtStart(),
                        results.pace().rounds(),
                        results.pace().warmup().toMillis(),
                        results.pace().measurement().toMillis()));
    }

    private void legend(Html page) {
        page.open("ul", "class", "legend");
        comparison
                .targets()
                .forEach(target -> page.open("li")
                        .open("span", "class", "swatch b" + comparison.targets().indexOf(target))
                        .close("span")
                        .element("b", target)
                        .text(": " + results.targets().get(target))
                        .close("li"));
        page.close("ul");
    }

    private void section(Html page, int threads) {
        page.element("h2", threads == 1 ? "One thread" : threads + " threads");
        new RatioChart(comparison, threads)
                .svg()
                .ifPresent(svg -> page.element("h3", "Time as a multiple of that of " + comparison.reference())
                        .element(
                                "p",
                                "To the right of 1: slower than " + comparison.reference() + ". To the left: faster.")
                        .markup(svg));
        new PercentileChart(comparison, threads)
                .svg()
                .ifPresent(svg -> page.element("h3", "Time of a call")
                        .element(
                                "p",
                                "From the median (large dot, and number) over the 90th (small dot) to the 99th percentile.")
                        .markup(svg));
        page.element("h3", "All numbers").markup(new ResultTable(comparison, threads).html());
    }

    private void scale(Html page) {
        for (ScalePoint.Curve curve : ScalePoint.Curve.values()) {
            new ScaleChart(comparison, curve)
                    .svg()
                    .ifPresent(svg -> page.element("h2", curve.title()).markup(svg));
        }
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
