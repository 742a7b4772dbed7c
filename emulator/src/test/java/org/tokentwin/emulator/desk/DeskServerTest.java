package org.tokentwin.emulator.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.control.ConnectionCount;
import org.tokentwin.emulator.control.RemoveVerb;
import org.tokentwin.emulator.control.ServedTokens;
import org.tokentwin.emulator.control.StatusVerb;
import org.tokentwin.emulator.control.TraceVerb;
import org.tokentwin.emulator.control.Verbs;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.desk.Browser.Response;

class DeskServerTest {
    private static final String STREAM = "events?stream=0123456789abcdef";

    private final byte[] key = DeskServer.newKey();
    private EmulatedToken token;
    private Emulator emulator;
    private DeskServer desk;

    @BeforeEach
    void serve() throws IOException {
        token = EmulatedToken.order().withTestKey().issue();
        emulator = Emulator.with(token);
        desk = started();
    }

    private DeskServer started() throws IOException {
        ServedTokens tokens = new ServedTokens(emulator, Map.of("chan", token));
        DeskServer server = DeskServer.bind(0, key);
        server.serve(new Verbs(List.of(
                new RemoveVerb(tokens),
                new TraceVerb(tokens),
                new DeskVerb(server),
                new StatusVerb(tokens, () -> new ConnectionCount(0, 0, 1, 0, 0), ""))));
        return server;
    }

    @AfterEach
    void stop() {
        desk.close();
        emulator.close();
        token.close();
    }

    private Browser opened() throws IOException {
        Browser browser = new Browser(desk.newLink());
        assertThat(browser.open().status()).isEqualTo(303);
        return browser;
    }

    @Test
    void link_letsOneBrowserIn_once() throws IOException {
        Browser browser = opened();

        assertThat(browser.get("").status()).isEqualTo(200);
        assertThat(browser.open().status()).isEqualTo(403);
        assertThat(opened().get("").status()).isEqualTo(200);
    }

    @Test
    void manyLinks_areBounded_andTheOldestIsGoodNoMore() throws IOException {
        Browser first = new Browser(desk.newLink());
        for (int i = 0; i < 16; i++) {
            desk.newLink();
        }
        assertThat(first.open().status()).isEqualTo(403);
    }

