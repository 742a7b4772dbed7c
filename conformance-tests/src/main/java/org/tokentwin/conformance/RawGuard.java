package org.tokentwin.conformance;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.call.CallStep;

/**
 * Holds calls in C memory to the effect that a case declares. It cannot see PINs and templates there, so it takes the worst: what could
 * spend a try or initialise is sent only where the session or the slot does not exist, or where the case may do it.
 */
final class RawGuard implements CallStep {
    private final PKCS11 module;
    private final Effect allowed;
    private final OwnObjects objects;

    RawGuard(PKCS11 module, Effect allowed, OwnObjects objects) {
        this.module = module;
        this.allowed = allowed;
        this.objects = objects;
    }

    @Override
    public @Nullable Object pass(String function, @Nullable Object[] arguments, Next next) throws PKCS11Exception {
        Effect effect = switch (function) {
            case "C_Login", "C_SetPIN", "C_InitPIN" -> isSession(arguments) ? Effect.LOCKS : Effect.READS;
            case "C_InitToken" -> isSlot(arguments) ? Effect.INITIALISES : Effect.READS;
            case "C_DestroyObject", "C_SetAttributeValue" -> onObject(arguments);
            default -> Effect.READS;
        };
        if (!allowed.covers(effect)) {
            throw new AssertionError(function + " could do more than the case declares (" + allowed + "): " + effect
                    + ". It was not sent to the token.");
        }
        return next.call(arguments);
    }

    private boolean isSession(@Nullable Object[] arguments) {
        return Returns.of(() -> module.C_GetSessionInfo(CallStep.number(arguments, 0))) == 0;
    }

    private boolean isSlot(@Nullable Object[] arguments) {
        return Returns.of(() -> module.C_GetSlotInfo(CallStep.number(arguments, 0))) == 0;
    }

    private Effect onObject(@Nullable Object[] arguments) {
        if (arguments.length > 2 && MemorySegment.NULL.equals(arguments[2])) {
            return Effect.READS; // C_SetAttributeValue without a template
        }
        return switch (objects.owner(CallStep.number(arguments, 0), CallStep.number(arguments, 1))) {
            case NOBODY -> Effect.READS;
            case SESSION -> Effect.SESSION_OBJECTS;
            case SUITE -> Effect.TOKEN_OBJECTS;
            case TOKEN -> Effect.INITIALISES;
        };
    }
}
