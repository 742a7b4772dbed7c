package org.tokentwin.emulator.rpc;

import java.util.Optional;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.MechanismParameters;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.mechanism.Mechanisms;

/**
 * Mechanisms on the wire: the type (4 bytes), and a parameter in the client's {@link MechanismForm}. Only PSS and OAEP have one; where the
 * parameter of a mechanism that this module does not know would end, nobody can tell, so that such a mechanism is refused here.
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
        if (structure.isEmpty()) {
            requireNoParameter(in, form);
            return MechanismParameter.NONE;
        }
        if (form == MechanismForm.PRESENCE_BYTE && in.uint8() == 0) {
            return MechanismParameter.NONE;
        }
        long hash = in.ulong();
        long mgf = in.ulong();
        long third = in.ulong();
        return switch (structure.get()) {
            case CK_RSA_PKCS_PSS_PARAMS -> new MechanismParameter.RsaPkcsPss(hash, mgf, third);
            case CK_RSA_PKCS_OAEP_PARAMS -> new MechanismParameter.RsaPkcsOaep(hash, mgf, third, sourceData(in));
            default -> throw new CryptokiException(Ckr.CKR_MECHANISM_INVALID, Ckm.name(type));
        };
    }

    private static void requireNoParameter(RpcReader in, MechanismForm form) {
        if (form == MechanismForm.NULL_LENGTH && in.counted() != null) {
            throw new ProtocolException("a parameter of a mechanism that has none");
        }
    }

    private static byte[] sourceData(RpcReader in) {
        byte[] data = in.counted();
        return data == null ? new byte[0] : data;
    }
}
