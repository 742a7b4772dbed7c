package org.tokentwin.cryptoki;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantsTest {
    private static final List<Class<?>> CLASSES = List.of(
            Ck.class, Cka.class, Ckc.class, Ckd.class, Ckf.class, Ckg.class, Ckh.class, Ckk.class, Ckm.class, Ckn.class,
            Cko.class, Ckp.class, Cks.class, Ckt.class, Cku.class, Ckv.class, Ckz.class);

    /** The plain list of them, made from the headers that OASIS and RSA published. */
    @Test
    void namesValuesAndVersions_areThoseOfTheHeaders() {
        Map<String, String> written = new TreeMap<>();
        for (Class<?> constants : CLASSES) {
            for (Field field : constants.getFields()) {
                written.put(field.getName(), hexadecimal(value(field)) + " " + since(field));
            }
        }
        for (Ckr value : Ckr.values()) {
            written.put(value.name(), hexadecimal(value.code()) + " " + value.since());
        }
        Map<String, String> published = new TreeMap<>();
        for (String[] row : PlainList.rows("constants.tsv")) {
            published.put(row[0], row[1] + " " + row[2]);
        }
        assertThat(written).isEqualTo(published);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Cka.class, Ckc.class, Ckd.class, Ckg.class, Ckh.class, Ckk.class, Ckm.class, Cko.class, Ckp.class,
                Cks.class, Cku.class
            })
    void constantsThatTheBuildWroteDown_areThoseOfTheClass(Class<?> constants) {
        assertThat(NamedConstant.of(constants)).isNotEmpty().isEqualTo(NamedConstant.reflected(constants));
    }

    @Test
    void formerName_isFoundAsWell() {
        assertThat(Ckm.named("CKM_ECDSA_KEY_PAIR_GEN")).contains(Ckm.CKM_EC_KEY_PAIR_GEN);
        assertThat(Ckm.named("CKM_OF_NO_VERSION")).isEmpty();
    }

    @Test
    void everyReturnValue_hasASentence() {
        assertThat(Ckr.values()).allSatisfy(value -> assertThat(value.meaning()).matches("[A-Z].*\\w\\."));
    }

    @Test
    void valueWithTwoNames_hasTheCurrentOne() {
        assertThat(Ckm.name(Ckm.CKM_ECDSA_KEY_PAIR_GEN)).isEqualTo("CKM_EC_KEY_PAIR_GEN");
        assertThat(Ckk.name(Ckk.CKK_ECDSA)).isEqualTo("CKK_EC");
        assertThat(Cka.name(Cka.CKA_ECDSA_PARAMS)).isEqualTo("CKA_EC_PARAMS");
        assertThat(Cks.name(Cks.CKS_RO_USER_FUNCTIONS)).isEqualTo("CKS_RO_USER_FUNCTIONS");
    }

    @Test
    void valueOfAVendor_isShownInHexadecimal() {
        assertThat(Cka.name(0x80001234L)).isEqualTo("CKA_0x80001234");
        assertThat(Ckr.name(0x80000001L)).isEqualTo("CKR_0x80000001");
        assertThat(Ckr.of(0x80000001L)).isEmpty();
    }

    @Test
    void attributeOfALaterVersion_isNotKnownToAnEarlierOne() {
        assertThat(Cka.isKnown(Cka.CKA_COPYABLE, CryptokiVersion.V2_20)).isFalse();
        assertThat(Cka.isKnown(Cka.CKA_COPYABLE, CryptokiVersion.V2_40)).isTrue();
        assertThat(Cka.isKnown(Cka.CKA_UNIQUE_ID, CryptokiVersion.V2_40)).isFalse();
    }

    private static String since(Field field) {
        Since since = field.getAnnotation(Since.class);
        return (since == null ? CryptokiVersion.V2_20 : since.value()).toString();
    }

    private static String hexadecimal(long value) {
        return "0x%X".formatted(value);
    }

    private static long value(Field field) {
        try {
            return field.getLong(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
