package org.tokentwin.emulator.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.Background;
import org.tokentwin.emulator.control.Answers;
import org.tokentwin.emulator.control.ControlJson;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.RefusedException;
import org.tokentwin.emulator.control.Verbs;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.PinQuestion;
import org.tokentwin.emulator.cryptoki.PinQuestion.Holder;
import org.tokentwin.emulator.cryptoki.PinQuestion.Purpose;
import org.tokentwin.emulator.cryptoki.Program;

/** Questions that wait for a verb of the server. */
class OpenQuestionsTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final OpenQuestions questions = new OpenQuestions();
    private final Verbs verbs = new Verbs(List.of(new QuestionsVerb(questions), new AnswerVerb(questions)));
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean wanted = new AtomicBoolean(true);

    @Test
    void answer_isThePin_andTheQuestionIsOver() throws Exception {
        CompletableFuture<List<String>> asked = ask(Purpose.LOGIN, LONG);
        WaitingQuestion waiting = awaitOne();
        assertThat(carryOut("questions", Map.of()))
                .contains(
                        "\"purpose\":\"login\"",
                        "\"pinOf\":\"user\"",
                        "\"token\":\"My?Token\"",
                        "\"serial\":\"edcc7853\"",
                        "\"triesLeft\":14");

        carryOut("answer", Map.of("question", number(waiting), "pin", "Correct-1"));

        assertThat(asked.join()).containsExactly("Correct-1");
        assertThat(questions.waiting()).isEmpty();
        assertThat(notices).hasSize(1).first().asString().endsWith("to be answered on the desk");
    }

    @Test
    void change_takesTwoPins() throws Exception {
        CompletableFuture<List<String>> asked = ask(Purpose.CHANGE, LONG);

        carryOut("answer", Map.of("question", number(awaitOne()), "pin", "Correct-1", "new-pin", "Xbcdéf-2"));

        assertThat(asked.join()).containsExactly("Correct-1", "Xbcdéf-2");
    }

    @Test
    void answerWithoutAPin_cancels() throws Exception {
        CompletableFuture<List<String>> asked = ask(Purpose.LOGIN, LONG);

        carryOut("answer", Map.of("question", number(awaitOne())));

        assertCancelled(asked);
    }

    /** What cannot be the answer is refused, and the question waits on. */
    @ParameterizedTest
    @CsvSource({
        "LOGIN, new-pin, Correct-1, pin",
        "SET, pin, Correct-1, new-pin",
        "CHANGE, pin, Correct-1, pin and new-pin",
        "LOGIN, pin, '', 1 to 255 bytes",
    })
    void wrongAnswer_isRefused_andTheQuestionWaits(Purpose purpose, String option, String value, String advice)
            throws Exception {
        CompletableFuture<List<String>> asked = ask(purpose, LONG);
        String number = number(awaitOne());

        assertThatThrownBy(() -> carryOut("answer", Map.of("question", number, option, value)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(advice);
        assertThat(questions.waiting()).hasSize(1);

        carryOut("answer", Map.of("question", number));
        assertCancelled(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "7", "", "-1", "x", "99999999999999999999"})
    void questionThatIsNone_isRefused(String number) {
        assertThatThrownBy(() -> carryOut("answer", Map.of("question", number, "pin", "Correct-1")))
                .isInstanceOf(RefusedException.class)
                .hasMessageNotContaining("Correct-1");
    }

    @Test
    void timeUp_cancels() {
        assertCancelled(ask(Purpose.LOGIN, Duration.ofMillis(1)));
    }

    @Test
    void pinThatNobodyWaitsFor_isNotAskedForAnyMore() throws Exception {
        CompletableFuture<List<String>> asked = ask(Purpose.LOGIN, LONG);
        awaitOne();

        wanted.set(false);

        assertCancelled(asked);
        assertThat(questions.waiting()).isEmpty();
    }

    @Test
    void severalPrograms_waitForTheirOwn() throws Exception {
        CompletableFuture<List<String>> first = ask(Purpose.LOGIN, LONG);
        awaitOne();
        CompletableFuture<List<String>> second = ask(Purpose.SET, LONG);
        while (questions.waiting().size() < 2) {
            Thread.onSpinWait();
        }

        carryOut("answer", Map.of("question", number(questions.waiting().get(1)), "new-pin", "Second-2"));
        carryOut("answer", Map.of("question", number(questions.waiting().getFirst()), "pin", "First-1"));

        assertThat(first.join()).containsExactly("First-1");
        assertThat(second.join()).containsExactly("Second-2");
    }

    @Test
    void request_showsNoPin() {
        assertThat(new ControlRequest("answer", null, Map.of("pin", "Correct-1")))
                .asString()
                .contains("answer", "pin")
                .doesNotContain("Correct-1");
    }

    private CompletableFuture<List<String>> ask(Purpose purpose, Duration patience) {
        PinQuestion question = new PinQuestion(
                purpose,
                Holder.USER,
                Program.ofThisProcess(),
                "My\u001bToken",
                "edcc7853",
                14,
                15,
                8,
                20,
                List.of("upper", "lower"));
        return Background.compute(() -> questions.pad(patience, notices::add).ask(question, wanted::get).stream()
                .map(pin -> new String(pin, StandardCharsets.UTF_8))
                .toList());
    }

    private WaitingQuestion awaitOne() {
        List<WaitingQuestion> waiting = questions.waiting();
        while (waiting.isEmpty()) {
            Thread.onSpinWait();
            waiting = questions.waiting();
        }
        return waiting.getFirst();
    }

    private static String number(WaitingQuestion question) {
        return String.valueOf(question.question());
    }

    /** Returns the answer in JSON. */
    private String carryOut(String verb, Map<String, String> options) throws IOException {
        List<String> sent = new ArrayList<>();
        verbs.carryOut(ControlJson.text(new ControlRequest(verb, null, options)), new Answers() {
            @Override
            public void send(Object answer) {
                sent.add(ControlJson.text(answer));
            }

            @Override
            public void awaitEnd() {
                throw new AssertionError("goes on");
            }
        });
        return sent.getFirst();
    }

    private static void assertCancelled(CompletableFuture<?> asked) {
        ThrowingCallable end = asked::join;
        assertThatThrownBy(end)
                .cause()
                .asInstanceOf(InstanceOfAssertFactories.type(CryptokiException.class))
                .extracting(CryptokiException::ckr)
                .isEqualTo(Ckr.CKR_FUNCTION_CANCELED);
    }
}
