package org.tokentwin.emulator.desk;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.control.ControlJson;

/**
 * What a return value means, for the page.
 *
 * @param meaning in English; the page has the other languages
 * @param section of PKCS#11 v2.40, where the value is explained
 */
record ReturnValue(
        @JsonProperty("meaning") String meaning,
        @JsonProperty("section") String section) {
    private static final Set<Ckr> UNIVERSAL =
            EnumSet.of(Ckr.CKR_OK, Ckr.CKR_GENERAL_ERROR, Ckr.CKR_HOST_MEMORY, Ckr.CKR_FUNCTION_FAILED);
    private static final Set<Ckr> SESSION =
            EnumSet.of(Ckr.CKR_SESSION_HANDLE_INVALID, Ckr.CKR_DEVICE_REMOVED, Ckr.CKR_SESSION_CLOSED);
    private static final Set<Ckr> TOKEN =
            EnumSet.of(Ckr.CKR_DEVICE_MEMORY, Ckr.CKR_DEVICE_ERROR, Ckr.CKR_TOKEN_NOT_PRESENT);
    private static final Set<Ckr> MUTEX = EnumSet.of(Ckr.CKR_MUTEX_BAD, Ckr.CKR_MUTEX_NOT_LOCKED);

    /** All of them, by name. */
    static String json() {
        Map<String, ReturnValue> values = new LinkedHashMap<>();
        Arrays.stream(Ckr.values())
                .forEach(ckr -> values.put(ckr.name(), new ReturnValue(ckr.meaning(), section(ckr))));
        return ControlJson.text(values);
    }

    private static String section(Ckr ckr) {
        if (UNIVERSAL.contains(ckr)) {
            return "5.1.1";
        }
        if (SESSION.contains(ckr)) {
            return "5.1.2";
        }
        if (TOKEN.contains(ckr)) {
            return "5.1.3";
        }
        if (ckr == Ckr.CKR_CANCEL) {
            return "5.1.4";
        }
        return MUTEX.contains(ckr) ? "5.1.5" : "5.1.6";
    }
}
