package org.tokentwin.conformance.guard;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OBJECT_HANDLE_INVALID;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.call.CallStep;
import org.tokentwin.conformance.raw.RawArguments;
import org.tokentwin.cryptoki.Ck;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.TokenEffect;

/**
 * Marks every object that a case puts on a token: its label begins with {@value #PREFIX}, so that it is known as the suite's whatever
 * happens to the case. The case does not see the mark: it is added on the way to the token and taken off on the way back.
 */
public final class OwnObjects implements CallStep {
    /** What the label of an object of the suite's begins with. */
    public static final String PREFIX = "tokentwin-conformance ";

    private final PKCS11 raw;
    private final Set<String> given;

    /** @param raw the module itself */
    public OwnObjects(PKCS11 raw) {
        this(raw, ConcurrentHashMap.newKeySet());
    }

    private OwnObjects(PKCS11 raw, Set<String> given) {
        this.raw = raw;
        this.given = given;
    }

    /** The same for a second application, whose sessions and handles are its own. */
    public OwnObjects of(PKCS11 application) {
        return new OwnObjects(application, given);
    }

    @Override
    public @Nullable Object pass(String function, @Nullable Object[] arguments, Next next) throws PKCS11Exception {
        if (function.equals(CryptokiFunction.C_GetAttributeValue.name()) && !RawArguments.isRaw(arguments)) {
            Object result = next.call(arguments);
            unmark((CK_ATTRIBUTE @Nullable []) arguments[2]);
            return result;
        }
        Set<TokenEffect> effects = CryptokiFunction.valueOf(function).effects();
        boolean searches = function.equals(CryptokiFunction.C_FindObjectsInit.name());
        if (!searches && !effects.contains(TokenEffect.MAKES_OBJECT) && !effects.contains(TokenEffect.CHANGES_OBJECT)) {
            return next.call(arguments);
        }
        GuardedCall call = GuardedCall.of(function, arguments);
        @Nullable Object[] marked = arguments;
        for (Template template : call.templates()) {
            if (template.isReadable() && isToBeMarked(call, template)) {
                marked = template.relabelled(marked, this::mark);
            }
        }
        return next.call(marked);
    }

    /** What is on the token when the call returns, and searches for it. A copy is where its original is, with its label. */
    private boolean isToBeMarked(GuardedCall call, Template template) {
        return switch (call.function()) {
            case C_FindObjectsInit -> template.label().filter(given::contains).isPresent();
            case C_SetAttributeValue ->
                template.isOnToken()
                        || (template.label().isPresent() && owner(call.number(0), call.number(1)) == Owner.SUITE);
            case C_CopyObject ->
                template.isOnToken() || (!template.isInSession() && isOnToken(call.number(0), call.number(1)));
            default -> template.isOnToken();
        };
    }

    private String mark(String label) {
        given.add(label);
        return PREFIX + label;
    }

    /** Whether the session sees an object that is on the token, or may be. */
    boolean isOnToken(long session, long object) {
        return switch (owner(session, object)) {
            case NOBODY, SESSION -> false;
            case SUITE, TOKEN, UNKNOWN -> true;
        };
    }

    /** Whose an object is. */
    public enum Owner {
        /** There is none of this handle that the session can see. */
        NOBODY,
        /** It is gone with its session. */
        SESSION,
        /** The suite put it on the token. */
        SUITE,
        /** It was on the token before. */
        TOKEN,
        /** The module does not say: the session is none, or reading failed. */
        UNKNOWN
    }

    /** Whose an object is, asked of the module itself. */
    public Owner owner(long session, long object) {
        if (object == Ck.CK_INVALID_HANDLE) {
            return Owner.NOBODY;
        }
        try {
            if (Boolean.FALSE.equals(read(session, object, CKA_TOKEN))) {
                return Owner.SESSION;
            }
        } catch (PKCS11Exception e) {
            return e.getErrorCode() == CKR_OBJECT_HANDLE_INVALID ? Owner.NOBODY : Owner.UNKNOWN;
        }
        return label(session, object).filter(text -> text.startsWith(PREFIX)).isPresent() ? Owner.SUITE : Owner.TOKEN;
    }

    private Optional<String> label(long session, long object) {
        try {
            return read(session, object, CKA_LABEL) instanceof char[] text
                    ? Optional.of(new String(text))
                    : Optional.empty();
        } catch (PKCS11Exception e) {
            return Optional.empty();
        }
    }

    private @Nullable Object read(long session, long object, long type) throws PKCS11Exception {
        CK_ATTRIBUTE attribute = new CK_ATTRIBUTE();
        attribute.type = type;
        CK_ATTRIBUTE[] template = {attribute};
        raw.C_GetAttributeValue(session, object, template, true);
        return template[0].pValue;
    }

    private static void unmark(CK_ATTRIBUTE @Nullable [] template) {
        if (template == null) {
            return;
        }
        for (CK_ATTRIBUTE each : template) {
            if (each != null && each.type == CKA_LABEL && each.pValue instanceof char[] text) {
                String label = new String(text);
                each.pValue = label.startsWith(PREFIX)
                        ? label.substring(PREFIX.length()).toCharArray()
                        : text;
            }
        }
    }
}
