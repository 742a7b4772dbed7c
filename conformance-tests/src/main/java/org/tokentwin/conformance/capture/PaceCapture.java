package org.tokentwin.conformance.capture;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS_BITS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PUBLIC_EXPONENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;

/** How long each kind of call takes, where finding out leaves the token as it is. */
final class PaceCapture {
    private static final int PAIR_BITS = 2048;
    private static final int LONGEST = 600_000;

    /** Of an SHA-256 hash of zeros, RFC 8017 section 9.2: some modules sign nothing else. */
    private static final byte[] DIGEST_INFO =
            Arrays.copyOf(HexFormat.of().parseHex("3031300d060960864801650304020105000420"), 51);

    private final TokenUnderTest token;
    private final ProfileDraft draft;
    private final Percentiles any;

    PaceCapture(TokenUnderTest token, ProfileDraft draft) throws PKCS11Exception {
        this.token = token;
        this.draft = draft;
        any = Percentiles.of(() -> token.p11().C_GetTokenInfo(token.slot()));
        draft.set("pace.exchange", any.median().toMillis(), "C_GetTokenInfo, " + any.text());
        draft.notLearnt(
                "pace.write, pace.import-key, pace.change-pin", "measured by nobody yet; the base's values hold");
    }

    /** The right PIN, and C_Logout. Ends logged in. */
    void login(long session) throws PKCS11Exception {
        Percentiles login = Percentiles.of(() -> {
            token.login(session);
            token.p11().C_Logout(session);
        });
        token.login(session);
        set("pace.verify", "C_Login with the right PIN and C_Logout", login);
    }

    /** The first RSA key of the token that signs. */
    void signature(long session) {
        try {
            for (long key : token.privateKeys(session, CKK_RSA)) {
                if (Boolean.TRUE.equals(Attributes.read(token, session, key, CKA_SIGN))) {
                    signature(session, key);
                    return;
                }
            }
            draft.notLearnt("pace.sign", "no RSA key that signs is on the token");
        } catch (PKCS11Exception e) {
            draft.notLearnt("pace.sign", "the token's key does not sign: " + Returns.name(e.getErrorCode()));
        }
    }

    private void signature(long session, long key) throws PKCS11Exception {
        Percentiles sign = Percentiles.of(() -> token.sign(session, mechanism(CKM_RSA_PKCS), key, DIGEST_INFO));
        set("pace.sign", "C_SignInit and C_Sign, CKM_RSA_PKCS", sign);
        draft.set("pace.decipher", Math.clamp(sign.millisBeyond(any), 0, LONGEST), "as pace.sign");
        draft.set("pace.spread-percent", spread(sign), "of those signatures");
    }

    /** An RSA pair of the session; empty where the token makes none. */
    Optional<long[]> pair(long session) {
        CK_ATTRIBUTE[] open = {
            bool(CKA_TOKEN, false), ulong(CKA_MODULUS_BITS, PAIR_BITS), bytes(CKA_PUBLIC_EXPONENT, new byte[] {1, 0, 1})
        };
        CK_ATTRIBUTE[] secret = {bool(CKA_TOKEN, false)};
        try {
            long[][] pair = new long[1][];
            Percentiles once = Percentiles.once(() -> pair[0] =
                    token.p11().C_GenerateKeyPair(session, mechanism(CKM_RSA_PKCS_KEY_PAIR_GEN), open, secret, true));
            set("pace.generate-key", "C_GenerateKeyPair, RSA of " + PAIR_BITS + " bits", once);
            return Optional.of(pair[0]);
        } catch (PKCS11Exception e) {
            draft.notLearnt("pace.generate-key", "the token makes no RSA pair for a session");
            return Optional.empty();
        }
    }

    private void set(String key, String call, Percentiles time) {
        draft.set(key, Math.clamp(time.millisBeyond(any), 0, LONGEST), call + ", " + time.text());
    }

    private static long spread(Percentiles time) {
        long range = time.ninetieth().minus(time.tenth()).toNanos();
        return Math.clamp(range * 50 / Math.max(1, time.median().toNanos()), 0, 100);
    }
}
