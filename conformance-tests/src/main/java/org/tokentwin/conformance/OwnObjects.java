package org.tokentwin.conformance;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.call.CallStep;

/**
 * Marks every object that a case puts on a token: its label begins with {@value #PREFIX}, so that it is known as the suite's whatever
 * happens to the case. The case does not see the mark: it is added on the way to the token and taken off on the way back.
 */
final class OwnObjects implements CallStep {
    /** What the label of an object of the suite's begins with. */
    static final String PREFIX = "tokentwin-conformance ";

    private final PKCS11 raw;
    private final Set<String> given;

    /** @param raw the module itself */
    OwnObjects(PKCS11 raw) {
        this(raw, ConcurrentHashMap.newKeySet());
    }

    private OwnObjects(PKCS11 raw, Set<String> given) {
        this.raw = raw;
        this.given = given;
    }

    /** The same for a second application, whose sessions and handles are its own. */
    OwnObjects of(PKCS11 application) {
        return new OwnObjects(application, given);
    }

    @Override
    public @Nullable Object pass(String function, @Nullable Object[] arguments, Next next) throws PKCS11Exception {
        if (function.equals("C_GetAttributeValue")) {
            Object result = next.call(arguments);
            unmark((CK_ATTRIBUTE @Nullable []) arguments[2]);
            return result;
        }
        return next.call(
                switch (function) {
                    case "C_CopyObject" -> markedCopy(arguments);
                    case "C_CreateObject", "C_GenerateKey", "C_GenerateKeyPair", "C_UnwrapKey", "C_DeriveKey" ->
                        marked(arguments, this::markedIfOnToken);
                    case "C_SetAttributeValue" -> markedChange(arguments);
                    case "C_FindObjectsInit" -> marked(arguments, this::markedIfGiven);
                    default -> arguments;
                });
    }

    private @Nullable Object[] markedChange(@Nullable Object[] arguments) {
        boolean own = owner(CallStep.number(arguments, 0), CallStep.number(arguments, 1)) == Owner.SUITE;
        return own ? marked(arguments, this::markedLabel) : arguments;
    }

    /** Whose an object is. */
    enum Owner {
        /** There is none of this handle that the session can see. */
        NOBODY,
        /** It is gone with its session. */
        SESSION,
        /** The suite put it on the token. */
        SUITE,
        /** It was on the token before. */
        TOKEN
    }

    /** Whose an object is, asked of the module itself. */
    Owner owner(long session, long object) {
        try {
            if (Boolean.FALSE.equals(read(session, object, CKA_TOKEN))) {
                return Owner.SESSION;
            }
        } catch (PKCS11Exception e) {
            return Owner.NOBODY;
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

    /** Whether a template asks for an object on the token. A value that is no boolean may be taken for true. */
    static boolean isOnToken(CK_ATTRIBUTE[] template) {
        return Arrays.stream(template)
                .anyMatch(each -> each != null && each.type == CKA_TOKEN && !Boolean.FALSE.equals(each.pValue));
    }

    /** Whether a template asks for an object that is gone with its session. */
    static boolean isInSession(CK_ATTRIBUTE[] template) {
        return Arrays.stream(template)
                .anyMatch(each -> each != null && each.type == CKA_TOKEN && Boolean.FALSE.equals(each.pValue));
    }

    @FunctionalInterface
    private interface Marking {
        CK_ATTRIBUTE[] of(CK_ATTRIBUTE[] template);
    }

    private static @Nullable Object[] marked(@Nullable Object[] arguments, Marking marking) {
        @Nullable Object[] copy = arguments.clone();
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] instanceof CK_ATTRIBUTE[] template) {
                copy[i] = marking.of(template);
            }
        }
        return copy;
    }

    /** A copy is where its original is, and has its label, unless the template says otherwise. */
    private @Nullable Object[] markedCopy(@Nullable Object[] arguments) {
        return marked(arguments, template -> {
            Owner owner = owner(CallStep.number(arguments, 0), CallStep.number(arguments, 1));
            boolean fromToken = owner == Owner.TOKEN || owner == Owner.SUITE;
            return isOnToken(template) || (fromToken && !isInSession(template)) ? markedAlways(template) : template;
        });
    }

    private CK_ATTRIBUTE[] markedIfOnToken(CK_ATTRIBUTE[] template) {
        return isOnToken(template) ? markedAlways(template) : template;
    }

    private CK_ATTRIBUTE[] markedAlways(CK_ATTRIBUTE[] template) {
        boolean labelled = Arrays.stream(template).anyMatch(each -> each != null && each.type == CKA_LABEL);
        return labelled
                ? markedLabel(template)
                : Stream.concat(Arrays.stream(template), Stream.of(Attributes.string(CKA_LABEL, PREFIX)))
                        .toArray(CK_ATTRIBUTE[]::new);
    }

    private CK_ATTRIBUTE[] markedLabel(CK_ATTRIBUTE[] template) {
        return Arrays.stream(template)
                .map(each -> {
                    if (each == null || each.type != CKA_LABEL || !(each.pValue instanceof char[] text)) {
                        return each;
                    }
                    given.add(new String(text));
                    return Attributes.string(CKA_LABEL, PREFIX + new String(text));
                })
                .toArray(CK_ATTRIBUTE[]::new);
    }

    private CK_ATTRIBUTE[] markedIfGiven(CK_ATTRIBUTE[] template) {
        boolean searched = Arrays.stream(template)
                .anyMatch(each -> each != null
                        && each.type == CKA_LABEL
                        && each.pValue instanceof char[] text
                        && given.contains(new String(text)));
        return searched ? markedLabel(template) : template;
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
