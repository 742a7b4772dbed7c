package org.tokentwin.emulator.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.cryptoki.Ckz;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeQuery;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.CallerRoom;
import org.tokentwin.emulator.cryptoki.KeyPairHandles;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.TokenInfo;

/** Arguments and results as a transcript shows them. A byte string may be a PIN, a key or plain text, so only its length is shown. */
final class ShownValue {
    /** Bytes of the longest label or id that is shown in full. */
    private static final int LONGEST = 256;

    private ShownValue() {}

    static String argument(String parameter, @Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Long number when parameter.equals("userType") -> Cku.name(number);
            case Long number when parameter.equals("type") -> Ckm.name(number);
            case Long number when parameter.equals("flags") -> String.format(Locale.ROOT, "0x%X", number);
            case long[] types -> Arrays.stream(types).mapToObj(Cka::name).collect(Collectors.joining(" ", "{", "}"));
            case OutputBuffer buffer when buffer.isLengthOnly() -> "NULL";
            case OutputBuffer buffer -> "buffer" + length(buffer.capacity());
            default -> plain(value);
        };
    }

    /** What the function returns to its caller where the method returned this. */
    @SuppressWarnings("unchecked") // a list that begins with a result is one of results
    static Ckr returnValue(@Nullable Object returned) {
        if (returned == null) {
            return Ckr.CKR_OK;
        }
        if (CallerRoom.OF_CALL.isBound()) {
            return CallerRoom.OF_CALL.get().verdict(returned);
        }
        boolean attributes =
                returned instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof AttributeResult;
        return attributes ? AttributeQuery.returnValue((List<AttributeResult>) returned) : Ckr.CKR_OK;
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
            case Mechanism mechanism -> mechanism + parameter(mechanism.parameter());
            case AttributeResult result ->
                result.value()
                        .map(ShownValue::attribute)
                        .orElseGet(() ->
                                Cka.name(result.type()) + " " + result.ckr().name());
            case KeyPairHandles pair -> pair.publicKey() + " " + pair.privateKey();
            case TokenInfo info -> withTime(info);
            default -> String.valueOf(value); // of the information structures, all
        };
    }

    /** All of the structure, with its last field, which is an array, as the characters that it holds. */
    private static String withTime(TokenInfo info) {
        String field = "utcTime=";
        String all = info.toString();
        String before = all.substring(0, all.lastIndexOf(field) + field.length());
        return before + quoted(new String(info.utcTime(), StandardCharsets.ISO_8859_1)) + "]";
    }

    private static String parameter(MechanismParameter parameter) {
        return switch (parameter) {
            case MechanismParameter.None _ -> "";
            case MechanismParameter.RsaPkcsPss pss ->
                "{hashAlg=" + Ckm.name(pss.hashAlg()) + " mgf=" + Ckg.name(pss.mgf()) + " sLen="
                        + Long.toUnsignedString(pss.saltLength()) + "}";
            case MechanismParameter.RsaPkcsOaep oaep ->
                "{hashAlg=" + Ckm.name(oaep.hashAlg()) + " mgf=" + Ckg.name(oaep.mgf()) + " source="
                        + (oaep.source() == Ckz.CKZ_DATA_SPECIFIED
                                ? "CKZ_DATA_SPECIFIED"
                                : Long.toUnsignedString(oaep.source()))
                        + " pSourceData=" + length(oaep.sourceData().length) + "}";
            case MechanismParameter.RsaAesKeyWrap wrap ->
                "{ulAESKeyBits=" + Long.toUnsignedString(wrap.aesKeyBits()) + " pOAEPParams=" + parameter(wrap.oaep())
                        + "}";
            case MechanismParameter.Structured fields ->
                new TreeMap<>(fields.fields())
                        .entrySet().stream()
                                .map(field -> field.getKey() + "=" + plain(field.getValue()))
                                .collect(Collectors.joining(" ", "{", "}"));
            case MechanismParameter.Opaque opaque -> "{" + length(opaque.bytes().length) + "}";
        };
    }

    private static String attribute(Attribute attribute) {
        return Cka.name(attribute.type()) + "=" + value(attribute);
    }

    private static String value(Attribute attribute) {
        long type = attribute.type();
        if (type == Cka.CKA_LABEL) {
            return attribute.length() > LONGEST ? length(attribute.length()) : quoted(attribute.asString());
        }
        if (type == Cka.CKA_ID) {
            return attribute.length() > LONGEST
                    ? length(attribute.length())
                    : HexFormat.of().formatHex(attribute.value());
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

    /** In quotes that nothing within can end. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
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

    private static String length(long bytes) {
        return "[" + bytes + " bytes]";
    }
}
