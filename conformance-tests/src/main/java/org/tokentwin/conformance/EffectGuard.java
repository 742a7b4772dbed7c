package org.tokentwin.conformance;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.call.CallStep;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/**
 * Holds a case to the effect that it declares: a call that does more to the token is not sent. It looks at the call and at the object, so
 * a case that is declared wrongly cannot harm a token.
 */
final class EffectGuard implements CallStep {
    private final Effect allowed;
    private final KnownPins pins;
    private final OwnObjects objects;

    EffectGuard(Effect allowed, KnownPins pins, OwnObjects objects) {
        this.allowed = allowed;
        this.pins = pins;
        this.objects = objects;
    }

    @Override
    public @Nullable Object pass(String function, @Nullable Object[] arguments, Next next) throws PKCS11Exception {
        Effect effect = effect(function, arguments);
        if (!allowed.covers(effect)) {
            throw new AssertionError(function + " would do more than the case declares (" + allowed + "): " + effect
                    + ". It was not sent to the token.");
        }
        return next.call(arguments);
    }

    private Effect effect(String function, @Nullable Object[] arguments) {
        return switch (function) {
            case "C_Login" -> login(CallStep.number(arguments, 1), arguments[2]);
            case "C_LoginUser" -> login(CallStep.number(arguments, 1), arguments[3]);
            case "C_SetPIN" -> changing(arguments[1]);
            case "C_InitPIN" -> Effect.CHANGES_PIN;
            case "C_InitToken" -> Effect.INITIALISES;
            case "C_CopyObject" -> copying(arguments);
            case "C_CreateObject", "C_GenerateKey", "C_GenerateKeyPair", "C_UnwrapKey", "C_DeriveKey" ->
                making(arguments);
            case "C_DestroyObject", "C_SetAttributeValue" ->
                switch (objects.owner(CallStep.number(arguments, 0), CallStep.number(arguments, 1))) {
                    case NOBODY -> Effect.READS;
                    case SESSION -> Effect.SESSION_OBJECTS;
                    case SUITE -> Effect.TOKEN_OBJECTS;
                    case TOKEN -> Effect.INITIALISES;
                };
            default -> Effect.READS;
        };
    }

    private Effect login(long user, @Nullable Object pin) {
        boolean right = user == PKCS11Constants.CKU_SO ? pins.isSo(pin) : pins.isUser(pin);
        return right ? Effect.READS : Effect.SPENDS_TRIES;
    }

    private Effect changing(@Nullable Object oldPin) {
        if (pins.isUser(oldPin)) {
            return Effect.CHANGES_PIN;
        }
        return pins.isSo(oldPin) ? Effect.INITIALISES : Effect.SPENDS_TRIES;
    }

    private static Effect making(@Nullable Object[] arguments) {
        return Arrays.stream(arguments)
                        .anyMatch(each -> each instanceof CK_ATTRIBUTE[] template && OwnObjects.isOnToken(template))
                ? Effect.TOKEN_OBJECTS
                : Effect.SESSION_OBJECTS;
    }

    /** A copy is where its original is, unless the template says otherwise. */
    private Effect copying(@Nullable Object[] arguments) {
        boolean session = arguments[2] instanceof CK_ATTRIBUTE[] template && OwnObjects.isInSession(template);
        return switch (objects.owner(CallStep.number(arguments, 0), CallStep.number(arguments, 1))) {
            case NOBODY -> Effect.READS;
            case SESSION -> making(arguments);
            case SUITE, TOKEN -> session ? Effect.SESSION_OBJECTS : Effect.TOKEN_OBJECTS;
        };
    }
}
