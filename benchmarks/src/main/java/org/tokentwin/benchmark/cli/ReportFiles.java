package org.tokentwin.benchmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tokentwin.benchmark.report.HtmlReport;
import org.tokentwin.benchmark.report.MarkdownTable;
import org.tokentwin.benchmark.run.RunResults;

/** The files of a run's results in a directory. */
record ReportFiles(Path directory) {
    Path json() {
        return directory.resolve("results.json");
    }

    Path html() {
        return directory.resolve("report.html");
    }

    Path markdown() {
        return directory.resolve("table.md");
    }

    void writeAll(RunResults results) throws IOException {
        Files.createDirectories(directory);
        results.write(json());
        writeReports(results);
    }

    void writeReports(RunResults results) throws IOException {
        Files.writeString(html(), new HtmlReport(results).text());
        Files.writeString(markdown(), new MarkdownTable(results).text());
    }
}
