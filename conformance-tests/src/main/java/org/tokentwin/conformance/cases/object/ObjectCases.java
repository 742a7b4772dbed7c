package org.tokentwin.conformance.cases.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_COEFFICIENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXPONENT_1;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXPONENT_2;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIME_1;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIME_2;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE_EXPONENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ACTION_PROHIBITED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_TYPE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OBJECT_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_ACTIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCOMPLETE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCONSISTENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.DataObjects;
import org.tokentwin.conformance.cases.reference.TokenKeys;

@ExtendWith(ConformanceExtension.class)
class ObjectCases {
    private static final byte[] VALUE = {1, 2, 3, 4};

    @ConformanceCase(id = "OBJECT-001", section = "4.2", requirement = "Private objects are invisible without a login")
    void privateKey_isInvisibleWithoutLogin(TokenUnderTest token) throws PKCS11Exception {
        assertThat(token.find(token.openReadOnly(), ulong(CKA_CLASS, CKO_PRIVATE_KEY)))
                .isEmpty();
    }

    @ConformanceCase(
            id = "OBJECT-002",
            section = "4.2",
            requirement = "A handle of a private object is of no use after logout")
    void privateHandle_diesWithLogin(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        token.p11().C_Logout(session);

        assertReturnsOneOf(
                () -> token.p11().C_SignInit(session, mechanism(CKM_RSA_PKCS), key, true),
                CKR_USER_NOT_LOGGED_IN,
                CKR_KEY_HANDLE_INVALID,
                CKR_OBJECT_HANDLE_INVALID);
        assertReturnsOneOf(
                () -> Attributes.read(token, session, key, CKA_CLASS),
                CKR_OBJECT_HANDLE_INVALID,
                CKR_USER_NOT_LOGGED_IN);
    }

    @ConformanceCase(
            id = "OBJECT-003",
            section = "4.9 CKO_PRIVATE_KEY",
            requirement = "No private number of the key can be read")
    void privateNumbers_areUnreadable(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.sensitiveRsa(token, session);
        for (long type : new long[] {
            CKA_PRIVATE_EXPONENT, CKA_PRIME_1, CKA_PRIME_2, CKA_EXPONENT_1, CKA_EXPONENT_2, CKA_COEFFICIENT
        }) {
            assertReturns(CKR_ATTRIBUTE_SENSITIVE, () -> Attributes.read(token, session, key, type));
        }
    }

    @ConformanceCase(
            id = "OBJECT-004",
            section = "guide",
            requirement = "The private key is a private, sensitive token object that cannot be extracted")
    void privateKey_isSensitive(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session);

