package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that lie, hang, crash and end the process: each is told in words, with the function in which it happened. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the module is compiled for Linux")
class HostileModuleTest {
    private static final int ROUNDS = 40;

    private static final List<String[]> COMMANDS = List.of(
            new String[] {"token", "list", "--isolate"},
            new String[] {"token", "info", "--isolate"},
            new String[] {"cert", "list", "--isolate"},
            new String[] {"doctor"});

    private static final String DOES = "TOKENTWIN_HOSTILE";

    /** More than a busy machine needs for an honest function. */
    private static final String LIMIT = "10";

    @TempDir
    private static Path directory;

    private static HostileModule module;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        module = HostileModule.in(directory);
    }

    @AfterAll
    static void nothingIsLeft() {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .noneMatch(name -> name.startsWith("tokentwin-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void honestModule_worksInEachProcess() throws Exception {
        Path pin = pin();
        for (String isolate : new String[] {"--isolate", "--no-isolate"}) {
            HostileModule.Ended signed = module.run(
                    DOES, "nothing", "sign", "--format", "raw", "--pin-file", pin.toString(), isolate, pin.toString());

            assertThat(signed.err()).doesNotContain("error");
            assertThat(signed.status()).isZero();
            assertThat(signed.out()).hasSize(256);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--isolate", "--no-isolate"})
    void outputThatDoesNotArrive_isAFailureInEachProcess(String isolate) throws Exception {
        Path said = Files.createTempFile(directory, "err", "");
        Process process = module.builder(Map.of(DOES, "nothing"), "token", "list", isolate)
                .redirectOutput(new File("/dev/full"))
                .redirectError(said.toFile())
                .start();

        assertThat(process.waitFor()).isEqualTo(ExitStatus.FAILURE);
        assertThat(said).content().containsOnlyOnce("error: the output cannot be written");
    }

    @ParameterizedTest
    @CsvSource({
        "C_GetFunctionList:error, C_GetFunctionList: the module answered CKR_GENERAL_ERROR",
        "C_GetFunctionList:null, C_GetFunctionList succeeded",
        "C_Initialize:error=0xFFFFFFFF, C_Initialize",
        "C_GetSlotList:count=0x80000000, C_GetSlotList tells of 2147483648 slots",
        "C_GetSlotList:count=0x200000000, C_GetSlotList tells of 8589934592 slots",
        "C_GetSlotList:count=-1, C_GetSlotList tells of 18446744073709551615 slots",
        "C_GetMechanismList:count=0x200000000, C_GetMechanismList tells of 8589934592 mechanisms",
        "C_FindObjects:endless, C_FindObjects tells of 65537 objects",
        "C_FindObjects:count=0x200000000, C_FindObjects returned what cannot be",
        "C_GetAttributeValue:length=-1, C_GetAttributeValue returned what cannot be",
    })
    @Tag("devices")
    void lie_isAnErrorInWords(String lie, String error) throws Exception {
        assertLieIsTold(lie, error);
    }

    /** A module may claim more than it wrote, and end the process in which it is: never ours, and never without a word. */
    @Test
    @Tag("devices")
    void answersOfAnyBytes_endInWords() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[4096];
            random.nextBytes(bytes);
            Path answers = Files.write(directory.resolve("answers"), bytes);
            String[] command = COMMANDS.get(round % COMMANDS.size());

            HostileModule.Ended ended = module.run("TOKENTWIN_HOSTILE_BYTES", answers.toString(), command);

            assertThat(ended.err()).as("round %d", round).doesNotContain("\tat ");
            assertThat(ended.status()).as("round %d: %s", round, ended.err()).isBetween(0, 8);
            assertThat(ended.out()).as("round %d", round).doesNotContain("\u001b");
            if (ended.status() != 0) {
                assertThat(ended.out() + ended.err()).as("round %d", round).isNotBlank();
            }
        }
    }

    @Test
    void numberOfSlotsThatNobodyHas_isAnErrorInWords() throws Exception {
        assertLieIsTold("C_GetSlotList:count=0x80000000", "C_GetSlotList tells of 2147483648 slots");
    }

    private static void assertLieIsTold(String lie, String error) throws IOException, InterruptedException {
        HostileModule.Ended ended =
                module.run(DOES, lie, "token", lie.startsWith("C_GetMechanismList") ? "info" : "list");

        assertThat(ended.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(ended.err()).contains("error: " + error).contains("hint: ").doesNotContain("\tat ");
    }

    @Test
    void crash_isToldWithItsFunctionAfterWhatWasFound() throws Exception {
        HostileModule.Ended ended = module.run(DOES, "C_GetTokenInfo:crash", "doctor");

        assertThat(ended.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(ended.err()).contains("error: the module ended its process in C_GetTokenInfo");
        assertThat(ended.out()).contains("ok      Loading: ").doesNotContain("fatal error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C_Sign:length=-1", "C_Sign:length=0x200000000", "C_Sign:length=0"})
    @Tag("devices")
    void lieAboutASignature_isAnErrorInWords(String lie) throws Exception {
        HostileModule.Ended ended =
                module.run(DOES, lie, "sign", "--isolate", "--pin-file", pin().toString(), pin().toString());

        assertThat(ended.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(ended.err()).contains("C_Sign").doesNotContain("\tat ");
        assertThat(ended.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "load, the loading of its library, Module",
        "C_GetFunctionList, C_GetFunctionList, Module",
        "C_Initialize, C_Initialize, Module",
        "C_GetTokenInfo, C_GetTokenInfo, Loading",
        "C_FindObjects, C_FindObjects, Token My Token",
        "C_Finalize, C_Finalize, Certificate",
    })
    @Tag("devices")
    void doctorNamesTheFunctionThatHangsCrashesOrEnds_afterWhatItFound(String function, String named, String found)
            throws Exception {
        HostileModule.Ended crashed = module.run(DOES, function + ":crash", "doctor");
        HostileModule.Ended exited = module.run(DOES, function + ":exit", "doctor");
        HostileModule.Ended hung = module.run(DOES, function + ":hang", "doctor", "--timeout", LIMIT);

        assertThat(crashed.err()).contains("error: the module ended its process in " + named);
        assertThat(exited.err()).contains("error: the module ended its process in " + named);
        assertThat(hung.err()).contains("error: the module has not come back from " + named + " for " + LIMIT + " s");
        assertThat(Stream.of(crashed, exited, hung)).allSatisfy(ended -> {
            assertThat(ended.status()).isEqualTo(ExitStatus.FAILURE);
            assertThat(ended.out()).contains(found + ": ").doesNotContain("fatal error");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"C_GetTokenInfo", "C_Finalize"})
    @Tag("devices")
    void functionThatHangs_isNamedWithoutAnotherProcessToo(String function) throws Exception {
        HostileModule.Ended ended = module.run(DOES, function + ":hang", "token", "list", "--timeout", LIMIT);

        assertThat(ended.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(ended.err()).contains("error: the module has not come back from ");
    }

    /** Java's own ways to end wait for the loader, as the library does that never comes back from it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "token list",
                "token info",
                "cert list",
                "cert show",
                "pin change",
                "sign --pin-file %s %s",
                "verify --signature %s %s",
                "doctor --no-isolate"
            })
    @Tag("devices")
    void libraryThatHangsWhileItIsLoaded_endsEachCommandInWords(String command) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of(command.replace("%s", pin().toString()).split(" ")));
        arguments.addAll(List.of("--timeout", "2"));

        HostileModule.Ended ended = module.run(DOES, "load:hang", arguments.toArray(String[]::new));

        assertThat(ended.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(ended.err()).contains("error: the module has not come back from the loading of its library for 2 s");
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, 0, Hostile 0.0",
        "load:crash, 1, the module ended its process in the loading of its library",
        "C_GetTokenInfo:exit, 1, the module ended its process in C_GetTokenInfo",
        "C_FindObjects:hang, 1, the module has not come back from C_FindObjects for",
        "C_Finalize:crash, 1, the module ended its process in C_Finalize",
    })
    @Tag("devices")
    void doctorsJson_isOneDocumentWhateverBecomesOfItsProcess(String does, int status, String problem)
            throws Exception {
        HostileModule.Ended ended = module.run(DOES, does, "doctor", "--output", "json", "--timeout", LIMIT);

        JsonNode document = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(ended.out());
        assertThat(document.path("findings").path(0).path("subject").asText()).isEqualTo("Java");
        assertThat(document.path("findings").findValuesAsText("detail"))
                .anySatisfy(detail -> assertThat(detail).contains(problem));
        assertThat(ended.status()).isEqualTo(status);
        assertThat(document.path("moduleWorks").asBoolean()).isEqualTo(does.equals("nothing"));
    }

    /** The other process asks at the same terminal, and what is entered is not shown. */
    @Test
    @Tag("devices")
    void pinAtATerminal_isAskedForByTheOtherProcess() throws Exception {
        Path signature = directory.resolve("signature");
        List<String> client = module.builder(
                        Map.of(), "sign", "--isolate", "--out", signature.toString(), pin().toString())
                .command();
        ProcessBuilder terminal = new ProcessBuilder(
                        "script", "--quiet", "--return", "--command", String.join(" ", client), "/dev/null")
                .redirectErrorStream(true);
        terminal.environment().remove("TOKENTWIN_PIN");
        Process process = terminal.start();
        StringBuilder shown = new StringBuilder();
        try (Reader reader = process.inputReader();
                OutputStream keyboard = process.getOutputStream()) {
            while (!shown.toString().contains("PIN of ") || !shown.toString().endsWith(": ")) {
                int next = reader.read();
                assertThat(next).as(shown.toString()).isNotEqualTo(-1);
                shown.append((char) next);
            }
            keyboard.write("secret-at-the-terminal\n".getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
            reader.transferTo(new StringWriter() {
                @Override
                public void write(char[] text, int offset, int length) {
                    shown.append(text, offset, length);
                }
            });
        }

        assertThat(process.waitFor()).as(shown.toString()).isZero();
        assertThat(shown.toString()).doesNotContain("secret-at-the-terminal").doesNotContain("error");
        assertThat(signature).isNotEmptyFile();
    }

    @Test
    @Tag("devices")
    void loginThatHangs_isNamed() throws Exception {
        HostileModule.Ended ended = module.run(
                DOES,
                "C_Login:hang",
                "sign",
                "--isolate",
                "--timeout",
                LIMIT,
                "--pin-file",
                pin().toString(),
                pin().toString());

        assertThat(ended.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(ended.err()).contains("has not come back from C_Login");
    }

    @Test
    @Tag("devices")
    void exitStatus_isTheSameInAnotherProcess() throws Exception {
        assertThat(module.run(DOES, "nothing", "token", "info", "--isolate", "--token", "another")
                        .status())
                .isEqualTo(ExitStatus.NO_TOKEN);
        assertThat(module.run(DOES, "nothing", "token", "info", "--isolate", "--timeout", "0")
                        .status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(module.run(DOES, "nothing", "token", "info", "--isolate", "--token")
                        .status())
                .isEqualTo(ExitStatus.USAGE);
    }

    @Test
    @Tag("devices")
    void dataFromStandardInput_reachesTheOtherProcess() throws Exception {
        Process process = module.builder(Map.of("TOKENTWIN_PIN", "1234"), "sign", "--isolate", "--format", "raw")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream data = process.getOutputStream()) {
            data.write("data".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(process.getInputStream().readAllBytes()).hasSize(256);
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void killedParent_takesTheOtherProcessAlong() throws Exception {
        assertEndsBoth(ProcessHandle::destroyForcibly);
    }

    @Test
    @Tag("devices")
    void endedParent_takesTheOtherProcessAlong() throws Exception {
        assertEndsBoth(ProcessHandle::destroy);
    }

    private static void assertEndsBoth(Consumer<ProcessHandle> end) throws Exception {
        Process parent = module.builder(Map.of(DOES, "C_GetTokenInfo:hang"), "doctor")
                .redirectErrorStream(true)
                .start();
        var said = parent.inputReader();
        String line = said.readLine();
        while (line != null && !line.contains("Loading: ")) {
            line = said.readLine();
        }
        ProcessHandle child = parent.children().findFirst().orElseThrow();

        end.accept(parent.toHandle());

        parent.waitFor();
        child.onExit().get();
        assertThat(child.isAlive()).isFalse();
    }

    private static Path pin() throws IOException {
        Path pin = Files.createTempFile(directory, "pin", "");
        return Files.writeString(pin, "1234");
    }
}
