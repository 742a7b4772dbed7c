package org.tokentwin.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.device.Required;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.conformance.run.TargetDescription;

/** Each page in a browser as wide as a desk's screen and as a telephone's, light and dark: nothing runs out of it, and all that is folded is open. */
@Tag("devices")
class PageWidthTest {
    private static final String MEASURE = """
            <script>for (const folded of document.querySelectorAll('details')) folded.open = true;
            const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
            document.title = [innerWidth, document.documentElement.scrollWidth, matchMedia('(prefers-color-scheme:dark)').matches,
            out.slice(0, 5).map(e => e.tagName + '.' + e.className).join(' ')].join('|');</script></body>
            """;

    private static final Pattern MEASURED = Pattern.compile("<title>(\\d+)\\|(\\d+)\\|(true|false)\\|([^<]*)</title>");

    /** A word that nothing breaks, as a module's own text may be. */
    private static final String LONG = "CKR_".repeat(60) + " 0123456789abcdef".repeat(20);

    private static final TargetDescription TARGET = new TargetDescription(
            "a token behind /usr/lib/" + "directory/".repeat(20) + "module.so",
            LONG,
            "Maker",
            "2.40",
            LONG,
            "8 to 20",
            List.of("CKF_RNG", "CKF_LOGIN_REQUIRED", "CKF_USER_PIN_INITIALIZED", LONG),
            List.of());

    @TempDir
    private Path directory;

    static List<Arguments> windows() {
        List<Arguments> windows = new ArrayList<>();
        for (int width : new int[] {1400, 390}) {
            for (boolean dark : new boolean[] {false, true}) {
                windows.add(Arguments.of(width, dark));
            }
        }
        return windows;
    }

    @ParameterizedTest
    @MethodSource("windows")
    void page_fitsItsWindow(int width, boolean dark) throws IOException, InterruptedException {
        Report left = report(Verdict.FAIL);
        Report right = report(Verdict.PASS);
        Map<String, String> pages = Map.of(
                "run",
                RunPage.of(left, facts()),
                "comparison",
                ComparisonPage.of(Comparison.of(left, right)),
                "twin",
                TwinPage.of(TwinReport.of(left, right), List.of(LONG)));
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Matcher measured = MEASURED.matcher(shown(page.getKey(), page.getValue(), width, dark));
            assertThat(measured.find()).as("%s was measured", page.getKey()).isTrue();
            assertThat(measured.group(1)).isEqualTo(Integer.toString(width));
            assertThat(measured.group(3)).as("dark").isEqualTo(Boolean.toString(dark));
            assertThat(Integer.parseInt(measured.group(2)))
                    .as("%s: %s", page.getKey(), measured.group(4))
                    .isLessThanOrEqualTo(width);
            assertThat(measured.group(4)).as("runs out of %s", page.getKey()).isEmpty();
        }
    }

    /** The page as the browser has it after its scripts. */
    private String shown(String name, String html, int width, boolean dark) throws IOException, InterruptedException {
        Path program =
                Required.file("chromium-headless-shell", "/usr/bin/chromium-headless-shell", "/usr/bin/chromium");
        Path file = Files.writeString(directory.resolve(name + ".html"), html.replace("</body>", MEASURE));
        Path complaints = directory.resolve("complaints");
        Process browser = new ProcessBuilder(
                        program.toString(),
                        "--no-sandbox",
                        "--window-size=" + width + ",900",
                        "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                        "--user-data-dir=" + directory.resolve("browser"),
                        "--dump-dom",
                        file.toUri().toString())
                .redirectError(complaints.toFile())
                .start();
        String shown = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(browser.waitFor()).as(Files.readString(complaints)).isZero();
        return shown;
    }

    private static RunFacts facts() {
        return new RunFacts(
                "1.2",
                LONG,
                "session-objects (--allow)",
                "no user PIN, no SO PIN",
                Instant.EPOCH,
                Map.of("LOGIN-001", Duration.ofMillis(1234)));
    }

    private static Report report(Verdict verdict) {
        return Report.of(
                TARGET,
                Stream.of("LOGIN-001", "LOGIN-002", "ATTRIBUTEFAULT-101", "UNINITIALIZED-068")
                        .map(id -> result(id, id.equals("LOGIN-002") ? Verdict.DEVIATION : verdict))
                        .toList());
    }

    private static CaseResult result(String id, Verdict verdict) {
        return new CaseResult(
                id,
                "v3.0 5.14 C_MessageSignInit",
                "The right PIN logs the user in, " + LONG,
                Effect.READS,
                verdict,
                verdict == Verdict.PASS ? "" : "expected " + LONG + ", seen CKR_B",
                List.of("C_Login(1, 1, PIN of 8 characters) = CKR_OK", LONG),
                Map.of("C_Login", Map.of("CKR_OK", 1), "C_GetMechanismInfo", Map.of("CKR_MECHANISM_INVALID", 2)),
                1234);
    }
}
