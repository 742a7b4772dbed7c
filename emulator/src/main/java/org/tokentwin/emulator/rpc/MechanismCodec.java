package org.tokentwin.emulator.rpc;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Field;
import org.tokentwin.cryptoki.MechanismParameters;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.cryptoki.ValueType;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.mechanism.Mechanisms;

/**
 * Mechanisms on the wire: the type (4 bytes), and a parameter in the client's {@link MechanismForm}: bytes, or the fields of a structure. The length of an
 * unknown mechanism's parameter cannot be determined, so it is refused here.
 */
final class MechanismCodec {
    private static final int NULL_MECHANISM = 0xFFFFFFFF;

    private MechanismCodec() {}

    /**
     * Empty for the null mechanism.
     *
     * @throws CryptokiException {@code CKR_MECHANISM_INVALID} for a mechanism that this module does not know
     */
    static Optional<Mechanism> read(RpcReader in, MechanismForm form) {
        int raw = in.uint32();
        if (raw == NULL_MECHANISM) {
            return Optional.empty();
        }
        long type = Integer.toUnsignedLong(raw);
        if (!Mechanisms.isKnown(type)) {
            throw new CryptokiException(Ckr.CKR_MECHANISM_INVALID, Ckm.name(type));
        }
        return Optional.of(new Mechanism(type, parameter(in, form, type)));
    }

    private static MechanismParameter parameter(RpcReader in, MechanismForm form, long type) {
        Optional<Structure> structure = MechanismParameters.of(type);
        if (structure.isPresent() && pointsToStructures(structure.get())) {
            throw new CryptokiException(Ckr.CKR_MECHANISM_INVALID, Ckm.name(type) + " does not come this way");
        }
        if (structure.isEmpty() && !Mechanisms.takesBytes(type)) {
            requireNoParameter(in, form);
            return MechanismParameter.NONE;
        }
        if (form == MechanismForm.PRESENCE_BYTE && in.uint8() == 0) {
            return MechanismParameter.NONE;
        }
        return structure
                .map(known -> MechanismParameter.of(structured(in, known)))
                .orElseGet(() -> new MechanismParameter.Opaque(bytes(in)));
    }

    /** The protocol has no form of one structure in another. */
    private static boolean pointsToStructures(Structure structure) {
        return structure.fields().stream().anyMatch(field -> field.structure() != null);
    }

    /** The fields in their order; an array comes with its length, and that has no separate place. */
    private static MechanismParameter.Structured structured(RpcReader in, Structure structure) {
        Set<String> lengths = structure.fields().stream()
                .map(Field::length)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, Object> fields = new HashMap<>();
        for (Field field : structure.fields()) {
            if (!lengths.contains(field.name())) {
                fields.put(field.name(), field.type() == ValueType.ULONG ? (Object) in.ulong() : bytes(in));
            }
        }
        return new MechanismParameter.Structured(structure, fields);
    }

    private static void requireNoParameter(RpcReader in, MechanismForm form) {
        if (form == MechanismForm.NULL_LENGTH && in.counted() != null) {
            throw new ProtocolException("a parameter of a mechanism that has none");
        }
    }

    private static byte[] bytes(RpcReader in) {
        byte[] data = in.counted();
        return data == null ? new byte[0] : data;
    }
}
