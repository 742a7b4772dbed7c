package org.tokentwin.conformance.cases.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_SENSITIVE;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.TokenKeys;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** A private key's attributes from its making on: no path of calls leads to its value. */
@ExtendWith(ConformanceExtension.class)
class KeyLifeCases {
    private static final byte[] ID = {7, 7, 7};

    /** An attribute, and a value that it must not take. */
    record Row(int number, String name, CK_ATTRIBUTE attribute) implements CaseRow {
        @Override
        public String id() {
            return "KEYLIFE-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return name;
        }

        /** A key that can be changed so is on the token then. */
        @Override
        public Effect effect() {
            return attribute.type == PKCS11Constants.CKA_TOKEN ? Effect.TOKEN_OBJECTS : Effect.SESSION_OBJECTS;
        }
    }

    /** A number of the token's own RSA key. */
    record SecretRow(int number, String name, long type) implements CaseRow {
        @Override
        public String id() {
            return "KEYLIFE-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return name + " of the token's key returns CKR_ATTRIBUTE_SENSITIVE";
        }
    }

    @ConformanceCases(
            section = "4.9 CKO_PRIVATE_KEY",
            rows = "changes",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void attribute_cannotBeChanged(TokenUnderTest token, Row row) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long key = KeyPairs.ec(token, session, EcCurve.P256).privateKey();
        Object before = Attributes.read(token, session, key, row.attribute().type);
        CK_ATTRIBUTE[] change = {row.attribute()};

        assertThat(Returns.of(() -> token.p11().C_SetAttributeValue(session, key, change, true)))
                .isNotEqualTo(PKCS11Constants.CKR_OK);
        assertThat(Attributes.read(token, session, key, row.attribute().type)).isEqualTo(before);
    }

    @ConformanceCases(
            section = "5.7 C_CopyObject",
            rows = "copies",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void copy_isNoWayOut(TokenUnderTest token, Row row) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long key = KeyPairs.ec(token, session, EcCurve.P256).privateKey();
        CK_ATTRIBUTE[] looser = {row.attribute()};

        long seen = Returns.of(() -> token.p11().C_CopyObject(session, key, looser, true));
        NotApplicable.unless(
                seen != PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED, "the module does not have C_CopyObject");
        assertThat(seen).isNotEqualTo(PKCS11Constants.CKR_OK);
    }

    @ConformanceCases(
            section = "5.14 C_GenerateKeyPair",
            rows = "makings",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void attribute_cannotBeGiven(TokenUnderTest token, Row row) throws PKCS11Exception {
        long session = token.openReadWriteUser();

        KeyPairs.ec(token, session, EcCurve.P256); // without the attribute it is made
        assertThat(Returns.of(() -> KeyPairs.generate(token, session, EcCurve.P256, row.attribute())))
                .isNotEqualTo(PKCS11Constants.CKR_OK);
    }

    @ConformanceCases(section = "4.9 CKO_PRIVATE_KEY", rows = "secrets")
    void secretNumber_isNeverTold(TokenUnderTest token, SecretRow row) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.sensitiveRsa(token, session);

        assertReturns(CKR_ATTRIBUTE_SENSITIVE, () -> Attributes.read(token, session, key, row.type()));
    }

