package org.tokentwin.client;

import java.util.List;
import java.util.stream.LongStream;
import org.tokentwin.client.pkcs11.CkAttribute;
import org.tokentwin.client.pkcs11.CryptokiSession;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;

/** Finds hardware feature objects, PKCS#11 v2.40 section 4.3, by their type. */
final class HardwareFeatures {
    private HardwareFeatures() {}

    /** The handles of those of a type; none where the module refuses to look for such objects at all. */
    static LongStream find(CryptokiSession session, long type) {
        try {
            List<Long> found = session.find(
                    new CkAttribute(Cka.CKA_CLASS, Cko.CKO_HW_FEATURE), new CkAttribute(Cka.CKA_HW_FEATURE_TYPE, type));
            return found.stream().mapToLong(Long::longValue);
        } catch (TokenException e) {
            if (e.ckr().isEmpty()) {
                throw e;
            }
            return LongStream.empty(); // a token that has gone says so at the next call
        }
    }
}
