package org.tokentwin.emulator.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.desk.HeadlessBrowser;
import org.tokentwin.emulator.rpc.RequiredProgram;
import org.tokentwin.emulator.store.KeptToken;

/** The desk in a real browser, while pkcs11-tool uses the tokens: in a wide window and in a narrow one. */
@Tag("devices")
@Execution(ExecutionMode.SAME_THREAD) // Playwright is for one thread
class DeskInBrowserTest {
    private static final Pattern SCRIPT = Pattern.compile("```sh\n# (\\w+\\.sh)[^\n]*\n((?s:.*?))```\n");
    /** A program that stays logged in until its input ends, and then asks something. */
    private static final String STAYING = """
            import sys, PyKCS11
            lib = PyKCS11.PyKCS11Lib()
            lib.load(sys.argv[1])
            session = lib.openSession(2, PyKCS11.CKF_SERIAL_SESSION)
            session.login(sys.argv[2])
            print("logged in", flush=True)
            sys.stdin.read()
            try:
                session.getSessionInfo()
            except PyKCS11.PyKCS11Error as e:
                print(e, flush=True)
            """;

    private static final int HEIGHT = 800;
    private static final int WIDE = 1280;
    private static final int NARROW = 420;

    private static HeadlessBrowser browser;

    @TempDir
    private Path directory;

    private int port;
    private Serving serving;

    @BeforeAll
    static void open() {
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        browser = new HeadlessBrowser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @BeforeEach
    void serve() throws Exception {
        create("chan");
        create("wong", "--key", "p256", "--pin-state", "changed", "--holder", "WONG SIU MING");
        create("lee", "--years", "1", "--issued", "2020-03-01", "--holder", "LEE KA YAN");
        port = freePort();
        serving = started();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private Serving started(String... tokens) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("serve"));
        words.addAll(List.of(tokens));
        words.addAll(List.of("--desk", "--desk-port", String.valueOf(port), "--authority-url", "none"));
        return Serving.start(CommandRun.in(directory), words.toArray(String[]::new));
    }

    @AfterEach
    void stop() throws InterruptedException {
        serving.stop();
        assertThat(browser.complaints()).isEmpty();
    }

    private void create(String name, String... options) {
        List<String> words = new ArrayList<>(List.of("create", name, "--test-key"));
        words.addAll(List.of(options));
        assertThat(CommandRun.in(directory).run(words.toArray(String[]::new)).status())
                .isZero();
    }

    private Page page(int width) {
        return page(width, "en", false);
    }

    private Page page(int width, String language, boolean dark) {
        Page page = browser.window(width, HEIGHT, language, dark);
        Result link = CommandRun.in(directory).run("desk");
        assertThat(link.err()).isEmpty();
        page.navigate(link.out().strip());
        assertThat(page.locator(".card[data-token=chan]")).hasCount(1);
        return page;
    }

    private static void show(Page page, String tab) {
        Locator button = page.locator("#tab-" + tab);
        if (button.isVisible()) {
            button.click();
        }
    }

    private String pin(String name) {
        return KeptToken.describe(CommandRun.in(directory).home(), name).pin().reveal();
    }

    /** Returns what pkcs11-tool says of a signature by the token in slot 2. */
    private String signOnWong() throws IOException, InterruptedException {
        return tool(
                "--slot",
                "2",
                "--login",
                "--pin",
                pin("wong"),
                "--sign",
                "--mechanism",
                "ECDSA-SHA256",
                "-i",
                "/etc/hostname",
                "-o",
                "/dev/null");
    }

    /** Runs it, and returns what it says, however it ends. */
    private String tool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool").toString(),
                "--module",
                CommandRun.in(directory).run("module", "--path").out().strip()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        nameServer(builder);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private void nameServer(ProcessBuilder program) {
        program.environment()
                .put(
                        org.tokentwin.emulator.cli.ServerSocket.VARIABLE,
                        directory.resolve("run/pkcs11").toString());
    }

