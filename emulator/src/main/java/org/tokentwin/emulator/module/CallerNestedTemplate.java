package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Ck;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeRoom;
import org.tokentwin.emulator.cryptoki.NestedTemplate;

/**
 * The array of {@code CK_ATTRIBUTE} that a caller of {@code C_GetAttributeValue} hands over as an attribute's value: each element has its own room, and
 * gets type, length and value, PKCS#11 v2.40 section 5.7.
 */
final class CallerNestedTemplate {
    private final CkAttribute asked;
    private final List<Element> elements;

    /** An element as the caller made it. Only one that says it is a template has rooms for the attributes of one. */
    private record Element(CkAttribute memory, List<Element> inside) implements AttributeRoom.NestedRoom {
        static List<Element> of(CkAttribute template, TemplateNesting nesting) {
            List<Element> elements = template.inside(nesting).stream()
                    .map(memory -> new Element(memory, memory.isTemplate() ? of(memory, nesting) : List.of()))
                    .toList();
            nesting.leave();
            return elements;
        }

        @Override
        public boolean takes(Attribute value) {
            if (Arguments.isNull(memory.value())) {
                return true;
            }
            if (AttributeKind.of(value.type()) != AttributeKind.TEMPLATE) {
                return Long.compareUnsigned(memory.valueLength(), NativeValue.toNative(memory.abi(), value).length)
                        >= 0;
            }
            List<Attribute> attributes = NestedTemplate.attributes(value);
            return attributes.size() <= inside.size()
                    && IntStream.range(0, attributes.size())
                            .allMatch(i -> inside.get(i).takes(attributes.get(i)));
        }

        void put(Attribute value) {
            boolean fits = takes(value);
            memory.putType(value.type());
            if (AttributeKind.of(value.type()) == AttributeKind.TEMPLATE) {
                putTemplate(memory, inside, value);
                return;
            }
            byte[] bytes = NativeValue.toNative(memory.abi(), value);
            if (fits && !Arguments.isNull(memory.value())) {
                MemorySegment.copy(bytes, 0, memory.value(), JAVA_BYTE, 0, bytes.length);
            }
            memory.putValueLength(fits ? bytes.length : Ck.CK_UNAVAILABLE_INFORMATION);
        }
    }

    CallerNestedTemplate(CkAttribute asked, TemplateNesting nesting) {
        this.asked = asked;
        this.elements = Element.of(asked, nesting);
    }

    /** The rooms of its elements. */
    List<AttributeRoom.NestedRoom> rooms() {
        return List.copyOf(elements);
    }

    /** Fills the elements, or where the caller asks for it only the length. */
    void put(Attribute template) {
        putTemplate(asked, elements, template);
    }

    private static void putTemplate(CkAttribute memory, List<Element> elements, Attribute template) {
        List<Attribute> attributes = NestedTemplate.attributes(template);
        boolean lengthOnly = Arguments.isNull(memory.value());
        if (!lengthOnly && attributes.size() > elements.size()) {
            memory.putValueLength(Ck.CK_UNAVAILABLE_INFORMATION);
            return;
        }
        for (int i = 0; !lengthOnly && i < attributes.size(); i++) {
            elements.get(i).put(attributes.get(i));
        }
        memory.putValueLength(
                attributes.size() * Structure.CK_ATTRIBUTE.size(memory.abi().model()));
    }
}
