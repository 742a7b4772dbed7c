package org.tokentwin.conformance.cases.session;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ALWAYS_AUTHENTICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;
import org.tokentwin.conformance.walk.Alphabet;
import org.tokentwin.conformance.walk.Walk;
import org.tokentwin.conformance.walk.WalkKeys;

/** Calls in an order that chance says, the same in every run, each held against a model of the standard. */
@ExtendWith(ConformanceExtension.class)
class WalkCases {
    private static final int OF_EACH = 5;

    /** A walk. Its number is its seed. */
    record Row(Alphabet alphabet, int seed) implements CaseRow {
        @Override
        public String id() {
            return "WALK-%03d".formatted(seed);
        }

        @Override
        public String requirement() {
            return "Each of 300 steps about " + alphabet.about()
                    + ", in an order drawn by chance, is answered as the standard has it";
        }

        @Override
        public Effect effect() {
            return alphabet == Alphabet.ASKING_KEYS ? Effect.SPENDS_TRIES : Effect.SESSION_OBJECTS;
        }

        @Override
        public List<Long> mechanisms() {
            return alphabet == Alphabet.ASKING_KEYS ? List.of(CKM_EC_KEY_PAIR_GEN, CKM_ECDSA) : List.of();
        }
    }

    @ConformanceCases(section = "5", rows = "rows")
    void walk_isAnsweredAsTheModelHasIt(TokenUnderTest token, Row row) throws Exception {
        Walk.take(token, keys(token), row.alphabet(), row.seed());
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Alphabet alphabet : Alphabet.values()) {
            for (int i = 1; i <= OF_EACH; i++) {
                rows.add(new Row(alphabet, alphabet.number() + i));
            }
        }
        return rows;
    }

    private static WalkKeys keys(TokenUnderTest token) {
        return new WalkKeys() {
            @Override
            public KeyPair software() {
                return SoftwareKeys.rsaPair();
            }

            @Override
            public TokenKey onToken(long session) throws PKCS11Exception, GeneralSecurityException {
                long key = TokenKeys.rsa(token, session, CKA_SIGN, CKA_DECRYPT);
                return new TokenKey(key, PublicKeys.rsa(token, session, key));
            }

            @Override
            public TokenKey askingEachTime(long session) throws PKCS11Exception, GeneralSecurityException, IOException {
                KeyPairs.Handles pair =
                        KeyPairs.ec(token, session, EcCurve.P256, Attributes.bool(CKA_ALWAYS_AUTHENTICATE, true));
                NotApplicable.unless(
                        Boolean.TRUE.equals(
                                Attributes.read(token, session, pair.privateKey(), CKA_ALWAYS_AUTHENTICATE)),
                        "the token makes no key with CKA_ALWAYS_AUTHENTICATE");
                return new TokenKey(
                        pair.privateKey(), PublicKeys.ec(token, session, pair.publicKey(), EcCurve.P256.oid()));
            }
        };
    }
}
