package org.tokentwin.conformance.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tokentwin.conformance.text.Harmless;

/** The fields of a JSON object. One that is missing, or of another kind than asked for, is refused with its place. */
record Fields(String place, JsonNode node) {
    boolean has(String name) {
        return node.hasNonNull(name);
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "a text"));
    }

    /** Empty if there is none, or it is empty. */
    Optional<String> optionalText(String name) {
        JsonNode value = node.get(name);
        return value != null && value.isTextual() && !value.textValue().isEmpty()
                ? Optional.of(value.textValue())
                : Optional.empty();
    }

    int number(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isInt()) {
            throw wrong(name, "a number");
        }
        return value.intValue();
    }

    boolean flag(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value.booleanValue();
    }

    byte[] hex(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isTextual()) {
            throw wrong(name, "bytes in hexadecimal");
        }
        try {
            return HexFormat.of().parseHex(value.textValue());
        } catch (IllegalArgumentException e) {
            throw wrong(name, "bytes in hexadecimal");
        }
    }

    /** An unsigned number in hexadecimal, with any number of digits. */
    BigInteger integer(String name) {
        String digits = text(name);
        if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw wrong(name, "a number in hexadecimal");
        }
        return new BigInteger(digits, 16);
    }

    Fields object(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isObject()) {
            throw wrong(name, "an object");
        }
        return new Fields(place + ", " + name, value);
    }

    /** @param each what one of them is, for its place */
    List<Fields> objects(String name, String each) {
        JsonNode value = node.get(name);
        if (value == null || !value.isArray()) {
            throw wrong(name, "a list");
        }
        List<Fields> all = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isObject()) {
                throw wrong(name, "a list of objects");
            }
            all.add(new Fields(place + ", " + each + " " + (all.size() + 1), element));
        }
        return all;
    }

    VectorException wrong(String name, String allowed) {
        return new VectorException(Harmless.line(place + ": \"" + name + "\" is missing or not " + allowed));
    }
}