    @Test
    void cookie_isKeptFromScriptsAndOtherSites_andIsOfThisPathOnly() throws IOException {
        Browser browser = new Browser(desk.newLink());

        assertThat(browser.open().headers())
                .anyMatch(each -> each.startsWith("Set-cookie: ")
                        && each.endsWith("; Path=" + browser.path() + "; HttpOnly; SameSite=Strict"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "desk.js", "events?stream=0123456789abcdef", "control", "openapi.json", "none"})
    void withoutTheCookie_nothingIsShown(String name) throws IOException {
        Browser browser = new Browser(desk.newLink());
        for (String cookie : List.of("", "tokentwin-desk=", "tokentwin-desk=00000000000000000000000000000000")) {
            browser.cookie(cookie);
            Response response = browser.get(name);
            assertThat(response.status()).isEqualTo(403);
            assertThat(response.body()).isEqualTo("open the link that 'emulator desk' prints\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "attacker.example", "127.0.0.1", ""})
    void otherHost_isRefused_asDnsRebindingSendsIt(String host) throws IOException {
        Browser browser = opened();
        String named = host.equals("127.0.0.1") ? host : host + browser.host().substring(9);

        Response response =
                browser.send("GET " + browser.path(), "", List.of("Host: " + named, "Cookie: " + browser.cookie()));

        assertThat(response.status()).isEqualTo(421);
    }

    @Test
    void requestWithoutHost_isRefused() throws IOException {
        Browser browser = opened();
        assertThat(browser.send("GET " + browser.path(), "", List.of("Cookie: " + browser.cookie()))
                        .status())
                .isGreaterThanOrEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://attacker.example", "null", "http://127.0.0.1", "http://localhost:1"})
    void otherOrigin_isRefused_andNothingIsDone(String origin) throws IOException {
        Browser browser = opened();

        Response response = browser.send(
                "POST " + browser.path() + "control",
                "{\"verb\":\"remove\"}",
                browser.posting(origin, "application/json"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(emulator.tokens()).containsExactly(token);
    }

    @Test
    void postWithoutOrigin_orAsAForm_isRefused_andNothingIsDone() throws IOException {
        Browser browser = opened();
        String remove = "{\"verb\":\"remove\"}";
        List<String> withoutOrigin = new ArrayList<>(browser.own());
        withoutOrigin.add("Content-Type: application/json");

        assertThat(browser.send("POST " + browser.path() + "control", remove, withoutOrigin)
                        .status())
                .isEqualTo(403);
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/json; a=b")) {
            assertThat(browser.send(
                                    "POST " + browser.path() + "control",
                                    remove,
                                    browser.posting("http://" + browser.host(), type))
                            .status())
                    .isEqualTo(415);
        }
        assertThat(emulator.tokens()).containsExactly(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "unheard-of"})
    void whatABrowserMarksAsAnothersRequest_isRefused(String site) throws IOException {
        Browser browser = opened();
        List<String> headers = new ArrayList<>(browser.own());
        headers.add("Sec-Fetch-Site: " + site);

        assertThat(browser.send("GET " + browser.path(), "", headers).status()).isEqualTo(403);
    }

    @Test
    void page_isShownInNoFrame_andRunsNothingButItsOwnScripts() throws IOException {
        assertThat(opened().get("").headers())
                .contains("X-frame-options: DENY", "Cache-control: no-store", "X-content-type-options: nosniff")
                .anyMatch(each -> each.startsWith("Content-security-policy: default-src 'none'; script-src 'self'; ")
                        && each.contains("frame-ancestors 'none'")
                        && !each.contains("unsafe"));
    }

    @Test
    void verb_isAskedAsOnTheControlSocket_andItsRefusalHasAStatus() throws IOException {
        Browser browser = opened();

        assertThat(browser.ask("{\"verb\":\"status\"}").body())
                .startsWith("{\"answer\":")
                .contains("\"chan\"");
        assertThat(browser.ask("{\"verb\":\"remove\",\"token\":\"chan\"}").status())
                .isEqualTo(200);
        assertThat(emulator.tokens()).isEmpty();
        assertThat(browser.ask("{\"verb\":\"remove\",\"token\":\"chan\"}").status())
                .isEqualTo(409);
        assertThat(browser.ask("{\"verb\":\"remove\",\"token\":\"lee\"}").status())
                .isEqualTo(404);
        for (String wrong : List.of("{\"verb\":\"explode\"}", "[]", "null", "{", "{\"verb\":\"trace\"}")) {
            Response response = browser.ask(wrong);
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).startsWith("{\"refusal\":{\"reason\":\"USAGE\"");
        }
    }

    @Test
    void requestThatIsTooLong_isRefused() throws IOException {
        assertThat(opened().ask("{\"verb\":\"" + "a".repeat(70_000) + "\"}").status())
                .isEqualTo(413);
    }

    @Test
    void transcript_showsACall_withoutItsPin_andIsTakenOnlyWhileAPageReadsIt() throws Exception {
        Browser browser = opened();
        assertThat(emulator.transcripts()).isZero();
        try (Socket socket = browser.connect("GET " + browser.path() + STREAM, "", browser.own());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            awaitLine(in, "\"event\":null");
            assertThat(emulator.transcripts()).isEqualTo(1);
            String pin = String.valueOf(token.pin());
            Cryptoki application = emulator.newApplication();
            application.initialize(null);
            long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
            application.login(session, Cku.CKU_USER, pin.getBytes(StandardCharsets.UTF_8));

            assertThat(awaitLine(in, "C_Login")).contains("\"CKR_OK\"").doesNotContain(pin);
        }
        while (emulator.transcripts() > 0) {
            Thread.sleep(10);
        }
    }

    private static String awaitLine(BufferedReader in, String part) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.contains(part)) {
                return line;
            }
        }
        throw new IOException("the transcript ended without " + part);
    }

    @Test
    void transcriptsTooMany_areRefused() throws IOException {
        Browser browser = opened();
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                Socket socket = browser.connect(
                        "GET " + browser.path() + "events?stream=0000000" + Integer.toHexString(i), "", browser.own());
                open.add(socket);
                awaitLine(
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)),
                        "\"event\":null");
            }
            assertThat(browser.get(STREAM).status()).isEqualTo(503);
        } finally {
            for (Socket each : open) {
                each.close();
            }
        }
    }

    @Test
    void browserThatWasLetIn_staysSo_whenTheServerIsRestartedWithItsKey() throws IOException {
        Browser before = opened();
        desk.close();
        desk = started();
        Browser after = new Browser(desk.newLink());
        after.cookie(before.cookie());

        assertThat(after.path()).isEqualTo(before.path());
        assertThat(after.get("").status()).isEqualTo(200);
    }

    @Test
    void serverWithAnotherKey_letsNobodyInWhoWasLetInBefore() throws IOException {
        Browser before = opened();
        try (DeskServer other = DeskServer.bind(0, DeskServer.newKey())) {
            other.serve(new Verbs(List.of()));
            Browser after = new Browser(other.newLink());
            after.cookie(before.cookie());
            assertThat(after.path()).isNotEqualTo(before.path());
            assertThat(after.get("").status()).isEqualTo(403);
        }
    }

    @Test
    void verbDesk_returnsOneMoreLink() throws IOException {
        JsonNode answer =
                new ObjectMapper().readTree(opened().ask("{\"verb\":\"desk\"}").body());
        Browser other = new Browser(answer.at("/answer/link").asText());
        assertThat(other.open().status()).isEqualTo(303);
        assertThat(other.get("").status()).isEqualTo(200);
    }

    @Test
    void openApiDescription_namesEveryPath_withTheStatusesThatItHas() throws IOException {
        Browser browser = opened();
        JsonNode paths =
                new ObjectMapper().readTree(browser.get("openapi.json").body()).get("paths");
        List<String> described = new ArrayList<>();
        paths.fieldNames().forEachRemaining(described::add);

        assertThat(described)
                .containsExactlyInAnyOrder(
                        "/", "/open", "/control", "/events", "/openapi.json", "/meanings.json", "/causes.json");
        for (String path : List.of("", "openapi.json", "meanings.json", "causes.json")) {
            assertStatus(paths.at("/~1" + path + "/get"), browser.get(path).status());
        }
        JsonNode open = paths.at("/~1open/get");
        assertStatus(open, browser.open().status());
        assertStatus(open, browser.get("open?secret=0").status());
        assertStatus(open, new Browser(desk.newLink()).open().status());
        JsonNode control = paths.at("/~1control/post");
        for (String request :
                List.of("{\"verb\":\"status\"}", "{}", "{\"verb\":\"remove\",\"token\":\"lee\"}", "a".repeat(70_000))) {
            assertStatus(control, browser.ask(request).status());
        }
        assertStatus(paths.at("/~1events/get"), browser.get("events?stream=no").status());
    }

    private static void assertStatus(JsonNode operation, int status) {
        List<String> known = new ArrayList<>();
        operation.path("responses").fieldNames().forEachRemaining(known::add);
        assertThat(known).as(operation.path("summary").asText()).contains(String.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/favicon.ico", "/desk.js", "/../etc/passwd", "/00000000000000000000000000000000/"})
    void pathThatIsNotBelowTheDesks_isNotFound(String path) throws IOException {
        Browser browser = opened();
        assertThat(browser.send("GET " + path, "", browser.own()).status()).isEqualTo(404);
    }

    @Test
    void otherMethods_areRefused() throws IOException {
        Browser browser = opened();
        for (String method : Arrays.asList("PUT", "DELETE", "OPTIONS", "POST")) {
            assertThat(browser.send(method + " " + browser.path(), "", browser.own())
                            .status())
                    .isEqualTo(405);
        }
    }
}
