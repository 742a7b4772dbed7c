package org.tokentwin.emulator.wire;

import static java.lang.foreign.MemorySegment.NULL;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.Parameter;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.CryptokiSource;
import org.tokentwin.emulator.module.CFunctions;
import org.tokentwin.emulator.module.CallArguments;

/** One call of a client: its arguments laid out in memory, and what the function writes there on its way back. */
final class RemoteCall implements CallArguments {
    private static final long MOST_NUMBERS = 1L << 17;

    private final CryptokiFunction function;
    private final ClientLayout layout;
    private final CallMemory memory;
    private final Message.Reader request;
    private final InputStructures structures;
    private final List<Object> arguments = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();

    /** @throws WireException when the request is not one for this function */
    RemoteCall(CryptokiFunction function, ClientLayout layout, CallMemory memory, Message.Reader request) {
        this.function = function;
        this.layout = layout;
        this.memory = memory;
        this.request = request;
        this.structures = new InputStructures(layout, memory, request);
        function.parameters().forEach(this::read);
        request.requireEnd();
    }

    /** Whether a pointer is null: of a function that takes a PIN, one that the user is to be asked for. */
    boolean lacksArgument() {
        return arguments.stream().anyMatch(each -> each instanceof MemorySegment pointer && pointer.address() == 0);
    }

    @Override
    public long number(int place) {
        return (Long) arguments.get(place);
    }

    @Override
    public byte flag(int place) {
        return (Byte) arguments.get(place);
    }

    @Override
    public MemorySegment pointer(int place) {
        return (MemorySegment) arguments.get(place);
    }

    /** Carries the call out and writes the response. */
    void carryOut(CFunctions functions, CryptokiSource application, Message response) {
        long result = functions.call(function, application, this);
        response.begin();
        response.word(result);
        for (Output output : outputs) {
            output.write(result, response);
        }
    }

    /** Writes the results of a call that did nothing. */
    static void writeNothing(CryptokiFunction function, Message response) {
        for (Parameter parameter : function.parameters()) {
            int words = switch (parameter.kind()) {
                case ROOM, NUMBERS, HANDLES -> 3;
                case HANDLE, RESULT -> 2;
                case QUERY, FILLED, STRUCTURE -> 1;
                default -> 0;
            };
            for (int i = 0; i < words; i++) {
                response.word(0);
            }
        }
    }

    private void read(Parameter parameter) {
        switch (parameter.kind()) {
            case SESSION, SLOT, OBJECT, FLAGS, MECHANISM_TYPE, USER_TYPE, NUMBER -> arguments.add(request.word());
            case BOOLEAN -> arguments.add((byte) request.word());
            case BYTES, PIN, PARAMETER -> block();
            case LABEL, STRING -> {
                block();
                arguments.removeLast(); // its length is known
            }
            case MECHANISM -> arguments.add(structures.mechanism());
            case TEMPLATE -> template(structures.template());
            case QUERY -> query();
            case ROOM -> room();
            case NUMBERS -> numbers();
            case FILLED -> filled();
            case HANDLES -> handles();
            case HANDLE, RESULT -> number();
            case STRUCTURE -> structure(Objects.requireNonNull(parameter.structure()));
            case INITIALIZE_ARGS -> arguments.add(structures.initializeArgs());
            case APPLICATION, NOTIFY, RESERVED -> arguments.add(structures.somewhere(request.flag()));
            case VERSION, FUNCTION_LIST, INTERFACE, INTERFACES ->
                throw new WireException(function + " is not passed on");
        }
    }

    private void block() {
        InputStructures.Block block = structures.block();
        arguments.add(block.pointer());
        arguments.add(block.length());
    }

    private void template(InputStructures.Template template) {
        arguments.add(template.pointer());
        arguments.add(template.count());
    }

    private void query() {
        InputStructures.Template template = structures.query();
        template(template);
        outputs.add((result, response) -> writeQuery(template, result, response));
    }

    /** The length of each value, and the values that are there; nothing where the function came to no template. */
    private void writeQuery(InputStructures.Template template, long result, Message response) {
        boolean answered = template.pointer().address() != 0 && InputStructures.isAnswered(result);
        response.word(answered ? template.count() : 0);
        if (answered) {
            writeAttributes(template, template.count(), false, response);
        }
    }

