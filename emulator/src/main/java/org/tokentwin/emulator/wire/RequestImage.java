package org.tokentwin.emulator.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.Field;
import org.tokentwin.cryptoki.MechanismParameters;
import org.tokentwin.cryptoki.Parameter;
import org.tokentwin.cryptoki.SecretValues;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.module.TemplateNesting;

/**
 * A request as the arguments of a recording, with secrets by their length only. The same forms are written by {@code spy.c} from a program's memory.
 */
final class RequestImage {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DataModel MODEL = DataModel.LP64;
    private static final int MUTEX_FUNCTIONS = 4;

    private final Message.Reader request;
    private final CryptokiFunction function;

    private RequestImage(CryptokiFunction function, Message.Reader request) {
        this.function = function;
        this.request = request;
    }

    /**
     * Returns the arguments.
     *
     * @param request of a client whose memory is laid out as {@link DataModel#LP64}, behind the function
     * @throws WireException when it is no request of this function
     */
    static ObjectNode of(CryptokiFunction function, MemorySegment request) {
        RequestImage image = new RequestImage(function, new Message.Reader(request));
        ObjectNode in = JSON.objectNode();
        for (Parameter parameter : function.parameters()) {
            in.set(parameter.name(), image.argument(parameter));
        }
        image.request.requireEnd();
        return in;
    }

    private JsonNode argument(Parameter parameter) {
        return switch (parameter.kind()) {
            case SESSION, SLOT, OBJECT, BOOLEAN, FLAGS, MECHANISM_TYPE, USER_TYPE, NUMBER -> number(request.word());
            case BYTES, PIN, LABEL, STRING -> block(SecretValues.isSecret(function, parameter));
            case PARAMETER -> parameter();
            case MECHANISM -> mechanism();
            case TEMPLATE -> template(true);
            case QUERY -> template(false);
            case ROOM, NUMBERS -> room();
            case FILLED -> filled();
            case HANDLES -> handles();
            case HANDLE, RESULT, STRUCTURE, APPLICATION, NOTIFY, RESERVED -> BooleanNode.valueOf(request.flag());
            case INITIALIZE_ARGS -> initializeArgs();
            case VERSION, FUNCTION_LIST, INTERFACE, INTERFACES ->
                throw new WireException(function + " is not passed on");
        };
    }

    private static JsonNode number(long number) {
        return LongNode.valueOf(number);
    }

    private static ObjectNode of(String field, long number) {
        return JSON.objectNode().put(field, number);
    }

    static JsonNode bytes(byte[] bytes) {
        return TextNode.valueOf(HexFormat.of().formatHex(bytes));
    }

    private JsonNode block(boolean secret) {
        boolean there = request.flag();
        long length = request.word();
        if (!there) {
            return of("null", length);
        }
        MemorySegment bytes = request.bytes(length);
        boolean masked = secret || length > SecretValues.longestBlock();
        return masked ? of("masked", length) : bytes(bytes.toArray(JAVA_BYTE));
    }

    /** A message's parameter has no known form, and so may have addresses. */
    private JsonNode parameter() {
        JsonNode block = block(false);
        int length = block.asText().length() / 2;
        return length > SecretValues.longestUnknownParameter() ? of("masked", length) : block;
    }

    private JsonNode mechanism() {
        if (!request.flag()) {
            return NullNode.instance;
        }
        long type = request.word();
        ObjectNode image = of("type", type);
        boolean there = request.flag();
        long length = request.word();
        byte[] parameter = there ? request.bytes(length).toArray(JAVA_BYTE) : new byte[0];
        long pointers = request.word();
        Optional<Structure> known = MechanismParameters.of(type).filter(each -> there && each.size(MODEL) == length);
        if (!there) {
            image.set("parameter", of("null", length));
        } else if (known.isEmpty()) {
            boolean told = length <= SecretValues.longestUnknownParameter();
            image.set("parameter", told ? bytes(parameter) : of("masked", length));
        } else {
            structure(known.get(), parameter, image);
        }
        if (known.stream()
                        .flatMap(each -> each.fields().stream())
                        .filter(Field::isFollowed)
                        .count()
                != pointers) {
            throw new WireException("not as many pointers as the parameter has");
        }
        return image;
    }