    private static Locator card(Page page, String token) {
        return page.locator(".card[data-token=" + token + "]");
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void token_isPulledOutAndPluggedIn_asAProgramSees(int width) throws Exception {
        Page page = page(width);
        show(page, "tokens");
        assertThat(card(page, "chan")).containsText("CHAN TAI MAN");
        assertThat(card(page, "lee")).containsText("expired");
        assertThat(tool("-L")).contains("Slot 0 (0x0): SafeNet eToken 5100");

        card(page, "chan").locator("[data-act=pullOut]").click();
        assertThat(card(page, "chan")).containsText("not plugged in");
        assertThat(card(page, "chan")).hasClass(Pattern.compile(".*\\bout\\b.*"));
        assertThat(tool("-L")).contains("(empty)");

        card(page, "chan").locator("[data-act=plugIn]").click();
        assertThat(card(page, "chan").locator("[data-act=pullOut]")).isVisible();
        assertThat(tool("--slot", "0", "-O")).contains("Certificate Object");
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void wrongPin_isADotLess_andTheTriesComeBack(int width) throws Exception {
        Page page = page(width);
        show(page, "tokens");
        Locator lost = card(page, "wong").locator(".dots i.lost");
        assertThat(lost).hasCount(0);

        tool("--token-label", "none", "-L");
        tool("--slot", "2", "--login", "--pin", "00000000", "-O");
        assertThat(lost).hasCount(1);
        assertThat(card(page, "wong").locator(".dots")).hasAttribute("aria-label", "14 of 15 tries left");

        card(page, "wong").locator("[data-act=triesBack]").click();
        assertThat(lost).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void failedCall_isFound_andOpensToItsMeaningAndItsApdus(int width) throws Exception {
        Page page = page(width);
        show(page, "wire");
        awaitTranscript(page);
        tool("--slot", "0", "--login", "--pin", pin("chan"), "-O");
        page.getByLabel("Not OK only").check();
        page.getByLabel("Function").fill("C_Login");
        Locator login = page.locator(".call");
        assertThat(login).hasCount(1);
        assertThat(login).containsText("CKR_PIN_EXPIRED");

        login.locator(".line").click();
        assertThat(login).containsText("Usual cause: the PIN of the envelope, which has to be changed");
        assertThat(login).containsText("PKCS#11 v2.40, section 5.1.6");
        assertThat(login.locator(".command").first()).containsText("> channel");
        assertThat(login.locator(".response").first()).containsText("9000 (ok)");
        assertThat(page.content()).doesNotContain(pin("chan"));
    }

    /** The first call that a program makes is seen only where the transcript has begun. */
    private void awaitTranscript(Page page) throws Exception {
        do {
            tool("-L");
        } while (page.locator(".call").count() == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void transcript_pauses_isSearched_byKeyboardToo_andIsSaved(int width) throws Exception {
        Page page = page(width);
        show(page, "wire");
        awaitTranscript(page);
        page.getByText("Pause", new Page.GetByTextOptions().setExact(true)).click();
        signOnWong();
        assertThat(page.locator("#wire .count")).containsText("wait)");
        page.getByText("Go on", new Page.GetByTextOptions().setExact(true)).click();
        page.locator("#wire").getByLabel("Search").fill("ckm_ecdsa_sha256");
        assertThat(page.locator(".call").first()).containsText("C_SignInit");

        page.locator(".calls").focus();
        page.keyboard().press("Home");
        page.keyboard().press("Enter");
        assertThat(page.locator(".call.open.selected")).hasCount(1);
        assertThat(page.locator(".call.open")).hasAttribute("aria-expanded", "true");

        Download saved =
                page.waitForDownload(() -> page.getByText("Save as JSON lines").click());
        assertThat(Files.readString(saved.path()))
                .contains("\"function\":\"C_SignInit\"")
                .doesNotContain(pin("wong"));
        Download text =
                page.waitForDownload(() -> page.getByText("Save as text").click());
        assertThat(Files.readString(text.path())).containsPattern("#\\d+ C_SignInit\\(hSession=\\d+, ");
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void serverThatWentAway_isSaidSo_andThePageComesBackByItself(int width) throws Exception {
        Page page = page(width);
        show(page, "wire");
        assertThat(page.locator("#away")).isHidden();
        serving.stop();
        assertThat(page.locator("#away")).isVisible();

        serving = started();
        assertThat(page.locator("#away")).isHidden();
        awaitTranscript(page);
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void programThatUsesAToken_isListed_andEnded(int width) throws Exception {
        Path python = RequiredProgram.anyOf("python3", "/usr/bin/python3");
        RequiredProgram.anyOf("python3-pykcs11", "/usr/lib/python3/dist-packages/PyKCS11");
        Files.writeString(directory.resolve("stay.py"), STAYING);
        ProcessBuilder builder = new ProcessBuilder(
                python.toString(),
                directory.resolve("stay.py").toString(),
                CommandRun.in(directory).run("module", "--path").out().strip(),
                pin("wong"));
        nameServer(builder);
        Process program = builder.redirectErrorStream(true).start();
        try (BufferedReader says = program.inputReader(StandardCharsets.UTF_8)) {
            assertThat(says.readLine()).isEqualTo("logged in");
            Page page = page(width);
            show(page, "programs");
            Locator row = page.locator("#programs tbody tr");
            assertThat(row).containsText("python3");
            assertThat(row).containsText(String.valueOf(program.pid()));
            assertThat(row).containsText("CKU_USER in slot 2");

            row.getByText("End").click();
            assertThat(page.locator("#programs")).containsText("No program uses the tokens now.");
            program.getOutputStream().close();
            assertThat(says.lines()).anyMatch(line -> line.contains("CKR_CRYPTOKI_NOT_INITIALIZED"));
        } finally {
            program.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void fault_isBuiltByTheForm_andHappensToAProgram(int width) throws Exception {
        Page page = page(width);
        show(page, "faults");
        Locator form = page.locator("#faults form").first();
        form.getByLabel("Token").selectOption("wong");
        form.getByLabel("What happens").fill("remove");
        form.getByLabel("At", new Locator.GetByLabelOptions().setExact(true)).fill("sign");
        assertThat(form.getByLabel("As text")).hasValue("remove@sign");
        form.getByText("Let it happen").click();
        assertThat(page.locator("#faults ul").first()).containsText("remove@sign");

        assertThat(signOnWong())
                .contains("CKR_DEVICE_REMOVED");
        show(page, "tokens");
        assertThat(card(page, "wong")).containsText("not plugged in");
        form.getByLabel("As text").evaluate("field => field.value = 'explode'");
        show(page, "faults");
        form.getByText("Let it happen").click();
        assertThat(page.locator("#message")).containsText("'explode' is no fault");
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void figures_countTheCallsOfEachFunction(int width) throws Exception {
        Page page = page(width);
        show(page, "figures");
        Locator row = page.locator("#figures tbody tr", new Page.LocatorOptions().setHasText("C_Login"));
        do {
            tool("--slot", "2", "--login", "--pin", pin("wong"), "-O");
        } while (row.count() == 0);
        assertThat(row).containsText("ms");
        assertThat(row.locator(".chart")).hasAttribute("aria-label", "How long C_Login took");
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void token_isMade_takenBackToASnapshot_reissuedAndDeleted(int width) throws Exception {
        Page page = page(width);
        show(page, "tokens");
        page.locator("#tokens").getByText("New token").click();
        page.locator("dialog [name=name]").fill("ho");
        page.locator("dialog [name=holder]").fill("HO WAI LAM");
        page.locator("dialog [name=key]").selectOption("p256");
        page.locator("dialog [name=pin-state]").selectOption("changed");
        page.locator("dialog").getByText("Do it").click();
        Locator ho = card(page, "ho");
        assertThat(ho).containsText("HO WAI LAM");
        assertThat(ho).containsText("3, 0 sessions");

        ho.locator("[data-act=snapshot]").click();
        page.locator("dialog [name=snapshot]").fill("fresh");
        page.locator("dialog").getByText("Do it").click();
        assertThat(page.locator("#message")).containsText("snapshot ho");
        tool("--slot", "3", "--login", "--pin", "00000000", "-O");
        assertThat(ho.locator(".dots i.lost")).hasCount(1);
        ho.locator("[data-act=restore]").click();
        page.locator("dialog").getByText("Do it").click();
        assertThat(ho.locator(".dots i.lost")).hasCount(0);
        assertThat(tool("--slot", "3", "-O")).contains("Certificate Object");

        ho.locator("[data-act=reissue]").click();
        page.locator("dialog").getByText("Do it").click();
        assertThat(card(page, "ho-2")).containsText("not plugged in");
        assertThat(ho).containsText("revoked");

        ho.locator("[data-act=delete]").click();
        page.locator("dialog").getByText("Cancel").click();
        assertThat(ho).hasCount(1);
        ho.locator("[data-act=delete]").click();
        page.locator("dialog").getByText("Do it").click();
        assertThat(ho).hasCount(0);
        card(page, "ho-2").locator("[data-slot]").selectOption("3");
        card(page, "ho-2").locator("[data-act=plugIn]").click();
        assertThat(card(page, "ho-2")).containsText("3, 0 sessions");
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void token_isDraggedIntoASlot_andOutOfIt(int width) throws Exception {
        Page page = page(width);
        show(page, "tokens");
        Locator chan = card(page, "chan");
        drag(chan, place(page, ""), "not plugged in");
        assertThat(tool("-L")).contains("(empty)");

        drag(chan, place(page, "3"), "3, 0 sessions");
        assertThat(place(page, "3")).containsText("chan");
        assertThat(tool("--slot", "3", "-O")).contains("Certificate Object");

        drag(chan, place(page, "0"), "0, 0 sessions");
        assertThat(place(page, "3")).not().containsText("chan");

        // There is a token in that one.
        chan.locator("h3").dragTo(place(page, "1"));
        assertThat(chan).containsText("0, 0 sessions");
    }

    /** Again until it is there: Playwright takes a move that Chromium makes up, as after a change of layout, for its own, and loses the drag. */
    private static void drag(Locator card, Locator place, String expected) {
        Locator there = card.filter(new Locator.FilterOptions().setHasText(expected));
        do {
            card.locator("h3").dragTo(place);
        } while (!appears(there));
    }

    private static boolean appears(Locator what) {
        try {
            what.waitFor(new Locator.WaitForOptions().setTimeout(20_000));
            return true;
        } catch (TimeoutError e) {
            return false;
        }
    }

    /** A browser drags nothing, and clicks nothing, that was drawn anew under the pressed pointer. */
    @Test
    void newsOfTheToken_whileThePointerIsDownOnIt_neitherEndTheDragNorLoseTheClick() throws Exception {
        Page page = page(WIDE);
        Locator chan = card(page, "chan");
        chan.locator("h3").hover();
        loseTryWhilePressed(page);
        place(page, "").hover();
        page.mouse().up();
        assertThat(chan).containsText("not plugged in");
        assertThat(chan.locator(".dots i.lost")).hasCount(1);

        chan.locator("[data-act=plugIn]").click();
        chan.locator("[data-act=pullOut]").hover();
        loseTryWhilePressed(page);
        page.mouse().up();
        assertThat(chan).containsText("not plugged in");
        assertThat(chan.locator(".dots i.lost")).hasCount(2);
    }

    /** Returns when the page has read the state anew, twice: the first reading may have begun before. */
    private void loseTryWhilePressed(Page page) throws Exception {
        page.mouse().down();
        tool("--slot", "0", "--login", "--pin", "00000000", "-O");
        for (int reading = 0; reading < 2; reading++) {
            page.waitForRequest(
                    request -> String.valueOf(request.postData()).contains("\"certificates\""), () -> {});
        }
    }

    private static Locator place(Page page, String slot) {
        return page.locator(".places [data-place='" + slot + "']");
    }

    @Test
    void certificate_isHeldAndReleased() {
        Page page = page(WIDE);
        Locator wong = card(page, "wong");
        wong.locator("[data-act=hold]").click();
        assertThat(wong.locator(".state.onHold")).hasText("on hold");

        wong.locator("[data-act=release]").click();
        assertThat(wong.locator(".state.valid")).hasText("valid");
    }

    /** A token with a protected authentication path: the program gives no PIN, and the page asks for it. */
    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void pinThatAProgramDoesNotGive_isEnteredOnThePage(int width) throws Exception {
        serveOneThatAsks();
        Page page = asksPage(width);
        Locator dialog = page.locator("dialog");
        CompletableFuture<String> tool = CompletableFuture.supplyAsync(this::listPrivately);
        assertThat(dialog).containsText("User PIN to log in");
        assertThat(dialog).containsText("pkcs11-tool");
        assertThat(dialog).containsText("15 of 15 tries left");
        dialog.getByText("Cancel").click();
        assertThat(tool.join()).contains("CKR_FUNCTION_CANCELED");
        assertThat(dialog).hasCount(0);

        CompletableFuture<String> again = CompletableFuture.supplyAsync(this::listPrivately);
        dialog.locator("[name=pin]").fill(pin("asks"));
        dialog.getByText("Send to the token").click();
        assertThat(again.join()).contains("Private Key Object");
        assertThat(dialog).hasCount(0);
        assertThat(page.content()).doesNotContain(pin("asks"));
    }

    @Test
    void newPin_isEnteredTwiceAlike_onThePage() throws Exception {
        serveOneThatAsks();
        Page page = asksPage(WIDE);
        CompletableFuture<String> tool = CompletableFuture.supplyAsync(() -> toolUnchecked("--slot", "0", "--change-pin"));
        Locator dialog = page.locator("dialog");
        assertThat(dialog).containsText("Change of the User PIN");
        assertThat(dialog).containsText("an upper case letter");
        dialog.locator("[name=pin]").fill(pin("asks"));
        dialog.locator("[name=newPin]").fill("Kowloon-88");
        dialog.locator("[name=again]").fill("Kowloon-89");
        HeadlessBrowser.picture(page, "new-pin.png");
        dialog.getByText("Send to the token").click();
        assertThat(dialog.locator("[name=again]:invalid")).hasCount(1);

        dialog.locator("[name=again]").fill("Kowloon-88");
        dialog.getByText("Send to the token").click();
        assertThat(tool.join()).contains("PIN successfully changed");
    }

    @Test
    void questionThatIsOver_isTakenAway() throws Exception {
        serveOneThatAsks();
        Page page = asksPage(WIDE);
        CompletableFuture<String> tool = CompletableFuture.supplyAsync(this::listPrivately);
        assertThat(page.locator("dialog")).isVisible();
        HeadlessBrowser.picture(page, "pin.png");

        card(page, "asks").locator("[data-act=pullOut]").evaluate("button => button.click()");

        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(tool.join()).containsPattern("CKR_(FUNCTION_CANCELED|DEVICE_REMOVED|TOKEN_NOT_PRESENT)");
    }

    private void serveOneThatAsks() throws InterruptedException {
        serving.stop();
        create("asks", "--profile", "hongkongpost-ecert-asking", "--pin-state", "changed");
        serving = started("asks");
    }

    private Page asksPage(int width) {
        Page page = browser.window(width, HEIGHT, "en", false);
        page.navigate(CommandRun.in(directory).run("desk").out().strip());
        assertThat(card(page, "asks")).hasCount(1);
        return page;
    }

    private String listPrivately() {
        return toolUnchecked("--slot", "0", "--login", "-O");
    }

    private String toolUnchecked(String... arguments) {
        try {
            return tool(arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Another process with SunPKCS11: keytool. */
    @Test
    void sunPkcs11_isSeenOnTheWire() throws Exception {
        Page page = page(WIDE);
        awaitTranscript(page);
        Path configuration = Files.writeString(
                directory.resolve("twin.cfg"),
                "name=Twin\nslot=2\nlibrary="
                        + CommandRun.in(directory).run("module", "--path").out());
        ProcessBuilder keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-list",
                        "-keystore",
                        "NONE",
                        "-storetype",
                        "PKCS11",
                        "-addprovider",
                        "SunPKCS11",
                        "-providerarg",
                        configuration.toString(),
                        "-storepass:env",
                        "TOKEN_PIN")
                .redirectErrorStream(true);
        keytool.environment().put("TOKEN_PIN", pin("wong"));
        nameServer(keytool);
        Process listing = keytool.start();
        listing.getOutputStream().close();
        assertThat(new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("PrivateKeyEntry");

        page.locator("#wire").getByLabel("Function").fill("C_GetAttributeValue");
        assertThat(page.locator(".call").first()).containsText("CKA_");
        assertThat(page.content()).doesNotContain(pin("wong"));
    }

    /** With serve --record: what the page saves, 'replay' takes. */
    @Test
    void recordingThatIsSaved_replays() throws Exception {
        serving.stop();
        serving = started("wong", "--record", directory.resolve("record.jsonl").toString());
        Page page = browser.window(WIDE, HEIGHT, "en", false);
        page.navigate(CommandRun.in(directory).run("desk").out().strip());
        assertThat(card(page, "wong")).hasCount(1);
        String listed = tool("-L");
        Download saved =
                page.waitForDownload(() -> page.getByText("Save as replay file").click());
        Path copy = Files.copy(saved.path(), directory.resolve("copy.jsonl"));
        serving.stop();
        serving = Serving.start(
                CommandRun.in(directory),
                "replay",
                "--socket",
                directory.resolve("run/pkcs11").toString(),
                copy.toString());
        assertThat(tool("-L")).isEqualTo(listed);
    }

    /** The story of docs/desk.md, with its own scripts. */
    @Test
    void programThatWorksWithASoftToken_andNotWithTheEcertToken_isUnderstoodOnThePage() throws Exception {
        Path soft = RequiredProgram.anyOf("softhsm2", "/usr/lib/softhsm/libsofthsm2.so");
        Files.writeString(directory.resolve("letter.txt"), "Dear Sir or Madam");
        Matcher script = SCRIPT.matcher(Files.readString(Path.of("..", "docs", "desk.md")));
        while (script.find()) {
            Files.writeString(directory.resolve(script.group(1)), script.group(2));
        }
        Files.createDirectories(directory.resolve("soft"));
        Files.writeString(
                directory.resolve("softhsm2.conf"), "directories.tokendir = " + directory.resolve("soft") + "\n");
        assertThat(shell("softhsm2-util --init-token --free --label soft --so-pin 12345678 --pin 12345678"))
                .isZero();
        assertThat(shell("pkcs11-tool --module " + soft
                        + " --login --pin 12345678 --keypairgen --key-type rsa:2048 --usage-sign"))
                .isZero();
        String twin = CommandRun.in(directory).run("module", "--path").out().strip();
        Page page = page(WIDE);
        awaitTranscript(page);

        assertThat(shell("sh sign.sh " + soft + " 12345678")).isZero();
        assertThat(shell("sh sign.sh " + twin + " " + pin("chan"))).isNotZero();

        page.getByLabel("Not OK only").check();
        Locator login = page.locator(".call", new Page.LocatorOptions().setHasText("C_Login"));
        assertThat(login).containsText("CKR_PIN_EXPIRED");
        login.locator(".line").click();
        assertThat(login).containsText("the PIN of the envelope, which has to be changed with C_SetPIN");
        assertThat(login).containsText("VERIFY");
        assertThat(card(page, "chan")).containsText("change it first");

        assertThat(shell("sh change.sh " + twin + " " + pin("chan") + " Kowloon-88"))
                .isZero();
        assertThat(card(page, "chan")).not().containsText("change it first");
        assertThat(shell("sh sign.sh " + twin + " Kowloon-88")).isZero();
    }

    private int shell(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        builder.environment()
                .put("SOFTHSM2_CONF", directory.resolve("softhsm2.conf").toString());
        nameServer(builder);
        Process process = builder.start();
        process.getOutputStream().close();
        return process.waitFor();
    }

    @ParameterizedTest
    @ValueSource(ints = {WIDE, NARROW})
    void languages_andColours_areTheReaders(int width) throws Exception {
        Page page = page(width, "zh-HK", true);
        show(page, "tokens");
        assertThat(page.locator("html")).hasAttribute("lang", "zh-Hant");
        assertThat(page.locator("#tokens h2")).containsText("權杖");
        page.locator("#language").selectOption("zh-Hans");
        assertThat(page.locator("#tokens h2")).containsText("令牌");
        page.locator("#language").selectOption("en");
        assertThat(page.locator("#tokens h2")).containsText("Tokens");
    }

    @Test
    void pictures_areTaken() throws Exception {
        for (String look : List.of("light en", "dark en", "chinese zh-HK")) {
            Page page = page(WIDE, look.substring(look.indexOf(' ') + 1), look.startsWith("dark"));
            awaitTranscript(page);
            tool("--slot", "2", "--login", "--pin", "00000000", "-O");
            tool("--slot", "0", "--login", "--pin", pin("chan"), "-O");
            page.locator(".filters input[type=checkbox]").check();
            Locator login = page.locator(".call", new Page.LocatorOptions().setHasText("CKR_PIN_EXPIRED"));
            login.locator(".line").first().click();
            assertThat(page.locator(".under .meaning").first()).isVisible();
            HeadlessBrowser.picture(page, look.substring(0, look.indexOf(' ')) + ".png");
        }
        Page figures = page(WIDE);
        show(figures, "figures");
        tool("--slot", "2", "--login", "--pin", pin("wong"), "-O");
        assertThat(figures.locator("#figures tbody tr").first()).isVisible();
        HeadlessBrowser.picture(figures, "figures.png");
        show(figures, "faults");
        HeadlessBrowser.picture(figures, "faults.png");
        show(figures, "programs");
        HeadlessBrowser.picture(figures, "programs.png");
        figures.locator("#tokens").getByText("New token").click();
        HeadlessBrowser.picture(figures, "new-token.png");
        for (String look : List.of("narrow en", "narrow-chinese zh-HK")) {
            Page narrow = page(NARROW, look.substring(look.indexOf(' ') + 1), false);
            show(narrow, "tokens");
            HeadlessBrowser.picture(narrow, look.substring(0, look.indexOf(' ')) + ".png");
        }
    }
}
