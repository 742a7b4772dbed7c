package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.Background;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.rpc.RequiredProgram;
import org.tokentwin.emulator.store.KeptToken;

/** Runs every command of {@code docs/serving.md}, in the page's order, and compares what it shows. */
class ServingPageTest {
    private static final Pattern BLOCK =
            Pattern.compile("```console\n\\$ \\./tokentwin emulator (.*)\n((?s:.*?))```\n");
    private static final Pattern LOGIN = Pattern.compile("#\\d+ C_Login\\(.*\n(     .*\n)*");

    @TempDir
    private Path directory;

    @Test
    void everyCommandOfThePage_showsWhatThePageShows() throws Exception {
        Map<String, String> shown = shownCommands();
        CommandRun server = CommandRun.in(directory);
        List<Serving> serving = new ArrayList<>();
        for (Map.Entry<String, String> each : shown.entrySet()) {
            String command = each.getKey();
            if (command.equals("serve")) {
                serving.add(Serving.start(server, command));
            } else {
                String output = command.startsWith("trace") ? traceOfLogin() : run(command);
                assertThat(masked(output)).as(command).isEqualTo(masked(each.getValue()));
            }
        }

        assertThat(shown).hasSizeGreaterThanOrEqualTo(7);
        assertThat(masked(serving.getFirst().stop().out())).isEqualTo(masked(shown.getOrDefault("serve", "")));
    }

    private static Map<String, String> shownCommands() throws IOException {
        Map<String, String> shown = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "serving.md")));
        while (block.find()) {
            shown.put(block.group(1), block.group(2));
        }
        return shown;
    }

    private String run(String command) {
        Result result = CommandRun.in(directory).run(command.split(" "));
        assertThat(result.status()).as(result.err()).isZero();
        return result.out();
    }

    /** Logs in with pkcs11-tool until the transcript has it. */
    private String traceOfLogin() throws IOException, InterruptedException {
        logIn(); // the first login since the token is in its slot also looks for keys that a power cut left
        CommandRun tracing = CommandRun.in(directory);
        CompletableFuture<Result> traced = Background.compute(() -> tracing.run("trace"));
        Matcher login = LOGIN.matcher("");
        while (!traced.isDone() && !login.find()) {
            logIn();
            login = LOGIN.matcher(tracing.outputSoFar());
        }
        assertThat(traced).isNotDone();
        return login.group();
    }

    private void logIn() throws IOException, InterruptedException {
        String tool = RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool").toString();
        String module = CommandRun.in(directory).run("module", "--path").out().strip();
        String pin = KeptToken.describe(CommandRun.in(directory).home(), "chan")
                .pin()
                .reveal();
        ProcessBuilder builder = new ProcessBuilder(tool, "--module", module, "--login", "--pin", pin, "-O");
        builder.environment()
                .put(ServerSocket.VARIABLE, directory.resolve("run/pkcs11").toString());
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    /** What differs from token to token, machine to machine and time to time. */
    private static String masked(String text) {
        return text.replaceAll("hSession=\\d+", "hSession=HANDLE")
                .replaceAll("\\b[0-9a-f]{8}\\b", "SERIAL")
                .replaceAll("/\\S*/(tokens/|pkcs11|lib/)", "HOME/$1")
                .replaceAll("process \\d+", "process PID")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "HOST:PORT")
                .replaceAll("(Cryptography +).*", "$1PROVIDERS")
                .replaceAll("\\[\\d+ us]", "[TIME]")
                .replaceAll("#\\d+ ", "#APPLICATION ")
                .replaceAll("\\[\\d+ bytes]", "[LENGTH]")
                .replaceAll("channel \\d+", "channel N")
                .replaceAll("(VERIFY|GET DATA) \\d\\d", "$1 CLA")
                .replaceAll("data 0\\d\n", "data N\n");
    }
}
