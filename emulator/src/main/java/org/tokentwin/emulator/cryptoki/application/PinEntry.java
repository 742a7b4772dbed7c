package org.tokentwin.emulator.cryptoki.application;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.PinQuestion;
import org.tokentwin.emulator.cryptoki.PinQuestion.Holder;
import org.tokentwin.emulator.cryptoki.PinQuestion.Purpose;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.PinStatus;
import org.tokentwin.emulator.cryptoki.TokenInfo;

/**
 * The protected authentication path: asks the user for what a call left out. No lock is held meanwhile, so that all other calls go on; what
 * the call needs is looked at before, to ask for nothing in vain, and by the card afterwards.
 */
final class PinEntry {
    private final Application application;

    PinEntry(Application application) {
        this.application = application;
    }

    /**
     * Asks for the PINs of a call, and carries it out with them.
     *
     * @param pin the one that is entered, or set
     * @throws CryptokiException {@code CKR_ARGUMENTS_BAD} for a token without such a path, {@code CKR_PIN_LOCKED} where no PIN can be right, and
     *     what {@link org.tokentwin.emulator.cryptoki.PinPad} says
     */
    void ask(Session session, PinReference pin, Purpose purpose, Consumer<List<byte[]>> call) {
        Token token = session.token().token();
        if (!token.profile().asksForPins()) {
            throw new CryptokiException(Ckr.CKR_ARGUMENTS_BAD, "there is no protected authentication path");
        }
        PinStatus status = token.pinStatus(pin);
        if (status.isLocked() && purpose != Purpose.SET) {
            throw new CryptokiException(Ckr.CKR_PIN_LOCKED, "no PIN is asked for, since none can be right");
        }
        BooleanSupplier wanted =
                () -> token.isPresent() && application.sessions().isOpen(session);
        List<byte[]> entered = application.board().pinPad().ask(question(token, pin, purpose, status), wanted);
        try {
            call.accept(entered);
        } finally {
            entered.forEach(each -> Arrays.fill(each, (byte) 0));
        }
    }

    private static Holder holder(PinReference pin) {
        return switch (pin) {
            case SO -> Holder.SO;
            case USER -> Holder.USER;
            case SIGNATURE, PUK -> Holder.SIGNATURE;
        };
    }

    private PinQuestion question(Token token, PinReference pin, Purpose purpose, PinStatus status) {
        TokenInfo info = TokenDescription.of(token, 0, 0);
        return new PinQuestion(
                purpose,
                holder(pin),
                application.program(),
                info.label(),
                info.serialNumber(),
                status.triesLeft(),
                status.triesAtMost(),
                status.minLength(),
                status.maxLength(),
                token.profile().pinPolicy().required().stream()
                        .sorted()
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
