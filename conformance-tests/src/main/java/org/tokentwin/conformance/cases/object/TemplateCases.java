package org.tokentwin.conformance.cases.object;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CERTIFICATE_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_PARAMS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_POINT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LOCAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PUBLIC_EXPONENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SUBJECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKC_X_509;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_EC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_TYPE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_VALUE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DOMAIN_PARAMS_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCOMPLETE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCONSISTENT;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.KeyPairs;

/** Templates of which no object can be made: refused as the standard says, and nothing is made. */
@ExtendWith(ConformanceExtension.class)
class TemplateCases {
    private static final byte[] MODULUS = modulus();
    private static final byte[] EXPONENT = {1, 0, 1};
    private static final byte[] NAME = {0x30, 0};
    private static final long NO_CLASS = 0x7FFF_0001;

    /** A faulty template, and how it may be refused. */
    record Row(int number, String text, List<CK_ATTRIBUTE> template, List<Long> refusals) implements CaseRow {
        @Override
        public String id() {
            return "TEMPLATE-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return "C_CreateObject refuses " + text;
        }
    }

    @ConformanceCases(section = "5.7 C_CreateObject", rows = "rows", effect = Effect.SESSION_OBJECTS)
    void template_isRefused(TokenUnderTest token, Row row) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        int before = token.find(session).length;

        assertReturnsOneOf(
                () -> token.p11().C_CreateObject(session, row.template().toArray(new CK_ATTRIBUTE[0]), true),
                row.refusals().stream().mapToLong(Long::longValue).toArray());
        token.assertNothingLeft(session, before);
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        addIncomplete(rows);
        addInconsistent(rows);
        return rows;
    }

    private static void addIncomplete(List<Row> rows) {
        List<Long> incomplete = List.of(CKR_TEMPLATE_INCOMPLETE);
        add(rows, "an empty template", List.of(), incomplete);
        add(rows, "an RSA key without CKA_MODULUS", without(rsaKey(), CKA_MODULUS), incomplete);
        add(rows, "an RSA key without CKA_PUBLIC_EXPONENT", without(rsaKey(), CKA_PUBLIC_EXPONENT), incomplete);
        add(rows, "a public key without CKA_KEY_TYPE", without(rsaKey(), CKA_KEY_TYPE), incomplete);
        add(rows, "a key without CKA_CLASS", without(rsaKey(), CKA_CLASS), incomplete);
        add(rows, "an EC key without CKA_EC_PARAMS", without(ecKey(), CKA_EC_PARAMS), incomplete);
        add(rows, "an EC key without CKA_EC_POINT", without(ecKey(), CKA_EC_POINT), incomplete);
        add(
                rows,
                "a certificate without CKA_CERTIFICATE_TYPE",
                without(certificate(), CKA_CERTIFICATE_TYPE),
                incomplete);
        add(rows, "a certificate without CKA_SUBJECT", without(certificate(), CKA_SUBJECT), incomplete);
        add(rows, "a certificate without CKA_VALUE", without(certificate(), CKA_VALUE), incomplete);
    }

    private static void addInconsistent(List<Row> rows) {
        List<Long> value = List.of(CKR_ATTRIBUTE_VALUE_INVALID, CKR_TEMPLATE_INCONSISTENT);
        List<Long> type = List.of(CKR_ATTRIBUTE_TYPE_INVALID, CKR_TEMPLATE_INCONSISTENT);
        add(rows, "a class that does not exist", List.of(ulong(CKA_CLASS, NO_CLASS)), value);
        add(rows, "a key type that does not exist", with(rsaKey(), ulong(CKA_KEY_TYPE, NO_CLASS)), value);
        add(
                rows,
                "a certificate type that does not exist",
                with(certificate(), ulong(CKA_CERTIFICATE_TYPE, NO_CLASS)),
                value);
        add(rows, "an RSA key with CKA_EC_POINT", with(rsaKey(), bytes(CKA_EC_POINT, NAME)), type);
        add(rows, "a data object with CKA_MODULUS", with(data(), bytes(CKA_MODULUS, MODULUS)), type);
        add(rows, "a data object with an attribute that does not exist", with(data(), bytes(NO_CLASS, NAME)), type);
        add(
                rows,
                "one attribute with two values",
                plus(data(), string(CKA_LABEL, "another")),
                List.of(CKR_TEMPLATE_INCONSISTENT));
        add(
                rows,
                "a public key that says CKA_LOCAL",
                with(rsaKey(), bool(CKA_LOCAL, true)),
                List.of(CKR_ATTRIBUTE_READ_ONLY, CKR_TEMPLATE_INCONSISTENT, CKR_ATTRIBUTE_TYPE_INVALID));
        add(
                rows,
                "an EC key on no curve",
                with(ecKey(), bytes(CKA_EC_PARAMS, new byte[] {1, 2, 3})),
                List.of(CKR_ATTRIBUTE_VALUE_INVALID, CKR_DOMAIN_PARAMS_INVALID, CKR_TEMPLATE_INCONSISTENT));
    }

    private static void add(List<Row> rows, String text, List<CK_ATTRIBUTE> template, List<Long> refusals) {
        rows.add(new Row(rows.size() + 1, text, template, refusals));
    }

    private static List<CK_ATTRIBUTE> data() {
        return sessionObject(CKO_DATA, string(CKA_LABEL, "data"), bytes(CKA_VALUE, NAME));
    }

    private static List<CK_ATTRIBUTE> rsaKey() {
        return sessionObject(
                CKO_PUBLIC_KEY,
                ulong(CKA_KEY_TYPE, CKK_RSA),
                bytes(CKA_MODULUS, MODULUS),
                bytes(CKA_PUBLIC_EXPONENT, EXPONENT));
    }

    private static List<CK_ATTRIBUTE> ecKey() {
        return sessionObject(
                CKO_PUBLIC_KEY,
                ulong(CKA_KEY_TYPE, CKK_EC),
                bytes(CKA_EC_PARAMS, KeyPairs.parameters(EcCurve.P256)),
                bytes(CKA_EC_POINT, EcCurve.P256.softwarePoint()));
    }

    private static List<CK_ATTRIBUTE> certificate() {
        return sessionObject(
                CKO_CERTIFICATE,
                ulong(CKA_CERTIFICATE_TYPE, CKC_X_509),
                bytes(CKA_SUBJECT, NAME),
                bytes(CKA_VALUE, NAME));
    }

    private static List<CK_ATTRIBUTE> sessionObject(long type, CK_ATTRIBUTE... attributes) {
        List<CK_ATTRIBUTE> template =
                new ArrayList<>(List.of(ulong(CKA_CLASS, type), bool(CKA_TOKEN, false), bool(CKA_PRIVATE, false)));
        template.addAll(Arrays.asList(attributes));
        return template;
    }

    private static List<CK_ATTRIBUTE> without(List<CK_ATTRIBUTE> template, long type) {
        return template.stream().filter(attribute -> attribute.type != type).toList();
    }

    private static List<CK_ATTRIBUTE> with(List<CK_ATTRIBUTE> template, CK_ATTRIBUTE attribute) {
        return plus(without(template, attribute.type), attribute);
    }

    private static List<CK_ATTRIBUTE> plus(List<CK_ATTRIBUTE> template, CK_ATTRIBUTE attribute) {
        List<CK_ATTRIBUTE> longer = new ArrayList<>(template);
        longer.add(attribute);
        return longer;
    }

    private static byte[] modulus() {
        byte[] modulus = new byte[256];
        Arrays.fill(modulus, (byte) 0xC5);
        return modulus;
    }
}
