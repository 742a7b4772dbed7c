package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All families of mechanisms, and so all mechanisms, of this module. */
final class MechanismFamilies {
    private static final List<MechanismFamily> ALL = List.of(
            new RsaPkcs(),
            new RsaRaw(),
            new RsaOaep(),
            new RsaPss(),
            new RsaAesWrapping(),
            new Ecdsa(),
            new Ecdh(),
            new Digests(),
            new GenericSecret(),
            Hmac.ofVersion2(),
            Hmac.ofCutSha512(),
            Hmac.ofSha3(),
            new Rc4(),
            new Des(),
            new Des3(),
            new Aes(),
            new ChaCha20(),
            new Hkdf());

    /** A mechanism and its family. */
    record Known(Row row, MechanismFamily family) {}

    /** By type; looked up with each call that comes by p11-kit. */
    static final Map<Long, Known> KNOWN = known();

    private MechanismFamilies() {}

    private static Map<Long, Known> known() {
        Map<Long, Known> known = new LinkedHashMap<>();
        for (MechanismFamily family : ALL) {
            family.rows().forEach(row -> known.put(row.type(), new Known(row, family)));
        }
        return known;
    }
}
