package org.tokentwin.emulator.trace;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeKind;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Cka;
import org.tokentwin.emulator.cryptoki.Ckk;
import org.tokentwin.emulator.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.KeyPairHandles;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** Arguments and answers as a transcript tells them. A byte string may be a PIN, a key or plain text, so its length is all that is told. */
final class ShownValue {
    private ShownValue() {}

    static String argument(String parameter, @Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Long number when parameter.equals("userType") -> Cku.name(number);
            case Long number when parameter.equals("type") -> Ckm.name(number);
            case Long number when parameter.equals("flags") -> String.format(Locale.ROOT, "0x%X", number);
            case long[] types -> Arrays.stream(types).mapToObj(Cka::name).collect(Collectors.joining(" ", "{", "}"));
            case OutputBuffer buffer when buffer.isLengthOnly() -> "NULL";
            case OutputBuffer _ -> "buffer";
            default -> plain(value);
        };
    }

    /** What a function returned, or put into its buffer; empty where it has no answer. */
    static String output(@Nullable Object returned, Object[] arguments) {
        if (returned != null) {
            return plain(returned);
        }
        return Arrays.stream(arguments)
                .filter(OutputBuffer.class::isInstance)
                .map(OutputBuffer.class::cast)
                .map(buffer -> "[" + buffer.length() + " bytes]")
                .findFirst()
                .orElse("");
    }

    private static String plain(Object value) {
        return switch (value) {
            case Long number -> Long.toUnsignedString(number);
            case byte[] bytes -> length(bytes.length);
            case long[] numbers ->
                Arrays.stream(numbers).mapToObj(Long::toUnsignedString).collect(Collectors.joining(" ", "{", "}"));
            case List<?> entries -> entries.stream().map(ShownValue::plain).collect(Collectors.joining(" ", "{", "}"));
            case Optional<?> handle -> handle.map(ShownValue::plain).orElse("");
            case Attribute attribute -> attribute(attribute);
            case AttributeResult result ->
                result.value()
                        .map(ShownValue::attribute)
                        .orElseGet(() ->
                                Cka.name(result.type()) + " " + result.ckr().name());
            case KeyPairHandles pair -> pair.publicKey() + " " + pair.privateKey();
            default -> String.valueOf(value); // a mechanism's name; of the information structures, all
        };
    }

    private static String attribute(Attribute attribute) {
        return Cka.name(attribute.type()) + "=" + value(attribute);
    }

    private static String value(Attribute attribute) {
        long type = attribute.type();
        if (type == Cka.CKA_LABEL) {
            return "'" + attribute.asString() + "'";
        }
        if (type == Cka.CKA_ID) {
            return HexFormat.of().formatHex(attribute.value());
        }
        AttributeKind kind = AttributeKind.of(type);
        if (kind == AttributeKind.BOOLEAN && attribute.length() == 1) {
            return attribute.value()[0] == 0 ? "false" : "true";
        }
        if (kind == AttributeKind.ULONG && attribute.length() == Long.BYTES) {
            return number(type, attribute.asUlong());
        }
        return length(attribute.length());
    }

    private static String number(long type, long value) {
        if (type == Cka.CKA_CLASS) {
            return Cko.name(value);
        }
        if (type == Cka.CKA_KEY_TYPE) {
            return Ckk.name(value);
        }
        return type == Cka.CKA_KEY_GEN_MECHANISM ? Ckm.name(value) : Long.toUnsignedString(value);
    }

    private static String length(int bytes) {
        return "[" + bytes + " bytes]";
    }
}
