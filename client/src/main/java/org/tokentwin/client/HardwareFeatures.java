package org.tokentwin.client;

import java.util.List;
import java.util.stream.LongStream;
import org.tokentwin.client.pkcs11.CkAttribute;
import org.tokentwin.client.pkcs11.CryptokiSession;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;

/** Finds hardware feature objects, PKCS#11 v2.40 section 4.3, by their type; those of SafeNet's modules have the numbers here. */
final class HardwareFeatures {
    /** Retry counters, and what the token is. */
    static final long TOKEN_OBJECT = 0x80005002L;

    /** Rules for a new user PIN. */
    static final long POLICY_OBJECT = 0x80005003L;

    private HardwareFeatures() {}

    /**
     * The handles of those of a type.
     *
     * @throws TokenException where the module refuses to look for them
     */
    static LongStream find(CryptokiSession session, long type) {
        List<Long> found = session.find(
                new CkAttribute(Cka.CKA_CLASS, Cko.CKO_HW_FEATURE), new CkAttribute(Cka.CKA_HW_FEATURE_TYPE, type));
        return found.stream().mapToLong(Long::longValue);
    }

    /** The same; none where the module refuses to look for such objects at all. */
    static LongStream findWhereKnown(CryptokiSession session, long type) {
        try {
            return find(session, type);
        } catch (TokenException e) {
            if (e.ckr().isEmpty()) {
                throw e;
            }
            return LongStream.empty(); // a token that has gone says so at the next call
        }
    }
}
