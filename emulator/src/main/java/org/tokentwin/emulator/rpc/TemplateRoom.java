package org.tokentwin.emulator.rpc;

import java.util.List;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeRoom;
import org.tokentwin.emulator.cryptoki.AttributeRoom.NestedRoom;
import org.tokentwin.emulator.cryptoki.NestedTemplate;

/**
 * Room that a client has for an attribute, of an object or of a template. A client of p11-kit writes a value that it is sent into that room without a look at how large it
 * is, so one that does not fit must not be sent.
 *
 * @param bytes of the client's buffer; 0 for a null pointer, which asks for the length
 * @param nested the rooms for the attributes of a template
 */
record TemplateRoom(long type, long bytes, List<TemplateRoom> nested) implements NestedRoom {
    TemplateRoom {
        nested = List.copyOf(nested);
    }

    /** The room for an attribute of an object. */
    static TemplateRoom of(AttributeRoom room) {
        return new TemplateRoom(
                room.type(),
                room.lengthOnly() ? 0 : room.bytes(),
                room.nested().stream().map(TemplateRoom.class::cast).toList());
    }

    @Override
    public boolean takes(Attribute value) {
        if (bytes == 0) {
            return true;
        }
        return WireKind.of(value.type()) == AttributeKind.TEMPLATE
                ? takesAll(NestedTemplate.attributes(value))
                : Long.compareUnsigned(bytes, value.length()) >= 0;
    }

    private boolean takesAll(List<Attribute> attributes) {
        boolean all = attributes.size() <= nested.size();
        for (int i = 0; all && i < attributes.size(); i++) {
            all = nested.get(i).takes(attributes.get(i));
        }
        return all;
    }
}
