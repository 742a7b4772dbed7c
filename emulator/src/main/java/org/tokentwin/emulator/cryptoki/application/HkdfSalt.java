package org.tokentwin.emulator.cryptoki.application;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter.Structured;
import org.tokentwin.emulator.cryptoki.mechanism.SecretKeyOnHost;
import org.tokentwin.emulator.cryptoki.object.SecretKeys;

/** The salt of HKDF where it is a key, PKCS#11 v3.2 section 6.62.2: only a session finds keys, and what derives knows no session. */
final class HkdfSalt {
    private HkdfSalt() {}

    /**
     * Does something with the mechanism, the salt key's value in its parameter as if it were data.
     *
     * @throws org.tokentwin.emulator.cryptoki.CryptokiException what {@link Keys#find} throws for a salt that is no key to derive with
     */
    static <T> T with(Session session, Mechanism mechanism, Function<Mechanism, T> use) {
        if (!(mechanism.parameter() instanceof Structured given)
                || given.structure() != Structure.CK_HKDF_PARAMS
                || given.bytes("bExtract")[0] == 0
                || given.ulong("ulSaltType") != Ckf.CKF_HKDF_SALT_KEY) {
            return use.apply(mechanism);
        }
        Set<Long> classes = Set.of(Cko.CKO_SECRET_KEY);
        try (SecretKeyOnHost salt =
                SecretKeys.onHost(Keys.find(session, given.ulong("hSaltKey"), classes, Cka.CKA_DERIVE, mechanism))) {
            Map<String, Object> fields = new HashMap<>(given.fields());
            fields.put("ulSaltType", Ckf.CKF_HKDF_SALT_DATA);
            fields.put("pSalt", salt.value());
            return use.apply(new Mechanism(mechanism.type(), new Structured(given.structure(), fields)));
        }
    }
}
