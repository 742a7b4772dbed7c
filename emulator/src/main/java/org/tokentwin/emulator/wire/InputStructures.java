package org.tokentwin.emulator.wire;

import static java.lang.foreign.MemorySegment.NULL;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Field;
import org.tokentwin.cryptoki.MechanismParameters;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.module.TemplateNesting;

/** Lays out what the client's pointers point to. */
final class InputStructures {
    /** What a pointer of the client's that nobody follows points to here. */
    private static final MemorySegment SOMEWHERE = MemorySegment.ofAddress(1);

    private static final Template NOTHING = new Template(NULL, 0, List.of());
    private static final int MUTEX_FUNCTIONS = 4;

    private final ClientLayout layout;
    private final CallMemory memory;
    private final Message.Reader request;

    /** Bytes, and the length that the client gives: of nothing, where the pointer is null. */
    record Block(MemorySegment pointer, long length) {}

    /** Attributes, their number, and what was laid out for each. */
    record Template(MemorySegment pointer, long count, List<Element> elements) {}

    /** The memory of an attribute's value; where that is a template that was followed, its attributes. */
    record Element(MemorySegment value, Template inside) {}

    private record Laid(long type, Block value, Template inside) {}

    InputStructures(ClientLayout layout, CallMemory memory, Message.Reader request) {
        this.layout = layout;
        this.memory = memory;
        this.request = request;
    }

    /** A pointer that is null or not, and that the function does not follow. */
    MemorySegment somewhere(boolean there) {
        return there ? SOMEWHERE : NULL;
    }

    /** The bytes stay where the message has them. */
    Block block() {
        boolean there = request.flag();
        long length = request.word();
        return new Block(there ? request.bytes(length) : NULL, length);
    }

    MemorySegment mechanism() {
        if (!request.flag()) {
            return NULL;
        }
        long type = request.word();
        Block parameter = block();
        follow(type, parameter);
        MemorySegment mechanism = memory.allocate(layout.mechanismBytes);
        layout.putUlong(mechanism, 0, type);
        layout.putPointer(mechanism, layout.mechanismParameter, parameter.pointer());
        layout.putUlong(mechanism, layout.mechanismLength, parameter.length());
        return mechanism;
    }

    /**
     * Puts pointers into a mechanism's parameter that point here, each with the length of what is there. So no address and no length of the client's is
     * ever followed: what reads a parameter takes the structures of the same table.
     */
    private void follow(long type, Block parameter) {
        long pointers = request.word();
        Optional<Structure> structure = structure(type, parameter);
        long known = structure.stream()
                .flatMap(each -> each.fields().stream())
                .filter(Field::isFollowed)
                .count();
        if (pointers != known) {
            throw new WireException("not as many pointers as the parameter has");
        }
        structure.ifPresent(each -> patch(each, parameter.pointer()));
    }

    private void patch(Structure structure, MemorySegment memory) {
        for (Field field : structure.fields()) {
            if (field.isFollowed()) {
                patch(structure, field, memory);
            }
        }
    }

    private void patch(Structure structure, Field field, MemorySegment memory) {
        Block block = block();
        Structure inner = field.structure();
        if (inner != null && block.pointer().address() != 0) {
            if (block.length() != inner.size(layout.model)) {
                throw new WireException(inner + " of " + block.length() + " bytes");
            }
            patch(inner, block.pointer());
        }
        layout.putPointer(memory, structure.offset(field.name(), layout.model), block.pointer());
        if (field.length() != null) {
            layout.putUlong(memory, structure.offset(field.length(), layout.model), block.length());
        }
    }

    private Optional<Structure> structure(long type, Block parameter) {
        return MechanismParameters.of(type).filter(known -> parameter.pointer().byteSize() == known.size(layout.model));
    }

    Template template() {
        return template(this::block, this::valueInside);
    }

    /** A template to fill, with room for each value. */
    Template query() {
        return template(this::room, this::room);
    }

    private Block room() {
        boolean there = request.flag();
        long length = request.word();
        return there ? room(length) : new Block(NULL, length);
    }

    /** Room for a value. A length that no caller's memory has, such as -1, is taken for as much as a value can need. */
    private Block room(long length) {
        long room = Long.compareUnsigned(length, Message.MOST_BYTES) > 0 ? CallMemory.ROOMY_BYTES : length;
        return new Block(memory.allocate(room), room);
    }

    /** A value in a template in a template: one that is too long to be read has come without its bytes. */
    private Block valueInside() {
        boolean there = request.flag();
        long length = request.word();
        if (!TemplateNesting.reads(length)) {
            return new Block(somewhere(there), length);
        }
        return new Block(there ? request.bytes(length) : NULL, length);
    }

    private Template template(Supplier<Block> value, Supplier<Block> inside) {
        boolean there = request.flag();
        long count = request.word();
        if (!there) {
            return new Template(NULL, count, List.of());
        }
        if (count < 0 || count > Message.MOST_BYTES / layout.attributeBytes) {
            throw new WireException("a template of " + Long.toUnsignedString(count) + " attributes");
        }
        return attributes(count, () -> attribute(value, inside, new TemplateNesting(layout.attributeBytes)));
    }

    private Template attributes(long count, Supplier<Laid> next) {
        MemorySegment template = memory.allocate(count * layout.attributeBytes);
        List<Element> elements = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            MemorySegment attribute = template.asSlice(i * layout.attributeBytes, layout.attributeBytes);
            Laid laid = next.get();
            layout.putUlong(attribute, 0, laid.type());
            layout.putPointer(attribute, layout.attributeValue, laid.value().pointer());
            layout.putUlong(attribute, layout.attributeLength, laid.value().length());
            elements.add(new Element(laid.value().pointer(), laid.inside()));
        }
        return new Template(template, count, elements);
    }

    private Laid attribute(Supplier<Block> value, Supplier<Block> inside, TemplateNesting nesting) {
        long type = request.word();
        if (AttributeKind.of(type) != AttributeKind.TEMPLATE) {
            return new Laid(type, value.get(), NOTHING);
        }
        boolean there = request.flag();
        long length = request.word();
        int count = nesting.enter(there, length);
        Template template = attributes(count, () -> attribute(inside, inside, nesting));
        nesting.leave();
        return new Laid(type, new Block(count > 0 ? template.pointer() : somewhere(there), length), template);
    }

    MemorySegment initializeArgs() {
        if (!request.flag()) {
            return NULL;
        }
        MemorySegment args = memory.allocate(Structure.CK_C_INITIALIZE_ARGS.size(layout.model));
        List<Field> fields = Structure.CK_C_INITIALIZE_ARGS.fields();
        for (Field function : fields.subList(0, MUTEX_FUNCTIONS)) {
            layout.putPointer(args, offset(function.name()), somewhere(request.flag()));
        }
        layout.putUlong(args, offset("flags"), request.word());
        layout.putPointer(args, offset("pReserved"), somewhere(request.flag()));
        return args;
    }

    private long offset(String field) {
        return Structure.CK_C_INITIALIZE_ARGS.offset(field, layout.model);
    }

    /** Whether {@code C_GetAttributeValue} has dealt with every attribute when it returns this, PKCS#11 v2.40 section 5.7. */
    static boolean isAnswered(long result) {
        return result == Ckr.CKR_OK.code()
                || result == Ckr.CKR_ATTRIBUTE_SENSITIVE.code()
                || result == Ckr.CKR_ATTRIBUTE_TYPE_INVALID.code()
                || result == Ckr.CKR_BUFFER_TOO_SMALL.code();
    }
}
