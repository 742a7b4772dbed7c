package org.tokentwin.emulator.asking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tokentwin.emulator.control.Answers;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.RefusedException;
import org.tokentwin.emulator.control.RefusedException.Reason;
import org.tokentwin.emulator.control.Verb;
import org.tokentwin.emulator.cryptoki.PinQuestion.Purpose;

/** {@code answer}: gives a program's token the PIN that it waits for, or says that nobody wants to. */
public final class AnswerVerb implements Verb {
    /** Option: which one, as {@code questions} lists it. */
    static final String QUESTION = "question";

    /** Option: the PIN, to change it the current one. Without this and the next the question is cancelled. */
    static final String PIN = "pin";

    /** Option: a new PIN. */
    static final String NEW_PIN = "new-pin";

    private static final int DIGITS = 18;
    private static final String LISTED = "'questions' lists those that wait.";

    private final OpenQuestions questions;

    public AnswerVerb(OpenQuestions questions) {
        this.questions = questions;
    }

    @Override
    public String name() {
        return "answer";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        Map<String, String> options = request.options();
        long number = request.number(QUESTION, DIGITS)
                .orElseThrow(() -> new RefusedException(Reason.USAGE, "'question' is a question's number", LISTED));
        boolean cancels = !options.containsKey(PIN) && !options.containsKey(NEW_PIN);
        Purpose purpose = questions.purpose(number).orElseThrow(AnswerVerb::gone);
        if (!(cancels ? questions.cancel(number) : questions.answer(number, pins(purpose, options)))) {
            throw gone();
        }
        answers.send(Map.of(QUESTION, number));
    }

    private static RefusedException gone() {
        return new RefusedException(
                Reason.FAILURE, "no such question waits; it was answered, or its time was up", LISTED);
    }

    private static List<byte[]> pins(Purpose purpose, Map<String, String> options) {
        List<String> needed = switch (purpose) {
            case LOGIN, USE_KEY -> List.of(PIN);
            case CHANGE -> List.of(PIN, NEW_PIN);
            case SET -> List.of(NEW_PIN);
        };
        boolean asNeeded = Stream.of(PIN, NEW_PIN).allMatch(name -> needed.contains(name) == options.containsKey(name));
        if (!asNeeded) {
            throw new RefusedException(
                    Reason.USAGE, "this question is answered with " + String.join(" and ", needed), "");
        }
        List<byte[]> pins = needed.stream()
                .map(name -> Optional.ofNullable(options.get(name)).orElse("").getBytes(StandardCharsets.UTF_8))
                .toList();
        if (pins.stream().anyMatch(pin -> pin.length == 0 || pin.length > EnteredPins.LONGEST)) {
            throw new RefusedException(Reason.USAGE, "a PIN has 1 to " + EnteredPins.LONGEST + " bytes", "");
        }
        return pins;
    }
}
