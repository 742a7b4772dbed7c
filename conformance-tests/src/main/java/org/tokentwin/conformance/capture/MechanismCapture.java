package org.tokentwin.conformance.capture;

import static org.tokentwin.cryptoki.CryptokiFunction.C_GetMechanismInfo;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;

/** The mechanisms that the token lists, with the sizes of keys and the flags of each. */
final class MechanismCapture {
    private static final int MOST = 500;
    private static final int LEAST_RSA = 1024;
    private static final int MOST_RSA = 4096;
    private static final Map<String, Integer> CURVES = Map.of("P-256", 256, "P-384", 384, "P-521", 521);

    private static final Map<String, Long> FLAGS = flags();

    private final TokenUnderTest token;
    private final ProfileDraft draft;
    private final LongPredicate known;
    private final Map<Long, CK_MECHANISM_INFO> infos = new LinkedHashMap<>();

    /** @param known whether a twin can have the mechanism */
    MechanismCapture(TokenUnderTest token, ProfileDraft draft, LongPredicate known) {
        this.token = token;
        this.draft = draft;
        this.known = known;
    }

    private static Map<String, Long> flags() {
        Map<String, Long> flags = new LinkedHashMap<>();
        flags.put("CKF_HW", Ckf.CKF_HW);
        flags.put("CKF_ENCRYPT", Ckf.CKF_ENCRYPT);
        flags.put("CKF_DECRYPT", Ckf.CKF_DECRYPT);
        flags.put("CKF_DIGEST", Ckf.CKF_DIGEST);
        flags.put("CKF_SIGN", Ckf.CKF_SIGN);
        flags.put("CKF_SIGN_RECOVER", Ckf.CKF_SIGN_RECOVER);
        flags.put("CKF_VERIFY", Ckf.CKF_VERIFY);
        flags.put("CKF_VERIFY_RECOVER", Ckf.CKF_VERIFY_RECOVER);
        flags.put("CKF_GENERATE", Ckf.CKF_GENERATE);
        flags.put("CKF_GENERATE_KEY_PAIR", Ckf.CKF_GENERATE_KEY_PAIR);
        flags.put("CKF_WRAP", Ckf.CKF_WRAP);
        flags.put("CKF_UNWRAP", Ckf.CKF_UNWRAP);
        flags.put("CKF_DERIVE", Ckf.CKF_DERIVE);
        flags.put("CKF_EC_F_P", Ckf.CKF_EC_F_P);
        flags.put("CKF_EC_F_2M", Ckf.CKF_EC_F_2M);
        flags.put("CKF_EC_ECPARAMETERS", Ckf.CKF_EC_ECPARAMETERS);
        flags.put("CKF_EC_OID", Ckf.CKF_EC_OID);
        flags.put("CKF_EC_UNCOMPRESS", Ckf.CKF_EC_UNCOMPRESS);
        flags.put("CKF_EC_COMPRESS", Ckf.CKF_EC_COMPRESS);
        return flags;
    }

    void run() throws PKCS11Exception {
        List<String> names = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (long each : token.p11().C_GetMechanismList(token.slot())) {
            CK_MECHANISM_INFO info = token.mechanismInfo(each);
            infos.put(each, info);
            (known.test(each) && names.size() < MOST ? names : others).add(name(each));
        }
        infos.forEach((mechanism, info) -> {
            if (names.contains(name(mechanism))) {
                info(name(mechanism), info);
            }
        });
        rsaSizes();
        curves();
        draft.set("keys.mechanisms", TomlText.lines(names), "C_GetMechanismList, in its order");
        if (!others.isEmpty()) {
            draft.cannotSay(others.size() + " mechanisms that the emulator does not compute:");
            others.forEach(each -> draft.cannotSay("  " + each));
        }
    }

    private void info(String name, CK_MECHANISM_INFO info) {
        List<String> flags = FLAGS.entrySet().stream()
                .filter(flag -> (info.flags & flag.getValue()) != 0)
                .map(Map.Entry::getKey)
                .toList();
        long least = name.contains("RSA") ? Math.max(info.ulMinKeySize, LEAST_RSA) : info.ulMinKeySize;
        draft.table(
                "mechanism-info",
                List.of(
                        "mechanism = " + TomlText.of(name),
                        "min-key-size = " + Math.clamp(least, 0, Integer.MAX_VALUE),
                        "max-key-size = " + Math.clamp(info.ulMaxKeySize, 0, Integer.MAX_VALUE),
                        "flags = " + TomlText.of(flags)),
                C_GetMechanismInfo + (least == info.ulMinKeySize ? "" : "; the least of a twin"));
    }

    static String name(long mechanism) {
        return Ckm.name(mechanism);
    }

    private void rsaSizes() {
        for (long mechanism : new long[] {CKM_RSA_PKCS_KEY_PAIR_GEN, CKM_RSA_PKCS}) {
            CK_MECHANISM_INFO info = infos.get(mechanism);
            if (info != null) {
                rsaSizes(info, name(mechanism));
                return;
            }
        }
    }

    private void rsaSizes(CK_MECHANISM_INFO info, String mechanism) {
        long least = Math.clamp(info.ulMinKeySize, LEAST_RSA, MOST_RSA);
        long most = Math.clamp(info.ulMaxKeySize, (int) least, MOST_RSA);
        draft.set("keys.rsa-min-bits", least, C_GetMechanismInfo + " of " + mechanism);
        draft.set("keys.rsa-max-bits", most, C_GetMechanismInfo + " of " + mechanism);
        if (least != info.ulMinKeySize || most != info.ulMaxKeySize) {
            draft.cannotSay("RSA moduli of %d to %d bits: those of a twin have %d to %d"
                    .formatted(info.ulMinKeySize, info.ulMaxKeySize, LEAST_RSA, MOST_RSA));
        }
    }

    private void curves() {
        CK_MECHANISM_INFO info = infos.get(CKM_EC_KEY_PAIR_GEN);
        if (info == null) {
            draft.set("keys.curves", "[]", "CKM_EC_KEY_PAIR_GEN is not listed");
            return;
        }
        List<String> curves = CURVES.entrySet().stream()
                .filter(curve -> curve.getValue() >= info.ulMinKeySize && curve.getValue() <= info.ulMaxKeySize)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        draft.set("keys.curves", TomlText.of(curves), "the sizes that C_GetMechanismInfo tells of CKM_EC_KEY_PAIR_GEN");
    }
}