    /** A structure without its addresses, and what they point to. */
    private void structure(Structure structure, byte[] bytes, ObjectNode image) {
        ArrayNode pointers = JSON.arrayNode();
        for (Field field : structure.fields()) {
            if (field.isFollowed()) {
                int at = Math.toIntExact(structure.offset(field.name(), MODEL));
                Arrays.fill(bytes, at, at + Long.BYTES, (byte) 0);
                pointers.add(pointed(structure, field));
            }
        }
        image.set("parameter", bytes(bytes));
        if (!pointers.isEmpty()) {
            image.set("pointers", pointers);
        }
    }

    private JsonNode pointed(Structure structure, Field field) {
        @Nullable Structure inner = field.structure();
        if (inner == null) {
            return block(SecretValues.isSecret(structure, field));
        }
        boolean there = request.flag();
        long length = request.word();
        if (!there) {
            return of("null", length);
        }
        byte[] bytes = request.bytes(length).toArray(JAVA_BYTE);
        if (bytes.length != inner.size(MODEL)) {
            throw new WireException(inner + " of " + bytes.length + " bytes");
        }
        ObjectNode image = JSON.objectNode();
        structure(inner, bytes, image);
        return image;
    }

    private JsonNode template(boolean withValues) {
        boolean there = request.flag();
        long count = request.word();
        return there ? attributes(count, withValues, null) : of("null", count);
    }

    private ArrayNode attributes(long count, boolean withValues, @Nullable TemplateNesting outer) {
        ArrayNode attributes = JSON.arrayNode();
        for (long i = 0; i < count; i++) {
            attributes.add(attribute(withValues, outer));
        }
        ResponseImage.mask(attributes, attributes, ResponseImage.objectClass(attributes));
        return attributes;
    }

    private ObjectNode attribute(boolean withValues, @Nullable TemplateNesting outer) {
        long type = request.word();
        ObjectNode attribute = of("type", type);
        boolean template = AttributeKind.of(type) == AttributeKind.TEMPLATE;
        boolean there = request.flag();
        long length = request.word();
        if (withValues && !template && (outer == null || TemplateNesting.reads(length))) {
            attribute.set("value", there ? value(length) : of("null", length));
            return attribute;
        }
        attribute.set("room", there ? number(length) : NullNode.instance);
        if (template) {
            TemplateNesting nesting = outer == null ? new TemplateNesting(Structure.CK_ATTRIBUTE.size(MODEL)) : outer;
            attribute.set("template", attributes(nesting.enter(there, length), withValues, nesting));
            nesting.leave();
        }
        return attribute;
    }

    private JsonNode value(long length) {
        MemorySegment bytes = request.bytes(length);
        return length > SecretValues.longestBlock() ? of("masked", length) : bytes(bytes.toArray(JAVA_BYTE));
    }

    /** Of a length query, whose length means nothing, only that it is one. */
    private JsonNode room() {
        boolean wanted = request.flag();
        boolean counted = request.flag();
        long length = request.word();
        if (!counted) {
            return JSON.objectNode().put("buffer", wanted);
        }
        return wanted ? number(length) : NullNode.instance;
    }

    private JsonNode filled() {
        boolean wanted = request.flag();
        long length = request.word();
        return wanted ? number(length) : JSON.objectNode().put("buffer", false).put("room", length);
    }

    private JsonNode handles() {
        boolean wanted = request.flag();
        long most = request.word();
        boolean counted = request.flag();
        return wanted && counted
                ? number(most)
                : JSON.objectNode().put("buffer", wanted).put("room", most).put("count", counted);
    }

    private JsonNode initializeArgs() {
        if (!request.flag()) {
            return NullNode.instance;
        }
        ObjectNode args = JSON.objectNode();
        ArrayNode mutexes = args.putArray("mutexes");
        for (int i = 0; i < MUTEX_FUNCTIONS; i++) {
            mutexes.add(request.flag());
        }
        args.put("flags", request.word());
        args.put("reserved", request.flag());
        return args;
    }

    /** Returns whether a request reads {@code CKA_VALUE} of an object of which it does not read the class. */
    static boolean needsClass(ObjectNode in) {
        boolean value = false;
        for (JsonNode each : in.path("pTemplate")) {
            long type = each.path("type").longValue();
            if (type == Cka.CKA_CLASS) {
                return false;
            }
            value |= type == Cka.CKA_VALUE && each.path("room").isIntegralNumber();
        }
        return value;
    }
}