        assertThat(Attributes.read(token, session, key, CKA_TOKEN)).isEqualTo(true);
        assertThat(Attributes.read(token, session, key, CKA_PRIVATE)).isEqualTo(true);
        assertThat(Attributes.read(token, session, key, CKA_SENSITIVE)).isEqualTo(true);
        assertThat(Attributes.read(token, session, key, CKA_EXTRACTABLE)).isEqualTo(false);
    }

    @ConformanceCase(
            id = "OBJECT-005",
            section = "5.7 C_SetAttributeValue",
            requirement = "CKA_SENSITIVE cannot be taken back, nor CKA_EXTRACTABLE given",
            effect = Effect.INITIALISES)
    void sensitivity_cannotBeTakenBack(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long key = TokenKeys.sensitiveRsa(token, session);

        assertReturnsOneOf(
                () -> set(token, session, key, bool(CKA_SENSITIVE, false)),
                CKR_ATTRIBUTE_READ_ONLY,
                CKR_TEMPLATE_INCONSISTENT,
                CKR_ACTION_PROHIBITED);
        assertReturnsOneOf(
                () -> set(token, session, key, bool(CKA_EXTRACTABLE, true)),
                CKR_ATTRIBUTE_READ_ONLY,
                CKR_TEMPLATE_INCONSISTENT,
                CKR_ACTION_PROHIBITED);
        assertThat(Attributes.read(token, session, key, CKA_SENSITIVE)).isEqualTo(true);
    }

    @ConformanceCase(
            id = "OBJECT-006",
            section = "5.7 C_CreateObject",
            requirement = "A session object is made, found, read and destroyed",
            effect = Effect.SESSION_OBJECTS)
    void sessionObject_lives(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long object = DataObjects.create(token, session, attributes(false, "one"));

        assertThat(token.find(session, string(CKA_LABEL, "one"))).containsExactly(object);
        assertThat(Attributes.read(token, session, object, CKA_VALUE)).isEqualTo(VALUE);
        token.p11().C_DestroyObject(session, object);
        assertReturns(CKR_OBJECT_HANDLE_INVALID, () -> Attributes.read(token, session, object, CKA_VALUE));
        assertThat(token.find(session, string(CKA_LABEL, "one"))).isEmpty();
    }

    @ConformanceCase(
            id = "OBJECT-007",
            section = "5.6 C_CloseSession",
            requirement = "A session object ends with the session that made it",
            effect = Effect.SESSION_OBJECTS)
    void sessionObject_endsWithSession(TokenUnderTest token) throws PKCS11Exception {
        long keeper = token.openReadOnlyUser();
        long maker = token.openReadOnly();
        data(token, maker, false, "two");
        assertThat(token.find(keeper, string(CKA_LABEL, "two"))).hasSize(1);
        token.p11().C_CloseSession(maker);

        assertThat(token.find(keeper, string(CKA_LABEL, "two"))).isEmpty();
    }

    @ConformanceCase(
            id = "OBJECT-008",
            section = "5.7 C_CreateObject",
            requirement = "A read-only session cannot make a token object",
            effect = Effect.TOKEN_OBJECTS)
    void tokenObject_needsReadWrite(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();

        assertReturns(CKR_SESSION_READ_ONLY, () -> DataObjects.create(token, session, attributes(true, "three")));
    }

    @ConformanceCase(
            id = "OBJECT-009",
            section = "5.7 C_CreateObject",
            requirement = "A token object outlives the application",
            effect = Effect.TOKEN_OBJECTS)
    void tokenObject_outlivesTheApplication(TokenUnderTest token) throws PKCS11Exception {
        data(token, token.openReadWriteUser(), true, "four");
        token.p11().C_Finalize(null);
        TokenUnderTest.initialize(token.p11());

        long session = token.openReadWriteUser();
        long[] found = token.find(session, string(CKA_LABEL, "four"));
        assertThat(found).hasSize(1);
        assertThat(Attributes.read(token, session, found[0], CKA_VALUE)).isEqualTo(VALUE);
        token.p11().C_DestroyObject(session, found[0]);
    }

    @ConformanceCase(
            id = "OBJECT-010",
            section = "5.7 C_CreateObject",
            requirement = "A private object cannot be made without a login",
            effect = Effect.SESSION_OBJECTS)
    void privateObject_needsLogin(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();

        assertReturns(
                CKR_USER_NOT_LOGGED_IN,
                () -> create(
                        token, session, ulong(CKA_CLASS, CKO_DATA), bool(CKA_PRIVATE, true), bytes(CKA_VALUE, VALUE)));
    }

    @ConformanceCase(
            id = "OBJECT-011",
            section = "5.7 C_CreateObject",
            requirement = "A template without a class is incomplete",
            effect = Effect.SESSION_OBJECTS)
    void missingClass_isIncomplete(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();

        assertReturns(CKR_TEMPLATE_INCOMPLETE, () -> create(token, session, string(CKA_LABEL, "five")));
    }

    @ConformanceCase(
            id = "OBJECT-012",
            section = "5.7 C_CreateObject",
            requirement = "An attribute that the class does not have is refused",
            effect = Effect.SESSION_OBJECTS)
    void foreignAttribute_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();

        assertReturnsOneOf(
                () -> create(token, session, ulong(CKA_CLASS, CKO_DATA), bytes(CKA_MODULUS, VALUE)),
                CKR_ATTRIBUTE_TYPE_INVALID,
                CKR_TEMPLATE_INCONSISTENT);
    }

    @ConformanceCase(
            id = "OBJECT-013",
            section = "5.7 C_GetAttributeValue",
            requirement = "An attribute that the object does not have returns CKR_ATTRIBUTE_TYPE_INVALID",
            effect = Effect.SESSION_OBJECTS)
    void absentAttribute_isTold(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long object = data(token, session, false, "six");

        assertReturns(CKR_ATTRIBUTE_TYPE_INVALID, () -> Attributes.read(token, session, object, CKA_MODULUS));
    }

    @ConformanceCase(
            id = "OBJECT-014",
            section = "5.7 C_SetAttributeValue",
            requirement = "A label can be changed, a class cannot",
            effect = Effect.SESSION_OBJECTS)
    void label_canBeChanged(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long object = data(token, session, false, "seven");
        set(token, session, object, string(CKA_LABEL, "eight"));

        assertThat(token.find(session, string(CKA_LABEL, "eight"))).containsExactly(object);
        assertReturns(CKR_ATTRIBUTE_READ_ONLY, () -> set(token, session, object, ulong(CKA_CLASS, CKO_CERTIFICATE)));
    }

    @ConformanceCase(
            id = "OBJECT-015",
            section = "5.7 C_CopyObject",
            requirement = "A copy has the same value and a handle of its own",
            effect = Effect.SESSION_OBJECTS)
    void copy_isAnotherObject(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long object = data(token, session, false, "nine");
        long copy = token.p11().C_CopyObject(session, object, new CK_ATTRIBUTE[] {string(CKA_LABEL, "ten")}, true);

        assertThat(copy).isNotEqualTo(object);
        assertThat(Attributes.read(token, session, copy, CKA_VALUE)).isEqualTo(VALUE);
        token.p11().C_DestroyObject(session, object);
        assertThat(token.find(session, string(CKA_LABEL, "ten"))).containsExactly(copy);
    }

    @ConformanceCase(
            id = "OBJECT-016",
            section = "5.7 C_FindObjectsInit",
            requirement = "A second search returns CKR_OPERATION_ACTIVE while the first is not ended")
    void secondSearch_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        token.p11().C_FindObjectsInit(session, new CK_ATTRIBUTE[0], true);

        assertReturns(CKR_OPERATION_ACTIVE, () -> token.p11().C_FindObjectsInit(session, new CK_ATTRIBUTE[0], true));
        assertOk(() -> token.p11().C_FindObjectsFinal(session));
    }

    @ConformanceCase(
            id = "OBJECT-017",
            section = "5.7 C_FindObjects",
            requirement = "C_FindObjects without a search returns CKR_OPERATION_NOT_INITIALIZED")
    void findWithoutSearch_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();

        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> token.p11().C_FindObjects(session, 1));
        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> token.p11().C_FindObjectsFinal(session));
    }

    @ConformanceCase(
            id = "OBJECT-018",
            section = "5.7 C_FindObjects",
            requirement = "A search gives each object once, however few are asked for at a time")
    void searchInPieces_givesEachOnce(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long[] all = token.find(session);
        List<Long> pieces = new ArrayList<>();
        token.p11().C_FindObjectsInit(session, new CK_ATTRIBUTE[0], true);
        long[] piece = token.p11().C_FindObjects(session, 1);
        while (piece.length > 0) {
            pieces.add(piece[0]);
            piece = token.p11().C_FindObjects(session, 1);
        }
        token.p11().C_FindObjectsFinal(session);

        assertThat(pieces).doesNotHaveDuplicates().hasSize(all.length);
    }

    @ConformanceCase(
            id = "OBJECT-019",
            section = "5.7 C_DestroyObject",
            requirement = "A handle that was never given returns CKR_OBJECT_HANDLE_INVALID")
    void unknownHandle_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();

        assertReturns(CKR_OBJECT_HANDLE_INVALID, () -> token.p11().C_DestroyObject(session, 0x5A5A_5A5AL));
        assertReturns(CKR_OBJECT_HANDLE_INVALID, () -> token.p11().C_GetObjectSize(session, 0x5A5A_5A5AL));
    }

    private static long data(TokenUnderTest token, long session, boolean onToken, String label) {
        return DataObjects.onToken(token, session, attributes(onToken, label));
    }

    private static CK_ATTRIBUTE[] attributes(boolean onToken, String label) {
        return new CK_ATTRIBUTE[] {bool(CKA_TOKEN, onToken), string(CKA_LABEL, label), bytes(CKA_VALUE, VALUE)};
    }

    private static long create(TokenUnderTest token, long session, CK_ATTRIBUTE... template) throws PKCS11Exception {
        return token.p11().C_CreateObject(session, template, true);
    }

    private static void set(TokenUnderTest token, long session, long object, CK_ATTRIBUTE attribute)
            throws PKCS11Exception {
        token.p11().C_SetAttributeValue(session, object, new CK_ATTRIBUTE[] {attribute}, true);
    }
}
