package org.tokentwin.emulator.wire;

import java.lang.foreign.MemorySegment;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.module.AbiLayout;

/** How numbers and structures lie in the client's memory, and so in its copy here. */
final class ClientLayout {
    final DataModel model;
    private final AbiLayout abi;
    final long attributeBytes;
    final long attributeValue;
    final long attributeLength;
    final long mechanismBytes;
    final long mechanismParameter;
    final long mechanismLength;

    ClientLayout(DataModel model) {
        this.model = model;
        abi = new AbiLayout(model);
        attributeBytes = Structure.CK_ATTRIBUTE.size(model);
        attributeValue = Structure.CK_ATTRIBUTE.offset("pValue", model);
        attributeLength = Structure.CK_ATTRIBUTE.offset("ulValueLen", model);
        mechanismBytes = Structure.CK_MECHANISM.size(model);
        mechanismParameter = Structure.CK_MECHANISM.offset("pParameter", model);
        mechanismLength = Structure.CK_MECHANISM.offset("ulParameterLen", model);
    }

    int ulongBytes() {
        return abi.ulongBytes();
    }

    long ulong(MemorySegment memory, long offset) {
        return abi.ulong(memory, offset);
    }

    void putUlong(MemorySegment memory, long offset, long value) {
        abi.putUlong(memory, offset, value);
    }

    void putPointer(MemorySegment memory, long offset, MemorySegment pointer) {
        abi.putPointer(memory, offset, pointer);
    }
}
