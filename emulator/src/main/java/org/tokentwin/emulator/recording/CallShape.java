package org.tokentwin.emulator.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.Parameter;

/**
 * The form of a call's arguments and results, by the kinds of the function's parameters. What passes fits: no result is longer than the room that the
 * arguments have for it.
 */
final class CallShape {
    private static final int INITIALIZE_FUNCTIONS = 4;
    private static final int DEEPEST_TEMPLATE = 6;
    private static final Set<String> OF_MECHANISM = Set.of("type", "parameter", "pointers");
    private static final Set<String> OF_ATTRIBUTE = Set.of("type", "value", "room", "template");

    private final ObjectNode in;
    private final ObjectNode out;

    private CallShape(ObjectNode in, ObjectNode out) {
        this.in = in;
        this.out = out;
    }

    /** @throws MalformedRecordingException when a value is missing, of another form, or does not fit */
    static void check(RecordedCall call) {
        CallShape shape = new CallShape(call.in(), call.out());
        requireNames(call.in(), call);
        requireNames(call.out(), call);
        for (Parameter parameter : call.function().parameters()) {
            require(call.in().has(parameter.name()), parameter.name() + " is missing");
            try {
                shape.check(parameter);
            } catch (MalformedRecordingException e) {
                throw new MalformedRecordingException(parameter.name() + ": " + e.getMessage());
            }
        }
    }

    private static void requireNames(ObjectNode values, RecordedCall call) {
        for (Iterator<String> names = values.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            require(
                    call.function().parameters().stream()
                            .anyMatch(parameter -> parameter.name().equals(name)),
                    call.function() + " has no parameter of a name that is there");
        }
    }

    private void check(Parameter parameter) {
        JsonNode given = in.get(parameter.name());
        JsonNode written = out.get(parameter.name());
        switch (parameter.kind()) {
            case SESSION, SLOT, OBJECT, BOOLEAN, FLAGS, MECHANISM_TYPE, USER_TYPE, NUMBER -> number(given);
            case BYTES, PIN, PARAMETER, LABEL, STRING -> block(given);
            case MECHANISM -> mechanism(given);
            case TEMPLATE -> template(given);
            case QUERY -> {
                template(given);
                query(given, written);
            }
            case ROOM -> {
                room(given);
                bytesInRoom(given, written);
            }
            case NUMBERS -> {
                room(given);
                numbersInRoom(given, written);
            }
            case FILLED -> {
                room(given);
                require(
                        written == null || hexLength(written) <= roomOf(given),
                        "more was written than there is room for");
            }
            case HANDLES -> {
                room(given);
                require(
                        written == null || (written.isArray() && numbers(written) <= roomOf(given)),
                        "more was written than there is room for");
            }
            case HANDLE, RESULT -> {
                require(given.isBoolean(), "expected true or false");
                require(written == null || given.booleanValue(), "something was written to nowhere");
                if (written != null) {
                    number(written);
                }
            }
            case STRUCTURE -> {
                require(given.isBoolean(), "expected true or false");
                long size = Objects.requireNonNull(parameter.structure()).size(DataModel.LP64);
                require(written == null || hexLength(written) == size, "expected a structure of " + size + " bytes");
            }
            case INITIALIZE_ARGS -> initializeArgs(given);
            case APPLICATION, NOTIFY, RESERVED -> require(given.isBoolean(), "expected true or false");
            case VERSION, FUNCTION_LIST, INTERFACE, INTERFACES ->
                throw new MalformedRecordingException("the function is never recorded");
        }
    }

    private static long number(JsonNode node) {
        require(node != null && node.isIntegralNumber() && node.canConvertToLong(), "expected a number of 64 bits");
        return Objects.requireNonNull(node).longValue();
    }

    /** Bytes in hexadecimal, or by their length: {@code masked}, or {@code null} for a null pointer. */
    private static void block(JsonNode node) {
        if (node.isTextual()) {
            hexLength(node);
        } else {
            require(
                    node.size() == 1 && (node.has("masked") || node.has("null")),
                    "expected bytes in hexadecimal, or an object with 'masked' or 'null'");
            number(node.get(node.has("masked") ? "masked" : "null"));
        }
    }

