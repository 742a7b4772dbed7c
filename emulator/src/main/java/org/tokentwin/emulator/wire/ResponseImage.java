package org.tokentwin.emulator.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.Parameter;
import org.tokentwin.cryptoki.SecretValues;

/** A response as the results of a recording, with secrets by their length only. */
final class ResponseImage {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Message.Reader response;
    private final ObjectNode in;
    private final @Nullable Long objectClass;

    private ResponseImage(Message.Reader response, ObjectNode in, @Nullable Long objectClass) {
        this.response = response;
        this.in = in;
        this.objectClass = objectClass;
    }

    /**
     * Returns the results.
     *
     * @param response behind the {@code CK_RV}
     * @param in the arguments, in the form of {@link RequestImage}
     * @param objectClass of the object whose attributes are read; null where it is not known
     */
    static ObjectNode of(
            CryptokiFunction function, Message.Reader response, ObjectNode in, @Nullable Long objectClass) {
        ResponseImage image = new ResponseImage(response, in, objectClass);
        ObjectNode out = JSON.objectNode();
        for (Parameter parameter : function.parameters()) {
            JsonNode written = image.written(parameter);
            if (written != null) {
                out.set(parameter.name(), written);
            }
        }
        return out;
    }

    private @Nullable JsonNode written(Parameter parameter) {
        return switch (parameter.kind()) {
            case QUERY -> query(in.path(parameter.name()));
            case ROOM -> room();
            case NUMBERS -> numbers();
            case FILLED, STRUCTURE -> block();
            case HANDLES -> handles();
            case HANDLE, RESULT -> number();
            default -> null;
        };
    }

    private @Nullable JsonNode block() {
        long length = response.word();
        return length == 0 ? null : RequestImage.bytes(response.bytes(length).toArray(JAVA_BYTE));
    }

    private @Nullable JsonNode number() {
        boolean written = response.flag();
        long number = response.word();
        return written ? LongNode.valueOf(number) : null;
    }

    private @Nullable JsonNode room() {
        JsonNode length = number();
        JsonNode bytes = block();
        return lengthAnd("bytes", length, bytes);
    }

    private @Nullable JsonNode numbers() {
        JsonNode length = number();
        ArrayNode numbers = words();
        return lengthAnd("numbers", length, numbers.isEmpty() ? null : numbers);
    }

    private static @Nullable JsonNode lengthAnd(String name, @Nullable JsonNode length, @Nullable JsonNode value) {
        if (length == null) {
            return null;
        }
        ObjectNode image = JSON.objectNode();
        image.set("length", length);
        if (value != null) {
            image.set(name, value);
        }
        return image;
    }

    private @Nullable JsonNode handles() {
        JsonNode found = number();
        ArrayNode handles = words();
        return found == null ? null : handles;
    }

    private ArrayNode words() {
        ArrayNode words = JSON.arrayNode();
        long count = response.word();
        for (long i = 0; i < count; i++) {
            words.add(response.word());
        }
        return words;
    }

    private @Nullable JsonNode query(JsonNode given) {
        long count = response.word();
        if (count == 0) {
            return null;
        }
        ArrayNode attributes = attributes(count, given, false);
        @Nullable Long told = objectClass(given, attributes);
        mask(attributes, given, told == null ? objectClass : told);
        return attributes;
    }

    private ArrayNode attributes(long count, JsonNode given, boolean withTypes) {
        ArrayNode attributes = JSON.arrayNode();
        for (int i = 0; i < count; i++) {
            ObjectNode attribute = attributes.addObject();
            long type = given.path(i).path("type").longValue();
            if (withTypes) {
                type = response.word();
                attribute.put("type", type);
            }
            attribute.put("length", response.word());
            if (AttributeKind.of(type) == AttributeKind.TEMPLATE) {
                long inside = response.word();
                JsonNode room = given.path(i).path("template");
                ArrayNode template = attributes(inside, room, true);
                mask(template, template, objectClass(template, template));
                if (!template.isEmpty()) {
                    attribute.set("template", template);
                }
            } else {
                value(attribute, given.path(i));
            }
        }
        return attributes;
    }

    private void value(ObjectNode attribute, JsonNode given) {
        JsonNode value = block();
        if (value != null) {
            attribute.set("value", value);
        } else if (attribute.get("length").longValue() == 0
                && given.path("room").isIntegralNumber()) {
            attribute.put("value", "");
        }
    }

