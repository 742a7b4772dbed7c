package org.tokentwin.conformance.cases.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_SECRET_KEY;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.DataObjects;

/** What a search finds: all that matches, once, and nothing else. */
@ExtendWith(ConformanceExtension.class)
class SearchCases {
    private static final byte[] VALUE = {4, 3, 2, 1};
    private static final int MANY = 150;

    /** An attribute that every object has, and that is one of two. */
    record BooleanRow(int number, String name, long type) implements CaseRow {
        @Override
        public String id() {
            return "SEARCH-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return "A search for " + name + " true, and one for false, find each object of that kind and no other";
        }
    }

    @ConformanceCases(section = "5.7 C_FindObjectsInit", rows = "booleans", effect = Effect.SESSION_OBJECTS)
    void boolean_partsTheObjects(TokenUnderTest token, BooleanRow row) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        data(token, session, "searched");
        List<Long> all = boxed(token.find(session));

        for (boolean value : new boolean[] {true, false}) {
            List<Long> expected = new ArrayList<>();
            for (long object : all) {
                if (Objects.equals(Attributes.read(token, session, object, row.type()), value)) {
                    expected.add(object);
                }
            }
            assertThat(boxed(token.find(session, bool(row.type(), value))))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ConformanceCase(
            id = "SEARCH-011",
            section = "5.7 C_FindObjectsInit",
            requirement = "An empty template finds each object that any search finds",
            effect = Effect.SESSION_OBJECTS)
    void emptyTemplate_findsAll(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long object = data(token, session, "searched");
        List<Long> all = boxed(token.find(session));

        assertThat(all).doesNotHaveDuplicates().contains(object);
        for (long kind = CKO_DATA; kind <= CKO_SECRET_KEY; kind++) { // hardware features are found by their class only
            assertThat(all).containsAll(boxed(token.find(session, ulong(CKA_CLASS, kind))));
        }
    }

    @ConformanceCase(
            id = "SEARCH-012",
            section = "5.7 C_FindObjects",
            requirement = "150 objects are found, whether there is room for all or for 7 at a time",
            effect = Effect.SESSION_OBJECTS)
    void manyObjects_areFound(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            made.add(data(token, session, "many"));
        }

        assertThat(boxed(token.find(session, string(CKA_LABEL, "many")))).containsExactlyInAnyOrderElementsOf(made);
        token.p11().C_FindObjectsInit(session, new CK_ATTRIBUTE[] {string(CKA_LABEL, "many")}, true);
        List<Long> found = new ArrayList<>();
        for (List<Long> part = part(token, session); !part.isEmpty(); part = part(token, session)) {
            assertThat(part).hasSizeLessThanOrEqualTo(7);
            found.addAll(part);
        }
        token.p11().C_FindObjectsFinal(session);
        assertThat(found).containsExactlyInAnyOrderElementsOf(made);
    }

    @ConformanceCase(
            id = "SEARCH-013",
            section = "5.7 C_FindObjects",
            requirement = "An object that was destroyed before the search is not found, and its neighbours are",
            effect = Effect.SESSION_OBJECTS)
    void destroyedObject_isNotFound(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long first = data(token, session, "searched");
        long second = data(token, session, "searched");
        long third = data(token, session, "searched");
        token.p11().C_DestroyObject(session, second);

        assertThat(boxed(token.find(session, string(CKA_LABEL, "searched")))).containsExactlyInAnyOrder(first, third);
    }

    @ConformanceCase(
            id = "SEARCH-014",
            section = "5.7 C_FindObjectsInit",
            requirement = "All attributes of the template must match, each byte of each",
            effect = Effect.SESSION_OBJECTS)
    void template_mustMatchWhole(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long object = data(token, session, "searched");
        byte[] shorter = Arrays.copyOf(VALUE, VALUE.length - 1);
        byte[] longer = Arrays.copyOf(VALUE, VALUE.length + 1);

        assertThat(token.find(session, string(CKA_LABEL, "searched"), bytes(CKA_VALUE, VALUE)))
                .containsExactly(object);
        assertThat(token.find(session, string(CKA_LABEL, "searched"), bytes(CKA_VALUE, shorter)))
                .isEmpty();
        assertThat(token.find(session, string(CKA_LABEL, "searched"), bytes(CKA_VALUE, longer)))
                .isEmpty();
        assertThat(token.find(session, string(CKA_LABEL, "Searched"))).isEmpty();
        assertThat(token.find(session, string(CKA_LABEL, "search"))).isEmpty();
        assertThat(token.find(session, string(CKA_LABEL, "searched"), ulong(CKA_CLASS, CKO_CERTIFICATE)))
                .isEmpty();
    }

    @ConformanceCase(
            id = "SEARCH-015",
            section = "5.7 C_FindObjectsInit",
            requirement = "A search in one session goes on while another session searches",
            effect = Effect.SESSION_OBJECTS)
    void searches_areTheirSessions(TokenUnderTest token) throws PKCS11Exception {
        long one = token.openReadOnlyUser();
        long other = token.openReadOnly();
        long first = data(token, one, "one");
        long second = data(token, one, "other");
        token.p11().C_FindObjectsInit(one, new CK_ATTRIBUTE[] {string(CKA_LABEL, "one")}, true);
        token.p11().C_FindObjectsInit(other, new CK_ATTRIBUTE[] {string(CKA_LABEL, "other")}, true);

        assertThat(token.p11().C_FindObjects(one, 2)).containsExactly(first);
        assertThat(token.p11().C_FindObjects(other, 2)).containsExactly(second);
        token.p11().C_FindObjectsFinal(one);
        token.p11().C_FindObjectsFinal(other);
    }

    @ConformanceCase(
            id = "SEARCH-016",
            section = "5.7 C_FindObjects",
            requirement = "A search that is through returns no object, as often as it is asked, until it is ended")
    void searchThatIsThrough_staysEmpty(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        token.p11().C_FindObjectsInit(session, new CK_ATTRIBUTE[] {string(CKA_LABEL, "no such object")}, true);

        assertThat(token.p11().C_FindObjects(session, 10)).isEmpty();
        assertThat(token.p11().C_FindObjects(session, 10)).isEmpty();
        token.p11().C_FindObjectsFinal(session);
    }

    @ConformanceCase(
            id = "SEARCH-017",
            section = "5.7 C_FindObjectsInit",
            requirement = "A search for an empty value finds the object whose value is empty, and no other",
            effect = Effect.SESSION_OBJECTS)
    void emptyValue_isMatched(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        data(token, session, "searched");
        long empty = DataObjects.onToken(
                token, session, bool(CKA_TOKEN, false), string(CKA_LABEL, "searched"), bytes(CKA_VALUE, new byte[0]));

        assertThat(token.find(session, string(CKA_LABEL, "searched"), bytes(CKA_VALUE, new byte[0])))
                .containsExactly(empty);
    }

    static List<BooleanRow> booleans() {
        return List.of(new BooleanRow(1, "CKA_TOKEN", CKA_TOKEN), new BooleanRow(2, "CKA_PRIVATE", CKA_PRIVATE));
    }

    private static List<Long> part(TokenUnderTest token, long session) throws PKCS11Exception {
        return boxed(token.p11().C_FindObjects(session, 7));
    }

    private static long data(TokenUnderTest token, long session, String label) {
        return DataObjects.onToken(
                token, session, bool(CKA_TOKEN, false), string(CKA_LABEL, label), bytes(CKA_VALUE, VALUE.clone()));
    }

    private static List<Long> boxed(long[] handles) {
        return LongStream.of(handles).boxed().toList();
    }
}