    private static long hexLength(JsonNode node) {
        require(node.isTextual(), "expected bytes in hexadecimal");
        String text = node.textValue();
        require(text.length() % 2 == 0, "expected bytes in hexadecimal");
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            require((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'), "expected bytes in hexadecimal");
        }
        return text.length() / 2;
    }

    private static void mechanism(JsonNode node) {
        if (node.isNull()) {
            return;
        }
        requireFields(node, OF_MECHANISM);
        number(node.get("type"));
        pointed(node);
    }

    private static void pointed(JsonNode node) {
        require(node.has("parameter"), "a mechanism has a parameter");
        block(node.get("parameter"));
        JsonNode pointers = node.get("pointers");
        require(pointers == null || pointers.isArray(), "'pointers' is no array");
        if (pointers != null) {
            for (JsonNode each : pointers) {
                if (each.has("parameter")) {
                    pointed(each);
                } else {
                    block(each);
                }
            }
        }
    }

    private static void template(JsonNode node) {
        if (node.isArray()) {
            attributes(node, 0);
        } else {
            require(
                    node.size() == 1 && (node.has("null") || node.has("masked")),
                    "expected attributes, or an object with 'null'");
            number(node.elements().next());
        }
    }

    private static void attributes(JsonNode array, int depth) {
        require(array.isArray() && depth < DEEPEST_TEMPLATE, "expected attributes");
        for (JsonNode attribute : array) {
            requireFields(attribute, OF_ATTRIBUTE);
            number(attribute.get("type"));
            if (attribute.has("value")) {
                block(attribute.get("value"));
            } else {
                require(attribute.has("room"), "an attribute has a value or room for one");
                JsonNode room = attribute.get("room");
                require(room.isNull() || (room.isIntegralNumber() && room.canConvertToLong()), "expected room");
            }
            if (attribute.has("template")) {
                attributes(attribute.get("template"), depth + 1);
            }
        }
    }

    private static void query(JsonNode given, JsonNode written) {
        if (written == null) {
            return;
        }
        require(
                given.isArray() && written.isArray() && given.size() == written.size(),
                "expected a value for each attribute");
        for (int i = 0; i < given.size(); i++) {
            attributeWritten(given.get(i), written.get(i));
        }
    }

    private static void attributeWritten(JsonNode given, JsonNode written) {
        long length = number(written.get("length"));
        JsonNode value = written.get("value");
        if (value != null) {
            long bytes = value.isTextual() ? hexLength(value) : number(value.get("masked"));
            require(bytes == length, "a value is not as long as it says");
            require(given.path("room").isIntegralNumber() && bytes >= 0, "a value was written to nowhere");
            require(
                    bytes <= given.get("room").longValue() || given.get("room").longValue() < 0,
                    "a value is longer than its room");
        }
        JsonNode template = written.get("template");
        if (template != null) {
            JsonNode room = given.get("template");
            require(
                    AttributeKind.of(given.get("type").longValue()) == AttributeKind.TEMPLATE
                            && room != null
                            && template.isArray()
                            && template.size() <= room.size(),
                    "a template is longer than its room");
            for (int i = 0; i < template.size(); i++) {
                number(template.get(i).get("type"));
                attributeWritten(room.get(i), template.get(i));
            }
        }
    }

    /** How much fits: null for a null pointer; an object where the pointer to the length is null. */
    private static void room(JsonNode node) {
        require(
                node.isNull()
                        || (node.isIntegralNumber() && node.canConvertToLong())
                        || (node.isObject() && node.path("buffer").isBoolean()),
                "expected room");
    }

    private static long roomOf(JsonNode room) {
        boolean unsignedLarge = room.isIntegralNumber() && room.longValue() < 0;
        return unsignedLarge ? Long.MAX_VALUE : room.isIntegralNumber() ? room.longValue() : 0;
    }

    private static void bytesInRoom(JsonNode room, JsonNode written) {
        if (written == null) {
            return;
        }
        number(written.get("length"));
        JsonNode bytes = written.get("bytes");
        require(bytes == null || hexLength(bytes) <= roomOf(room), "more was written than there is room for");
    }

    private static void numbersInRoom(JsonNode room, JsonNode written) {
        if (written == null) {
            return;
        }
        number(written.get("length"));
        JsonNode all = written.get("numbers");
        require(
                all == null || (all.isArray() && numbers(all) <= roomOf(room)),
                "more was written than there is room for");
    }

    private static long numbers(JsonNode array) {
        array.forEach(CallShape::number);
        return array.size();
    }

    private static void initializeArgs(JsonNode node) {
        if (node.isNull()) {
            return;
        }
        JsonNode functions = node.path("mutexes");
        require(functions.isArray() && functions.size() == INITIALIZE_FUNCTIONS, "expected four mutex functions");
        functions.forEach(each -> require(each.isBoolean(), "expected true or false"));
        number(node.get("flags"));
        require(node.path("reserved").isBoolean(), "expected true or false");
    }

    private static void requireFields(JsonNode node, Set<String> allowed) {
        require(node.isObject(), "expected an object");
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            require(allowed.contains(names.next()), "there is a field that it does not have");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new MalformedRecordingException(otherwise);
        }
    }
}