    /**
     * Takes away what is secret in an object of this class.
     *
     * @param given attributes of the same order, with their types
     */
    static void mask(ArrayNode attributes, JsonNode given, @Nullable Long objectClass) {
        for (int i = 0; i < attributes.size(); i++) {
            ObjectNode attribute = (ObjectNode) attributes.get(i);
            JsonNode value = attribute.path("value");
            if (value.isTextual()) {
                int length = value.textValue().length() / 2;
                if (SecretValues.isSecret(given.path(i).path("type").longValue(), objectClass, length)) {
                    attribute.set("value", JSON.objectNode().put("masked", length));
                }
            }
        }
    }

    /** The class that a template names; null where it names none. */
    static @Nullable Long objectClass(JsonNode template) {
        return objectClass(template, template);
    }

    private static @Nullable Long objectClass(JsonNode types, JsonNode values) {
        for (int i = 0; i < types.size(); i++) {
            String value = values.path(i).path("value").asText();
            if (types.get(i).path("type").longValue() == Cka.CKA_CLASS && value.length() == 2 * Long.BYTES) {
                return ByteBuffer.wrap(HexFormat.of().parseHex(value))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong();
            }
        }
        return null;
    }

    /** Writes results that were recorded, in answer to a call with the same arguments. What was masked is zeros. */
    static void write(CryptokiFunction function, ObjectNode in, ObjectNode out, Message response) {
        for (Parameter parameter : function.parameters()) {
            JsonNode written = out.get(parameter.name());
            switch (parameter.kind()) {
                case QUERY -> writeQuery(in.path(parameter.name()), written, response);
                case ROOM -> writeRoom(written, response);
                case NUMBERS -> writeNumbers(written, response);
                case FILLED, STRUCTURE -> response.bytes(bytes(written));
                case HANDLES -> writeHandles(written, response);
                case HANDLE, RESULT -> writeNumber(written, response);
                default -> {} // goes in only
            }
        }
    }

    private static byte[] bytes(@Nullable JsonNode written) {
        if (written == null) {
            return new byte[0];
        }
        return written.isTextual()
                ? HexFormat.of().parseHex(written.textValue())
                : new byte[written.path("masked").intValue()];
    }

    private static void writeNumber(@Nullable JsonNode written, Message response) {
        response.word(written == null ? 0 : 1);
        response.word(written == null ? 0 : written.longValue());
    }

    private static void writeRoom(@Nullable JsonNode written, Message response) {
        writeNumber(written == null ? null : Objects.requireNonNull(written.get("length")), response);
        response.bytes(bytes(written == null ? null : written.get("bytes")));
    }

    private static void writeNumbers(@Nullable JsonNode written, Message response) {
        writeNumber(written == null ? null : Objects.requireNonNull(written.get("length")), response);
        writeWords(written == null ? JSON.arrayNode() : written.path("numbers"), response);
    }

    private static void writeHandles(@Nullable JsonNode written, Message response) {
        JsonNode handles = written == null ? JSON.arrayNode() : written;
        writeNumber(written == null ? null : LongNode.valueOf(handles.size()), response);
        writeWords(handles, response);
    }

    private static void writeWords(JsonNode words, Message response) {
        response.word(words.size());
        words.forEach(word -> response.word(word.longValue()));
    }

    private static void writeQuery(JsonNode given, @Nullable JsonNode written, Message response) {
        JsonNode attributes = written == null ? JSON.arrayNode() : written;
        response.word(attributes.size());
        for (int i = 0; i < attributes.size(); i++) {
            writeAttribute(given.path(i).path("type").longValue(), attributes.get(i), response);
        }
    }

    private static void writeAttribute(long type, JsonNode attribute, Message response) {
        response.word(attribute.get("length").longValue());
        if (AttributeKind.of(type) == AttributeKind.TEMPLATE) {
            JsonNode template = attribute.path("template");
            response.word(template.size());
            for (JsonNode each : template) {
                long inner = each.get("type").longValue();
                response.word(inner);
                writeAttribute(inner, each, response);
            }
        } else {
            response.bytes(bytes(attribute.get("value")));
        }
    }
}
