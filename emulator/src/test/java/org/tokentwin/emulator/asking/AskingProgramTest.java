package org.tokentwin.emulator.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.Background;
import org.tokentwin.emulator.cryptoki.PinQuestion;
import org.tokentwin.emulator.cryptoki.PinQuestion.Holder;
import org.tokentwin.emulator.cryptoki.PinQuestion.Purpose;
import org.tokentwin.emulator.cryptoki.Program;

/** A program that asks for a PIN, as a shell's script: what is taken from it, and what is not. */
class AskingProgramTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final List<String> CLASSES = List.of("upper", "lower", "digit", "special");

    @TempDir
    private Path directory;

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    @Test
    void lineOnStandardOutput_isThePin() {
        assertThat(asking("echo 'Correct-1'")).containsExactly("Correct-1");
    }

    @Test
    void lineWithoutItsEnd_isThePinToo() {
        assertThat(asking("printf 'Correct-1'")).containsExactly("Correct-1");
    }

    @Test
    void change_takesTwoLines() {
        assertThat(asked(program("echo 'Correct-1'; echo 'Xbcdefg-2'", LONG), question(Purpose.CHANGE, "My Token")))
                .containsExactly("Correct-1", "Xbcdefg-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 1", "echo 'Correct-1'; exit 1"})
    void statusOne_cancels(String script) {
        assertCkr(Ckr.CKR_FUNCTION_CANCELED, () -> asking(script));
        assertThat(notices).isEmpty();
    }

    /** Nothing but one line that can be a PIN is one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "echo",
                "echo one; echo two",
                "printf '\\nCorrect-1\\n'",
                "echo 'Correct-1'; exit 2",
                "echo 'Correct-1'; kill -9 $$",
                "head -c 256 /dev/zero | tr '\\0' a",
                "yes",
            })
    void whateverElseItDoes_fails(String script) {
        assertCkr(Ckr.CKR_FUNCTION_FAILED, () -> asking(script));
        assertThat(notices).hasSize(1).first().asString().startsWith("nobody was asked for a PIN, since /bin/sh ");
    }

    @Test
    void programThatIsNotThere_fails() {
        AskingProgram missing = new AskingProgram(
                List.of(directory.resolve("missing").toString()), LONG, variables -> {}, notices::add);

        assertCkr(
                Ckr.CKR_FUNCTION_FAILED,
                () -> missing.ask(question(Purpose.LOGIN, "My Token"), AskingProgramTest::wanted));
    }

    @Test
    void timeUp_cancelsAndEndsTheProgram() throws IOException {
        Path pid = directory.resolve("pid");

        assertCkr(
                Ckr.CKR_FUNCTION_CANCELED,
                () -> asked(
                        program("echo $$ > '" + pid + "'; exec sleep 3600", Duration.ofSeconds(2)),
                        question(Purpose.LOGIN, "My Token")));
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void pinThatNobodyWaitsFor_endsTheProgram() throws Exception {
        Path pid = directory.resolve("pid");
        AtomicBoolean wanted = new AtomicBoolean(true);
        CompletableFuture<Void> asked = Background.run(() -> assertCkr(
                Ckr.CKR_FUNCTION_CANCELED,
                () -> program("echo $$ > '" + pid + "'; sleep 3600; echo 'Correct-1'", LONG)
                        .ask(question(Purpose.LOGIN, "My Token"), wanted::get)));
        while (!Files.exists(pid) || Files.size(pid) == 0) {
            Thread.sleep(1);
        }
        wanted.set(false);
        asked.join();
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void oneUser_isAskedOneThingAtATime() throws Exception {
        Path busy = directory.resolve("busy");
        AskingProgram program =
                program("mkdir '" + busy + "' || exit 9; sleep 0.2; rmdir '" + busy + "'; echo 'Correct-1'", LONG);
        AtomicInteger good = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            Thread.ofVirtual().start(() -> {
                good.addAndGet(
                        asked(program, question(Purpose.LOGIN, "My Token")).size());
                done.countDown();
            });
        }
        done.await();

        assertThat(good).hasValue(3);
        assertThat(notices).isEmpty();
    }

    @Test
    void program_isToldWhoAsksForWhichToken() throws IOException {
        Path told = directory.resolve("told");
        asking("echo \"$1\" > '" + told + "'; env | grep ^TOKENTWIN_ASK_ | sort >> '" + told + "'; echo 'Correct-1'");
        long pid = ProcessHandle.current().pid();

        assertThat(Files.readAllLines(told))
                .containsExactly(
                        "PIN of the token My Token, serial edcc7853, for java (process " + pid
                                + "), 14 of 15 tries left",
                        "TOKENTWIN_ASK_CHARACTERS=upper lower digit special",
                        "TOKENTWIN_ASK_FOR=login",
                        "TOKENTWIN_ASK_MAX_LENGTH=20",
                        "TOKENTWIN_ASK_MIN_LENGTH=8",
                        "TOKENTWIN_ASK_PID=" + pid,
                        "TOKENTWIN_ASK_PIN_OF=user",
                        "TOKENTWIN_ASK_PROGRAM=java",
                        "TOKENTWIN_ASK_SECONDS=600",
                        "TOKENTWIN_ASK_SERIAL=edcc7853",
                        "TOKENTWIN_ASK_TOKEN=My Token",
                        "TOKENTWIN_ASK_TRIES_AT_MOST=15",
                        "TOKENTWIN_ASK_TRIES_LEFT=14");
    }

    @ParameterizedTest
    @CsvSource({
        "CHANGE, Current and new PIN of the token My Token",
        "USE_KEY, 'PIN, to use a key, of the token My Token'",
        "SET, New PIN of the token My Token",
    })
    void question_saysWhatThePinIsFor(Purpose purpose, String beginning) {
        assertThat(AskingVariables.of(question(purpose, "My Token")).sentence()).startsWith(beginning);
    }

    @Test
    void programThatIsNotKnown_isSaidToBe() {
        PinQuestion question = new PinQuestion(
                Purpose.LOGIN, Holder.USER, Program.UNKNOWN, "My Token", "edcc7853", 15, 15, 8, 20, CLASSES);

        assertThat(AskingVariables.of(question).sentence()).contains("for a program that is not known");
    }

    /** A token's label is what its owner wrote there. */
    @Test
    void labelThatCouldSteerATerminal_comesWithoutThat() {
        AskingVariables told =
                AskingVariables.of(question(Purpose.LOGIN, "\u001b[2J\u202Ereversed\nPIN: " + "x".repeat(200)));

        assertThat(told.label()).startsWith("?[2J?reversed?PIN: xxx").hasSize(64);
        assertThat(told.sentence().codePoints().noneMatch(Character::isISOControl))
                .isTrue();
    }

    private static boolean wanted() {
        return true;
    }

    private List<String> asking(String script) {
        return asked(program(script, LONG), question(Purpose.LOGIN, "My Token"));
    }

    private static List<String> asked(AskingProgram program, PinQuestion question) {
        return program.ask(question, AskingProgramTest::wanted).stream()
                .map(pin -> new String(pin, StandardCharsets.UTF_8))
                .toList();
    }

    private AskingProgram program(String script, Duration patience) {
        return new AskingProgram(List.of("/bin/sh", "-c", script, "ask"), patience, variables -> {}, notices::add);
    }

    private static PinQuestion question(Purpose purpose, String label) {
        return new PinQuestion(
                purpose, Holder.USER, Program.ofThisProcess(), label, "edcc7853", 14, 15, 8, 20, CLASSES);
    }
}
