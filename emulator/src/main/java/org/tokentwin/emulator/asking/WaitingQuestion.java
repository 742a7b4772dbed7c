package org.tokentwin.emulator.asking;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.PinQuestion;

/**
 * A question for a PIN, as it is shown.
 *
 * @param question its number, by which it is answered
 * @param purpose as {@link AskingVariables#purpose}
 * @param pinOf as {@link AskingVariables#holder}
 * @param program the name of the file of the program that waits; empty where that is not known
 * @param process its process id; null where that is not known
 * @param token the token's label
 * @param secondsLeft until the question is cancelled
 * @see PinQuestion
 */
record WaitingQuestion(
        @JsonProperty("question") long question,
        @JsonProperty("purpose") String purpose,
        @JsonProperty("pinOf") String pinOf,
        @JsonProperty("program") String program,
        @JsonProperty("process") @Nullable Long process,
        @JsonProperty("token") String token,
        @JsonProperty("serial") String serial,
        @JsonProperty("triesLeft") int triesLeft,
        @JsonProperty("triesAtMost") int triesAtMost,
        @JsonProperty("minLength") int minLength,
        @JsonProperty("maxLength") int maxLength,
        @JsonProperty("characters") List<String> characters,
        @JsonProperty("secondsLeft") long secondsLeft) {
    static WaitingQuestion of(long number, PinQuestion question, long secondsLeft) {
        AskingVariables harmless = AskingVariables.of(question);
        return new WaitingQuestion(
                number,
                harmless.purpose(),
                harmless.holder(),
                harmless.program(),
                question.program().pid().orElse(null),
                harmless.label(),
                harmless.serial(),
                question.triesLeft(),
                question.triesAtMost(),
                question.minLength(),
                question.maxLength(),
                question.characters(),
                secondsLeft);
    }
}
