package org.tokentwin.emulator.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.control.ApplicationsVerb;
import org.tokentwin.emulator.control.ConnectionCount;
import org.tokentwin.emulator.control.FaultVerb;
import org.tokentwin.emulator.control.ServedTokens;
import org.tokentwin.emulator.control.StatusVerb;
import org.tokentwin.emulator.control.TraceVerb;
import org.tokentwin.emulator.control.Verbs;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** As many tokens and calls on the desk as it promises. */
@Tag("devices")
class LargeDeskTest {
    private static final int TOKENS = 1000;
    private static final int CALLS = 100_000;

    /** Fewer than the server keeps for a slow reader. */
    private static final int STEP = 2000;

    private static DeskServer serve(Emulator emulator, Map<String, EmulatedToken> all) throws IOException {
        ServedTokens tokens = new ServedTokens(emulator, all);
        DeskServer desk = DeskServer.bind(0, DeskServer.newKey());
        desk.serve(new Verbs(List.of(
                new TraceVerb(tokens),
                new FaultVerb(tokens),
                new ApplicationsVerb(tokens),
                new StatusVerb(tokens, () -> new ConnectionCount(0, 0, 1, 0, 0), ""))));
        return desk;
    }

    @Test
    void hundredThousandCalls_areScrolledAndSearched_withFewLinesInThePage() throws IOException {
        PlaywrightAssertions.setDefaultAssertionTimeout(120_000);
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token);
                DeskServer desk = serve(emulator, Map.of("chan", token));
                HeadlessBrowser browser = new HeadlessBrowser()) {
            Page page = browser.window(1280, 800, "en", false);
            page.navigate(desk.newLink());
            while (emulator.transcripts() == 0) {
                Thread.onSpinWait();
            }
            Cryptoki application = emulator.newApplication();
            application.initialize(null);
            Locator count = page.locator("#wire .count");
            for (int made = 1; made < CALLS; made++) {
                application.getSlotList(made % 1000 == 0);
                if (made % STEP == 0) {
                    assertThat(count).hasText((made + 1) + " of " + (made + 1));
                }
            }
            assertThat(count).hasText(CALLS + " of " + CALLS);
            assertThat(page.locator(".call").count()).isLessThan(100);
            assertThat(page.locator(".call").last()).hasAttribute("aria-posinset", String.valueOf(CALLS));

            page.locator("#wire").getByLabel("Search").fill("tokenpresent=true");
            page.locator("#wire").getByLabel("Search").fill("true");
            assertThat(count).hasText("99 of " + CALLS);
            page.locator("#wire").getByLabel("Search").fill("");
            page.locator(".calls").focus();
            page.keyboard().press("Home");
            assertThat(page.locator(".call").first()).hasAttribute("aria-posinset", "1");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void thousandTokens_areListedAndFound() throws IOException {
        PlaywrightAssertions.setDefaultAssertionTimeout(120_000);
        Map<String, EmulatedToken> tokens = new LinkedHashMap<>();
        EmulatedToken first = EmulatedToken.order().blank().issue();
        tokens.put("token-0", first);
        for (int i = 1; i < TOKENS; i++) {
            tokens.put("token-" + i, EmulatedToken.order().blank().issue());
        }
        try (Emulator emulator = Emulator.with(first);
                DeskServer desk = serve(emulator, tokens);
                HeadlessBrowser browser = new HeadlessBrowser()) {
            Page page = browser.window(1280, 800, "en", false);
            page.navigate(desk.newLink());
            assertThat(page.locator(".card")).hasCount(TOKENS);
            page.locator("#tokens").getByLabel("Search").fill("token-77");
            assertThat(page.locator(".card")).hasCount(11);
            assertThat(page.locator("#tokens .count")).hasText("11 / " + TOKENS);
            assertThat(browser.complaints()).isEmpty();
        } finally {
            tokens.values().forEach(EmulatedToken::close);
        }
    }
}
