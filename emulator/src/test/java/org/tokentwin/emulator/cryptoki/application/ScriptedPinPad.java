package org.tokentwin.emulator.cryptoki.application;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.PinPad;
import org.tokentwin.emulator.cryptoki.PinQuestion;

/** A user who enters what the test says, and the questions that were put. */
final class ScriptedPinPad implements PinPad {
    private final List<PinQuestion> questions = new ArrayList<>();
    private final List<byte[]> handedOver = new ArrayList<>();
    private String[] entered = {};
    private Runnable meanwhile = () -> {};

    ScriptedPinPad entering(String... pins) {
        entered = pins;
        return this;
    }

    /** Lets something happen while the user is asked. */
    ScriptedPinPad meanwhile(Runnable happens) {
        meanwhile = happens;
        return this;
    }

    List<PinQuestion> questions() {
        return questions;
    }

    /** The arrays that were handed over. */
    List<byte[]> handedOver() {
        return handedOver;
    }

    @Override
    public List<byte[]> ask(PinQuestion question, BooleanSupplier wanted) {
        questions.add(question);
        meanwhile.run();
        if (entered.length == 0 || !wanted.getAsBoolean()) {
            throw new CryptokiException(Ckr.CKR_FUNCTION_CANCELED, "the user does not want to");
        }
        List<byte[]> pins = Arrays.stream(entered).map(TokenFixture::ascii).toList();
        handedOver.addAll(pins);
        return pins;
    }
}
