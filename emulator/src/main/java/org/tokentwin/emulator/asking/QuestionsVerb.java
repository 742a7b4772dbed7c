package org.tokentwin.emulator.asking;

import java.io.IOException;
import java.util.Map;
import org.tokentwin.emulator.control.Answers;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.Verb;

/** {@code questions}: the PINs that programs wait for. */
public final class QuestionsVerb implements Verb {
    /** Of the answer: a list of {@link WaitingQuestion}, the oldest first. */
    static final String QUESTIONS = "questions";

    private final OpenQuestions questions;

    public QuestionsVerb(OpenQuestions questions) {
        this.questions = questions;
    }

    @Override
    public String name() {
        return "questions";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        answers.send(Map.of(QUESTIONS, questions.waiting()));
    }
}
