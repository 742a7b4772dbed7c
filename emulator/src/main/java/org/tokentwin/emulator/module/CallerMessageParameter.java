package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MessageParameter;

/** {@code pParameter} and {@code ulParameterLen} of the functions for messages, in the caller's memory. */
final class CallerMessageParameter implements MessageParameter {
    private static final Structure GCM = Structure.CK_GCM_MESSAGE_PARAMS;

    private final AbiLayout abi;
    private final MemorySegment place;
    private final long length;

    CallerMessageParameter(AbiLayout abi, MemorySegment place, long length) {
        this.abi = abi;
        this.place = place;
        this.length = length;
    }

    @Override
    public Gcm gcm() {
        if (Arguments.isNull(place) || length != GCM.size(abi.model())) {
            throw new CryptokiException(Ckr.CKR_MECHANISM_PARAM_INVALID, GCM + " is needed");
        }
        return new Gcm(
                Arguments.bytes(pointer("pIv"), ulong("ulIvLen")),
                ulong("ulIvFixedBits"),
                ulong("ivGenerator"),
                ulong("ulTagBits"));
    }

    @Override
    public byte[] tag(int bytes) {
        return Arguments.bytes(pointer("pTag"), bytes);
    }

    @Override
    public void putIv(byte[] iv) {
        put("pIv", iv);
    }

    @Override
    public void putTag(byte[] tag) {
        put("pTag", tag);
    }

    private void put(String field, byte[] bytes) {
        MemorySegment room = pointer(field);
        Arguments.require(room);
        MemorySegment.copy(bytes, 0, room, JAVA_BYTE, 0, bytes.length);
    }

    private MemorySegment pointer(String field) {
        return abi.pointer(place, GCM.offset(field, abi.model()));
    }

    private long ulong(String field) {
        return abi.ulong(place, GCM.offset(field, abi.model()));
    }

    @Override
    public String toString() {
        return "[" + Long.toUnsignedString(length) + " bytes]";
    }
}
