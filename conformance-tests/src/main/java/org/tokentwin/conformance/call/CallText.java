package org.tokentwin.conformance.call;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_COEFFICIENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXPONENT_1;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXPONENT_2;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIME_1;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIME_2;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE_EXPONENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.text.Harmless;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Constants.Category;

/** Calls in words. A PIN is shown as its length, and so is a value that may be a key. */
final class CallText {
    private static final int MOST_BYTES = 16;
    private static final Set<Long> MAYBE_SECRET = Set.of(
            CKA_VALUE, CKA_PRIVATE_EXPONENT, CKA_PRIME_1, CKA_PRIME_2, CKA_EXPONENT_1, CKA_EXPONENT_2, CKA_COEFFICIENT);

    private CallText() {}

    /** The call, as {@code C_CloseSession(session 2)}. */
    static String call(String function, @Nullable Object[] arguments, HandleNames handles) {
        // The wrapper's last argument of many functions says how text is encoded, and is none of the C function's.
        boolean encoding = arguments.length > 0
                && arguments[arguments.length - 1] instanceof Boolean
                && !function.equals(CryptokiFunction.C_GetSlotList.name());
        return handles.arguments(function, arguments, arguments.length - (encoding ? 1 : 0)).stream()
                .collect(Collectors.joining(", ", function + "(", ")"));
    }

    static String ckr(long value) {
        return PKCS11Constants.codeToName(Category.CKR, value);
    }

    static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case char[] pin -> "PIN of " + pin.length + " characters";
            case byte[] bytes -> bytes(bytes);
            case long[] handles -> Arrays.toString(handles);
            case CK_MECHANISM mechanism -> Ckm.name(mechanism.mechanism);
            case CK_ATTRIBUTE[] template ->
                Arrays.stream(template).map(CallText::attribute).collect(Collectors.joining(", ", "{", "}"));
            case MemorySegment pointer -> pointer.equals(MemorySegment.NULL) ? "NULL_PTR" : "pointer";
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> value.getClass().getSimpleName();
        };
    }

    private static String attribute(@Nullable CK_ATTRIBUTE attribute) {
        if (attribute == null) {
            return "null";
        }
        String name = PKCS11Constants.codeToName(Category.CKA, attribute.type);
        return switch (attribute.pValue) {
            case null -> name;
            case char[] text -> name + "=\"" + Harmless.line(new String(text)) + "\"";
            case byte[] bytes when MAYBE_SECRET.contains(attribute.type) -> name + "=" + bytes.length + " bytes";
            case Long number
            when attribute.type == CKA_CLASS -> name + "=" + PKCS11Constants.codeToName(Category.CKO, number);
            case Long number
            when attribute.type == CKA_KEY_TYPE -> name + "=" + PKCS11Constants.codeToName(Category.CKK, number);
            default -> name + "=" + value(attribute.pValue);
        };
    }

    private static String bytes(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MOST_BYTES));
        return bytes.length + " bytes" + (hex.isEmpty() ? "" : " " + hex + (bytes.length > MOST_BYTES ? "…" : ""));
    }
}
