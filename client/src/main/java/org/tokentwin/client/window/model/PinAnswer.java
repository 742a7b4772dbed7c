package org.tokentwin.client.window.model;

import java.util.Set;
import java.util.function.Supplier;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.text.Sentence;

/** What came of a password that was sent to a token, in plain words. */
public record PinAnswer(Kind kind, Sentence text) {
    /** What the window does next depends on this. */
    public enum Kind {
        DONE,
        /** The password was wrong, and may be tried again. */
        WRONG,
        /** The new password was refused; the old one was not. */
        REFUSED,
        /** Nothing was sent: one wrong password more would lock the token. */
        LAST_TRY,
        MUST_CHANGE,
        LOCKED,
        REMOVED,
        FAILED
    }

    /** What the token was asked to do. */
    public enum Asked {
        CHANGE("change.done"),
        LOG_ON("logon.done"),
        UNLOCK("unlock.done"),
        CHANGE_RULES("rules.done"),
        RENAME("rename.done");

        private final String done;

        Asked(String done) {
            this.done = done;
        }
    }

    private static final Set<Ckr> GONE = Set.of(
            Ckr.CKR_TOKEN_NOT_PRESENT,
            Ckr.CKR_DEVICE_REMOVED,
            Ckr.CKR_SESSION_HANDLE_INVALID,
            Ckr.CKR_TOKEN_NOT_RECOGNIZED);

    static PinAnswer lastTry() {
        return new PinAnswer(Kind.LAST_TRY, Sentence.of("try.last"));
    }

    /** What was asked, and of which token. */
    record Context(Asked asked, TokenView view) {
        PinAnswer done() {
            return new PinAnswer(Kind.DONE, Sentence.of(asked.done, view.name()));
        }

        PinAnswer refused(TokenException e, Supplier<PinStatus> now) {
            Ckr ckr = e.ckr().orElse(null);
            if (ckr == null) {
                return new PinAnswer(
                        Kind.FAILED, Sentence.of("failure.other", HarmlessText.of(String.valueOf(e.getMessage()))));
            }
            if (GONE.contains(ckr)) {
                return new PinAnswer(Kind.REMOVED, Sentence.of("failure.removed", view.name()));
            }
            if (ckr.equals(Ckr.CKR_PIN_INCORRECT)) {
                return wrong(now);
            }
            if (ckr.equals(Ckr.CKR_PIN_LOCKED)) {
                return locked();
            }
            if (ckr.equals(Ckr.CKR_PIN_EXPIRED)) {
                return new PinAnswer(Kind.MUST_CHANGE, Sentence.of("change.first"));
            }
            return switch (asked) {
                case CHANGE_RULES -> ofRules(ckr);
                case RENAME -> ofName(ckr);
                case CHANGE, LOG_ON, UNLOCK -> ofNewPin(ckr);
            };
        }

        private static PinAnswer ofRules(Ckr ckr) {
            if (ckr.equals(Ckr.CKR_ATTRIBUTE_VALUE_INVALID)) {
                return new PinAnswer(Kind.REFUSED, Sentence.of("refused.rules"));
            }
            return isFixed(ckr) ? new PinAnswer(Kind.REFUSED, Sentence.of("refused.rules.fixed")) : unexplained(ckr);
        }

        private static PinAnswer ofName(Ckr ckr) {
            if (ckr.equals(Ckr.CKR_ATTRIBUTE_VALUE_INVALID)) {
                return new PinAnswer(Kind.REFUSED, Sentence.of("refused.name"));
            }
            return isFixed(ckr) ? new PinAnswer(Kind.REFUSED, Sentence.of("refused.name.fixed")) : unexplained(ckr);
        }

        private static boolean isFixed(Ckr ckr) {
            return ckr.equals(Ckr.CKR_ATTRIBUTE_READ_ONLY) || ckr.equals(Ckr.CKR_ATTRIBUTE_TYPE_INVALID);
        }

        private static PinAnswer unexplained(Ckr ckr) {
            return new PinAnswer(Kind.FAILED, Sentence.of("failure.ckr", ckr.name()));
        }

        private PinAnswer ofNewPin(Ckr ckr) {
            if (ckr.equals(Ckr.CKR_PIN_LEN_RANGE)) {
                return new PinAnswer(
                        Kind.REFUSED,
                        Sentence.of(
                                "refused.length",
                                view.token().minPinLength(),
                                view.token().maxPinLength()));
            }
            if (ckr.equals(Ckr.CKR_PIN_INVALID) || ckr.equals(Ckr.CKR_PIN_TOO_WEAK)) {
                return new PinAnswer(
                        Kind.REFUSED, Sentence.of(view.ecert() ? "refused.characters" : "refused.password"));
            }
            return unexplained(ckr);
        }

        private PinAnswer wrong(Supplier<PinStatus> now) {
            try {
                PinStatus status = now.get();
                if (status.locked()) {
                    return locked();
                }
                return new PinAnswer(
                        Kind.WRONG,
                        status.triesLeft().isPresent()
                                ? Sentence.of("wrong.tries", status.triesLeft().getAsInt())
                                : Sentence.of(status.finalTry() ? "wrong.last" : "wrong.plain"));
            } catch (TokenException e) {
                return new PinAnswer(Kind.WRONG, Sentence.of("wrong.plain"));
            }
        }

        private PinAnswer locked() {
            if (asked == Asked.UNLOCK || asked == Asked.CHANGE_RULES) {
                return new PinAnswer(Kind.LOCKED, Sentence.of("locked.administrator"));
            }
            return new PinAnswer(Kind.LOCKED, Sentence.of(view.ecert() ? "locked.ecert" : "locked.other"));
        }
    }
}
