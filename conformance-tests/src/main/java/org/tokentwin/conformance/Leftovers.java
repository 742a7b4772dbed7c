package org.tokentwin.conformance;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.conformance.guard.OwnObjects;
import org.tokentwin.conformance.guard.OwnObjects.Owner;

/** The objects of the suite's that are on a token, because a case ended before it deleted them. */
final class Leftovers {
    private static final int AT_A_TIME = 100;

    private Leftovers() {}

    /** Those that the session sees. */
    static List<Long> find(PKCS11 raw, long session) throws PKCS11Exception {
        OwnObjects objects = new OwnObjects(raw);
        return all(raw, session).stream()
                .filter(object -> objects.owner(session, object) == Owner.SUITE)
                .toList();
    }

    /** Deletes them; returns how many. */
    static int remove(PKCS11 raw, long session) throws PKCS11Exception {
        int removed = 0;
        for (long object : find(raw, session)) {
            removed += Returns.of(() -> raw.C_DestroyObject(session, object)) == CKR_OK ? 1 : 0;
        }
        return removed;
    }

    private static List<Long> all(PKCS11 raw, long session) throws PKCS11Exception {
        List<Long> objects = new ArrayList<>();
        raw.C_FindObjectsInit(session, new CK_ATTRIBUTE[0], true);
        try {
            long[] found;
            do {
                found = raw.C_FindObjects(session, AT_A_TIME);
                for (long object : found) {
                    objects.add(object);
                }
            } while (found.length > 0);
        } finally {
            raw.C_FindObjectsFinal(session);
        }
        return objects;
    }
}