    private void writeAttributes(InputStructures.Template template, long count, boolean withTypes, Message response) {
        for (int i = 0; i < count; i++) {
            MemorySegment attribute = template.pointer().asSlice(i * layout.attributeBytes, layout.attributeBytes);
            long type = layout.ulong(attribute, 0);
            long length = layout.ulong(attribute, layout.attributeLength);
            InputStructures.Element element = template.elements().get(i);
            if (withTypes) {
                response.word(type);
            }
            response.word(length);
            if (AttributeKind.of(type) == AttributeKind.TEMPLATE) {
                long inside = Long.divideUnsigned(length, layout.attributeBytes);
                boolean written = Long.compareUnsigned(inside, element.inside().count()) <= 0;
                response.word(written ? inside : 0);
                writeAttributes(element.inside(), written ? inside : 0, true, response);
            } else {
                MemorySegment value = element.value();
                response.block(Long.compareUnsigned(length, value.byteSize()) <= 0 ? value.asSlice(0, length) : NULL);
            }
        }
    }

    private void room() {
        boolean wanted = request.flag();
        boolean counted = request.flag();
        long capacity = memory.roomFor(request.word());
        MemorySegment room = wanted && counted ? memory.allocate(capacity) : structures.somewhere(wanted);
        MemorySegment length = counted ? ulong(capacity) : NULL;
        arguments.add(room);
        arguments.add(length);
        outputs.add((result, response) -> {
            long written = counted ? layout.ulong(length, 0) : 0;
            writeNumber(counted && Output.isLengthWritten(result), written, response);
            response.block(wanted && counted && Output.isWritten(result) ? room.asSlice(0, written) : NULL);
        });
    }

    private void numbers() {
        boolean wanted = request.flag();
        boolean counted = request.flag();
        long capacity = most(request.word());
        MemorySegment room =
                wanted && counted ? memory.allocate(capacity * layout.ulongBytes()) : structures.somewhere(wanted);
        MemorySegment count = counted ? ulong(capacity) : NULL;
        arguments.add(room);
        arguments.add(count);
        outputs.add((result, response) -> {
            long listed = counted ? layout.ulong(count, 0) : 0;
            writeNumber(counted && Output.isLengthWritten(result), listed, response);
            writeNumbers(wanted && counted && Output.isWritten(result) ? listed : 0, room, response);
        });
    }

    private void handles() {
        boolean wanted = request.flag();
        long asked = request.word();
        boolean counted = request.flag();
        long most = Long.compareUnsigned(asked, Integer.MAX_VALUE) > 0 ? asked : most(asked);
        MemorySegment room = wanted ? memory.allocate(most(most) * layout.ulongBytes()) : NULL;
        MemorySegment count = counted ? ulong(0) : NULL;
        arguments.add(room);
        arguments.add(most);
        arguments.add(count);
        outputs.add((result, response) -> {
            boolean written = counted && Output.isWritten(result);
            long found = written ? layout.ulong(count, 0) : 0;
            writeNumber(written, found, response);
            writeNumbers(found, room, response);
        });
    }

    private void filled() {
        boolean wanted = request.flag();
        long length = request.word();
        MemorySegment room = wanted ? memory.allocate(length) : NULL;
        arguments.add(room);
        arguments.add(length);
        outputs.add((result, response) ->
                response.block(wanted && Output.isWritten(result) ? room.asSlice(0, length) : NULL));
    }

    private void number() {
        MemorySegment place = request.flag() ? ulong(0) : NULL;
        arguments.add(place);
        outputs.add((result, response) -> {
            boolean written = place.address() != 0 && Output.isWritten(result);
            writeNumber(written, written ? layout.ulong(place, 0) : 0, response);
        });
    }

    private void structure(Structure structure) {
        MemorySegment place =
                request.flag() ? memory.allocate(structure.size(layout.model)).fill((byte) 0) : NULL;
        arguments.add(place);
        outputs.add((result, response) -> response.block(
                place.address() != 0 && Output.isWritten(result)
                        ? place.asSlice(0, structure.size(layout.model))
                        : NULL));
    }

    private static void writeNumber(boolean written, long number, Message response) {
        response.word(written ? 1 : 0);
        response.word(written ? number : 0);
    }

    private void writeNumbers(long count, MemorySegment numbers, Message response) {
        response.word(count);
        for (long i = 0; i < count; i++) {
            response.word(layout.ulong(numbers, i * layout.ulongBytes()));
        }
    }

    private MemorySegment ulong(long value) {
        MemorySegment place = memory.allocate(layout.ulongBytes());
        layout.putUlong(place, 0, value);
        return place;
    }

    /** How many of so many numbers are laid out; no token has more objects, slots or mechanisms. */
    private static long most(long count) {
        return Long.compareUnsigned(count, MOST_NUMBERS) > 0 ? MOST_NUMBERS : count;
    }
}