    @ConformanceCase(
            id = "KEYLIFE-201",
            section = "4.9 CKO_PRIVATE_KEY",
            requirement = "CKA_SENSITIVE may be set, and then holds",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void sensitive_mayBeSet(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long key = madeWith(token, session, bool(CKA_SENSITIVE, false));
        CK_ATTRIBUTE[] sensitive = {bool(CKA_SENSITIVE, true)};

        assertOk(() -> token.p11().C_SetAttributeValue(session, key, sensitive, true));
        assertReturns(CKR_ATTRIBUTE_SENSITIVE, () -> Attributes.read(token, session, key, CKA_VALUE));
        assertThat(Attributes.read(token, session, key, PKCS11Constants.CKA_ALWAYS_SENSITIVE))
                .isEqualTo(false);
    }

    @ConformanceCase(
            id = "KEYLIFE-202",
            section = "4.9 CKO_PRIVATE_KEY",
            requirement = "CKA_EXTRACTABLE may be taken away, and then holds",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void extractable_mayBeTakenAway(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long key = madeWith(token, session, bool(CKA_EXTRACTABLE, true));
        CK_ATTRIBUTE[] kept = {bool(CKA_EXTRACTABLE, false)};

        assertOk(() -> token.p11().C_SetAttributeValue(session, key, kept, true));
        assertThat(Attributes.read(token, session, key, CKA_EXTRACTABLE)).isEqualTo(false);
        assertThat(Attributes.read(token, session, key, PKCS11Constants.CKA_NEVER_EXTRACTABLE))
                .isEqualTo(false);
    }

    @ConformanceCase(
            id = "KEYLIFE-203",
            section = "4.9 CKO_PRIVATE_KEY",
            requirement = "CKA_LABEL and CKA_ID of a private key may be changed",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void labelAndId_mayBeChanged(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long key = KeyPairs.ec(token, session, EcCurve.P256).privateKey();
        CK_ATTRIBUTE[] change = {string(CKA_LABEL, "mine"), bytes(CKA_ID, ID)};

        assertOk(() -> token.p11().C_SetAttributeValue(session, key, change, true));
        assertThat(token.find(session, ulong(PKCS11Constants.CKA_CLASS, CKO_PRIVATE_KEY), bytes(CKA_ID, ID)))
                .containsExactly(key);
    }

    @ConformanceCase(
            id = "KEYLIFE-204",
            section = "4.2",
            requirement = "A private session key is gone with the logout",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void privateSessionKey_endsWithLogout(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        KeyPairs.ec(token, session, EcCurve.P256, bytes(CKA_ID, ID));
        token.p11().C_Logout(session);
        token.login(session);

        assertThat(token.find(session, ulong(PKCS11Constants.CKA_CLASS, CKO_PRIVATE_KEY), bytes(CKA_ID, ID)))
                .isEmpty();
    }

    static List<Row> changes() {
        return List.of(
                new Row(1, "CKA_SENSITIVE cannot be taken away", bool(CKA_SENSITIVE, false)),
                new Row(2, "CKA_EXTRACTABLE cannot be given", bool(CKA_EXTRACTABLE, true)),
                new Row(3, "CKA_ALWAYS_SENSITIVE cannot be set", bool(PKCS11Constants.CKA_ALWAYS_SENSITIVE, false)),
                new Row(4, "CKA_NEVER_EXTRACTABLE cannot be set", bool(PKCS11Constants.CKA_NEVER_EXTRACTABLE, false)),
                new Row(5, "CKA_LOCAL cannot be set", bool(PKCS11Constants.CKA_LOCAL, false)),
                new Row(6, "CKA_PRIVATE cannot be taken away", bool(PKCS11Constants.CKA_PRIVATE, false)),
                new Row(7, "CKA_TOKEN cannot be changed", bool(PKCS11Constants.CKA_TOKEN, true)),
                new Row(8, "CKA_CLASS cannot be changed", ulong(PKCS11Constants.CKA_CLASS, 0)),
                new Row(9, "CKA_KEY_TYPE cannot be changed", ulong(PKCS11Constants.CKA_KEY_TYPE, 0)),
                new Row(10, "CKA_KEY_GEN_MECHANISM cannot be changed", ulong(PKCS11Constants.CKA_KEY_GEN_MECHANISM, 0)),
                new Row(
                        11,
                        "CKA_EC_PARAMS cannot be changed",
                        bytes(PKCS11Constants.CKA_EC_PARAMS, KeyPairs.parameters(EcCurve.P384))));
    }

    static List<Row> copies() {
        return List.of(
                new Row(51, "A copy cannot be less sensitive", bool(CKA_SENSITIVE, false)),
                new Row(52, "A copy cannot be extractable", bool(CKA_EXTRACTABLE, true)),
                new Row(53, "A copy cannot be called local", bool(PKCS11Constants.CKA_LOCAL, true)),
                new Row(54, "A copy cannot have another value", bytes(CKA_VALUE, new byte[32])),
                new Row(55, "A copy cannot have another class", ulong(PKCS11Constants.CKA_CLASS, 0)));
    }

    static List<Row> makings() {
        return List.of(
                new Row(101, "A template cannot say CKA_LOCAL", bool(PKCS11Constants.CKA_LOCAL, true)),
                new Row(
                        102,
                        "A template cannot say CKA_ALWAYS_SENSITIVE",
                        bool(PKCS11Constants.CKA_ALWAYS_SENSITIVE, true)),
                new Row(
                        103,
                        "A template cannot say CKA_NEVER_EXTRACTABLE",
                        bool(PKCS11Constants.CKA_NEVER_EXTRACTABLE, true)),
                new Row(
                        104,
                        "A template cannot say CKA_KEY_GEN_MECHANISM",
                        ulong(PKCS11Constants.CKA_KEY_GEN_MECHANISM, CKM_EC_KEY_PAIR_GEN)),
                new Row(105, "A template cannot give the value of a generated key", bytes(CKA_VALUE, new byte[32])));
    }

    static List<SecretRow> secrets() {
        return List.of(
                new SecretRow(151, "CKA_PRIVATE_EXPONENT", PKCS11Constants.CKA_PRIVATE_EXPONENT),
                new SecretRow(152, "CKA_PRIME_1", PKCS11Constants.CKA_PRIME_1),
                new SecretRow(153, "CKA_PRIME_2", PKCS11Constants.CKA_PRIME_2),
                new SecretRow(154, "CKA_EXPONENT_1", PKCS11Constants.CKA_EXPONENT_1),
                new SecretRow(155, "CKA_EXPONENT_2", PKCS11Constants.CKA_EXPONENT_2),
                new SecretRow(156, "CKA_COEFFICIENT", PKCS11Constants.CKA_COEFFICIENT));
    }

    /** A token may keep every key safer than it was asked to; then there is nothing to change. */
    private static long madeWith(TokenUnderTest token, long session, CK_ATTRIBUTE looser) throws PKCS11Exception {
        long key = KeyPairs.ec(token, session, EcCurve.P256, looser).privateKey();
        boolean taken = looser.pValue.equals(Attributes.read(token, session, key, looser.type));
        NotApplicable.unless(taken, "the token makes no key of this kind");
        return key;
    }
}
