package org.tokentwin.conformance.guard;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_CONTEXT_SPECIFIC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.call.CallStep;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.ParameterKind;
import org.tokentwin.cryptoki.TokenEffect;

/**
 * Holds a case to the effect that it declares: a call that could do more to the token is not sent. What a function can do is the standard's
 * table's; the call's arguments and the object say how much of that it does here. What the guard does not know (a function, a session, a
 * template that cannot be read) counts as the strongest.
 */
public final class EffectGuard implements CallStep {
    private static final Effect STRONGEST = Effect.LOCKS;

    private final Effect allowed;
    private final KnownPins pins;
    private final OwnObjects objects;

    /** @param allowed what the case declares */
    public EffectGuard(Effect allowed, KnownPins pins, OwnObjects objects) {
        this.allowed = allowed;
        this.pins = pins;
        this.objects = objects;
    }

    @Override
    public @Nullable Object pass(String function, @Nullable Object[] arguments, Next next) throws PKCS11Exception {
        Effect effect = effect(function, arguments);
        if (!allowed.covers(effect)) {
            throw new AssertionError(function + " could do more than the case declares (" + allowed + "): " + effect
                    + ". It was not sent to the token.");
        }
        return next.call(arguments);
    }

    private Effect effect(String function, @Nullable Object[] arguments) {
        if (Arrays.stream(CryptokiFunction.values())
                .noneMatch(known -> known.name().equals(function))) {
            return STRONGEST;
        }
        Set<TokenEffect> effects = CryptokiFunction.valueOf(function).effects();
        if (effects.isEmpty()) {
            return Effect.READS;
        }
        GuardedCall call = GuardedCall.of(function, arguments);
        if (!call.templates().stream().allMatch(Template::isReadable)) {
            return STRONGEST;
        }
        return effects.stream()
                .map(each -> here(each, call))
                .max(Comparator.naturalOrder())
                .orElse(STRONGEST);
    }

    private Effect here(TokenEffect effect, GuardedCall call) {
        return switch (effect) {
            case PRESENTS_PIN -> presenting(call);
            case CHANGES_PIN -> changing(call);
            case INITIALISES_TOKEN -> Effect.INITIALISES;
            case MAKES_OBJECT -> making(call);
            case CHANGES_OBJECT ->
                call.templates().stream().allMatch(Template::isEmpty) ? Effect.READS : onObject(call);
            case DESTROYS_OBJECT -> onObject(call);
        };
    }

    /** The user PIN that is right costs nothing. No way back is known from a wrong SO PIN, nor what a user of another type or with a name is. */
    private Effect presenting(GuardedCall call) {
        return switch (call.function()) {
            case C_Login, C_LoginUser -> {
                long user = call.number(1);
                if ((user != CKU_USER && user != CKU_CONTEXT_SPECIFIC) || call.isOfNamedUser()) {
                    yield Effect.INITIALISES;
                }
                yield pins.isUser(call.text(0)) ? Effect.READS : Effect.SPENDS_TRIES;
            }
            case C_SetPIN -> pins.isUser(call.text(0)) ? Effect.READS : Effect.SPENDS_TRIES;
            default -> Effect.INITIALISES;
        };
    }

    private Effect changing(GuardedCall call) {
        boolean officers =
                call.function() == CryptokiFunction.C_SetPIN && pins.isSo(call.text(0)) && !pins.isUser(call.text(0));
        return officers ? Effect.INITIALISES : Effect.CHANGES_PIN;
    }

    /** A copy is where its original is, unless the template says otherwise; what no template tells of may be on the token. */
    private Effect making(GuardedCall call) {
        boolean onToken = call.templates().stream().anyMatch(Template::isOnToken);
        boolean inSession = call.templates().stream().anyMatch(Template::isInSession);
        boolean copies = call.function() == CryptokiFunction.C_CopyObject && !inSession;
        boolean untold = call.function().parameters().stream()
                .noneMatch(parameter -> parameter.kind() == ParameterKind.TEMPLATE);
        return onToken || untold || (copies && objects.isOnToken(call.number(0), call.number(1)))
                ? Effect.TOKEN_OBJECTS
                : Effect.SESSION_OBJECTS;
    }

    private Effect onObject(GuardedCall call) {
        Effect asked = call.templates().stream().anyMatch(Template::isOnToken) ? Effect.TOKEN_OBJECTS : Effect.READS;
        Effect there = switch (objects.owner(call.number(0), call.number(1))) {
            case NOBODY -> Effect.READS;
            case SESSION -> Effect.SESSION_OBJECTS;
            case SUITE -> Effect.TOKEN_OBJECTS;
            case TOKEN, UNKNOWN -> Effect.INITIALISES;
        };
        return asked.covers(there) ? asked : there;
    }
}
