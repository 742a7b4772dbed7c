package org.tokentwin.conformance.cases.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SecretCipher;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.CryptokiFunction;

/** The form of each attribute's value, on every object that has it: a caller reads it into a variable of the type that the standard names. */
@ExtendWith(ConformanceExtension.class)
class AttributeValueCases {
    private static final byte[] SOME = {1, 2, 3};

    /** What a value looks like. */
    enum Form {
        BBOOL("one byte, 0 or 1") {
            @Override
            boolean fits(byte[] value) {
                return value.length == 1 && (value[0] == 0 || value[0] == 1);
            }
        },
        ULONG("a CK_ULONG") {
            @Override
            boolean fits(byte[] value) {
                return value.length == RawMemory.ULONG_BYTES;
            }
        },
        DATE("a CK_DATE, or empty") {
            @Override
            boolean fits(byte[] value) {
                return new String(value, StandardCharsets.ISO_8859_1).matches("([0-9]{8})?");
            }
        },
        BIG_INTEGER("a number without zeros before it") {
            @Override
            boolean fits(byte[] value) {
                return value.length > 0 && value[0] != 0;
            }
        },
        DER("DER, or empty") {
            @Override
            boolean fits(byte[] value) {
                try {
                    return value.length == 0
                            || Arrays.equals(ASN1Primitive.fromByteArray(value).getEncoded("DER"), value);
                } catch (IOException e) {
                    return false;
                }
            }
        },
        TEXT("UTF-8 without a zero byte") {
            @Override
            boolean fits(byte[] value) {
                String text = new String(value, StandardCharsets.UTF_8);
                return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), value) && text.indexOf('\0') < 0;
            }
        };

        private final String text;

        Form(String text) {
            this.text = text;
        }

        abstract boolean fits(byte[] value);
    }

    /** An attribute. */
    record Row(int number, long type, Form form) implements CaseRow {
        @Override
        public String id() {
            return "VALUE-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return Cka.name(type) + " is " + form.text + ", on every object that has it";
        }
    }

    @ConformanceCases(section = "4", rows = "rows", effect = Effect.SESSION_OBJECTS)
    void value_hasItsForm(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        makeObjects(token, session);
        int seen = 0;
        for (long object : token.find(session)) {
            Optional<byte[]> value = read(token, session, object, row.type());
            value.ifPresent(bytes -> assertThat(bytes)
                    .as("%s of object %d is no %s", Cka.name(row.type()), object, row.form())
                    .matches(row.form()::fits));
            seen += value.isPresent() ? 1 : 0;
        }
        NotApplicable.unless(seen > 0, "no object has the attribute");
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        add(rows, 1, Form.BBOOL, Cka.CKA_TOKEN, Cka.CKA_PRIVATE, Cka.CKA_MODIFIABLE, Cka.CKA_COPYABLE);
        add(rows, 5, Form.BBOOL, Cka.CKA_DESTROYABLE, Cka.CKA_TRUSTED, Cka.CKA_SENSITIVE, Cka.CKA_ENCRYPT);
        add(rows, 9, Form.BBOOL, Cka.CKA_DECRYPT, Cka.CKA_WRAP, Cka.CKA_UNWRAP, Cka.CKA_SIGN, Cka.CKA_SIGN_RECOVER);
        add(rows, 14, Form.BBOOL, Cka.CKA_VERIFY, Cka.CKA_VERIFY_RECOVER, Cka.CKA_DERIVE, Cka.CKA_EXTRACTABLE);
        add(rows, 18, Form.BBOOL, Cka.CKA_LOCAL, Cka.CKA_NEVER_EXTRACTABLE, Cka.CKA_ALWAYS_SENSITIVE);
        add(rows, 21, Form.BBOOL, Cka.CKA_WRAP_WITH_TRUSTED, Cka.CKA_ALWAYS_AUTHENTICATE);
        add(rows, 31, Form.ULONG, Cka.CKA_CLASS, Cka.CKA_CERTIFICATE_TYPE, Cka.CKA_CERTIFICATE_CATEGORY);
        add(rows, 34, Form.ULONG, Cka.CKA_KEY_TYPE, Cka.CKA_KEY_GEN_MECHANISM, Cka.CKA_MODULUS_BITS);
        add(rows, 37, Form.ULONG, Cka.CKA_VALUE_LEN);
        add(rows, 41, Form.DATE, Cka.CKA_START_DATE, Cka.CKA_END_DATE);
        add(rows, 51, Form.BIG_INTEGER, Cka.CKA_MODULUS, Cka.CKA_PUBLIC_EXPONENT);
        add(rows, 61, Form.DER, Cka.CKA_SUBJECT, Cka.CKA_ISSUER, Cka.CKA_SERIAL_NUMBER);
        add(rows, 64, Form.DER, Cka.CKA_EC_PARAMS, Cka.CKA_EC_POINT, Cka.CKA_OBJECT_ID);
        add(rows, 71, Form.TEXT, Cka.CKA_LABEL, Cka.CKA_APPLICATION);
        return rows;
    }

    private static void add(List<Row> rows, int first, Form form, long... types) {
        for (int i = 0; i < types.length; i++) {
            rows.add(new Row(first + i, types[i], form));
        }
    }

    /** One object of each kind that a session can make, as far as the token makes it. */
    private static void makeObjects(TokenUnderTest token, long session) {
        CK_ATTRIBUTE[] data = {
            Attributes.ulong(Cka.CKA_CLASS, Cko.CKO_DATA),
            Attributes.bool(Cka.CKA_TOKEN, false),
            Attributes.string(Cka.CKA_LABEL, "data"),
            Attributes.bytes(Cka.CKA_VALUE, SOME)
        };
        Returns.of(() -> token.p11().C_CreateObject(session, data, true));
        tried(() -> PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic()));
        tried(() -> KeyPairs.ec(token, session, EcCurve.P256));
        tried(() -> SecretKeys.onToken(
                token, session, SecretCipher.AES_CBC_PAD.keyType(), SecretCipher.AES_CBC_PAD.keyValue()));
    }

    private static void tried(Returns.Call preparation) {
        try {
            Returns.of(preparation);
        } catch (NotApplicable e) {
            assertThat(e).hasMessageStartingWith("the token"); // it makes no such object
        }
    }

    /** The value as the module tells its length and fills it; empty where the object does not have it, or does not show it. */
    private static Optional<byte[]> read(TokenUnderTest token, long session, long object, long type)
            throws PKCS11Exception {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment asked = memory.attribute(type, RawMemory.NULL, 0);
            if (Returns.of(() -> get(token, session, object, asked)) != CKR_OK) {
                return Optional.empty();
            }
            long length = RawMemory.lengthOf(asked);
            MemorySegment place = memory.block(length);
            get(token, session, object, memory.attribute(type, place, length));
            return Optional.of(place.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
        }
    }

    private static void get(TokenUnderTest token, long session, long object, MemorySegment attribute)
            throws PKCS11Exception {
        token.raw().call(CryptokiFunction.C_GetAttributeValue, session, object, attribute, 1L);
    }
}
