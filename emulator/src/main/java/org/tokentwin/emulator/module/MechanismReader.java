package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Field;
import org.tokentwin.cryptoki.MechanismParameters;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** Reads {@code CK_MECHANISM}, PKCS#11 v2.40 section 3.5, with its parameter. */
final class MechanismReader {
    private MechanismReader() {}

    static Mechanism read(AbiLayout abi, MemorySegment mechanism) {
        Arguments.require(mechanism);
        StructureReader fields = new StructureReader(abi, mechanism);
        long type = fields.ulong();
        MemorySegment parameter = fields.pointer();
        int length = Arguments.length(parameter, fields.ulong(), 1);
        return new Mechanism(type, parameter(abi, type, parameter, length));
    }

    /** The mechanism alone: what is pointed to is not read. A null pointer is no mechanism. */
    static @Nullable Mechanism readType(AbiLayout abi, MemorySegment mechanism) {
        return Arguments.isNull(mechanism) ? null : Mechanism.of(new StructureReader(abi, mechanism).ulong());
    }

    /** By the table that the wire follows pointers by, so that nothing here follows one that it left as it came. */
    private static MechanismParameter parameter(AbiLayout abi, long type, MemorySegment parameter, int length) {
        if (length == 0) {
            return MechanismParameter.NONE;
        }
        return MechanismParameters.of(type)
                .filter(known -> known.size(abi.model()) == length)
                .map(structure -> MechanismParameter.of(structured(abi, structure, parameter)))
                .orElseGet(() -> new MechanismParameter.Opaque(Arguments.bytes(parameter, length)));
    }

    private static MechanismParameter.Structured structured(AbiLayout abi, Structure structure, MemorySegment memory) {
        Arguments.require(memory);
        Map<String, Object> fields = new HashMap<>();
        for (Field field : structure.fields()) {
            long offset = structure.offset(field.name(), abi.model());
            switch (field.type()) {
                case ULONG -> fields.put(field.name(), abi.ulong(memory, offset));
                case BYTE ->
                    fields.put(field.name(), Arguments.bytes(memory.asSlice(offset, field.count()), field.count()));
                case POINTER ->
                    pointedTo(abi, structure, field, memory).ifPresent(value -> fields.put(field.name(), value));
                case VERSION -> throw new IllegalStateException("no mechanism takes a version");
            }
        }
        return new MechanismParameter.Structured(structure, fields);
    }

    private static Optional<Object> pointedTo(AbiLayout abi, Structure structure, Field field, MemorySegment memory) {
        MemorySegment pointer = abi.pointer(memory, structure.offset(field.name(), abi.model()));
        if (field.structure() != null) {
            return Optional.of(structured(abi, field.structure(), pointer));
        }
        return Optional.ofNullable(field.length())
                .map(length -> field.bytes(abi.ulong(memory, structure.offset(length, abi.model()))))
                .map(length -> Arguments.bytes(pointer, length));
    }
}
