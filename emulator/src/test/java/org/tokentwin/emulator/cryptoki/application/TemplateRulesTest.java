package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;

import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeyType;

/** Templates that are refused, and with what: PKCS#11 v2.40 sections 4.1.1 and 4.1.2. */
class TemplateRulesTest {
    private static final List<Attribute> DATA = Templates.data("label", "value");

    private final Cryptoki application = TokenFixture.ready().application();
    private final long session = TokenFixture.openUser(application);
    private final Credential rsa = Templates.credential(KeyType.RSA_1024);
    private final Credential ec = Templates.credential(KeyType.P256);

    @Test
    void unknownAttribute_isTypeInvalid() {
        assertCreate(Ckr.CKR_ATTRIBUTE_TYPE_INVALID, Templates.with(DATA, Attribute.ofUlong(0x80000001L, 1)));
    }

    @Test
    void valueOfTheWrongForm_isValueInvalid() {
        assertCreate(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, Templates.with(DATA, Attribute.of(Cka.CKA_TOKEN, new byte[2])));
        assertCreate(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID, Templates.with(DATA, Attribute.of(Cka.CKA_PRIVATE, new byte[] {2})));
        assertCreate(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, Templates.with(DATA, Attribute.of(Cka.CKA_CLASS, new byte[4])));
        assertCreate(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                Templates.with(Templates.privateKey(rsa), Attribute.ofString(Cka.CKA_START_DATE, "20251301")));
    }

    @Test
    void classAndType_mustBeThereAndKnown() {
        assertCreate(Ckr.CKR_TEMPLATE_INCOMPLETE, List.of());
        assertCreate(Ckr.CKR_TEMPLATE_INCOMPLETE, List.of(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY)));
        assertCreate(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, List.of(Attribute.ofUlong(Cka.CKA_CLASS, 77)));
        assertCreate(Ckr.CKR_TEMPLATE_INCOMPLETE, List.of(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY)));
        assertCreate(Ckr.CKR_TEMPLATE_INCONSISTENT, List.of(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_HW_FEATURE)));
        assertCreate(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                Templates.with(Templates.privateKey(rsa), Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_DSA)));
    }

    @ParameterizedTest
    @ValueSource(longs = {Cka.CKA_SUBJECT, Cka.CKA_VALUE, Cka.CKA_CERTIFICATE_TYPE})
    void certificateWithoutWhatItNeeds_isIncomplete(long missing) {
        assertCreate(Ckr.CKR_TEMPLATE_INCOMPLETE, Templates.without(Templates.certificate(rsa.certificate()), missing));
    }

    @Test
    void certificateThatIsNone_isValueInvalid() {
        assertCreate(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                Templates.with(
                        Templates.certificate(rsa.certificate()), Attribute.ofString(Cka.CKA_VALUE, "nonsense")));
        assertCreate(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                Templates.with(Templates.certificate(rsa.certificate()), Attribute.of(Cka.CKA_VALUE, new byte[0])));
        assertCreate(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                Templates.with(
                        Templates.certificate(rsa.certificate()),
                        Attribute.of(Cka.CKA_CHECK_VALUE, new byte[] {1, 2, 3})));
    }

    @Test
    void attributesThatTheTokenSets_areReadOnly() {
        for (long type : new long[] {Cka.CKA_LOCAL, Cka.CKA_ALWAYS_SENSITIVE, Cka.CKA_NEVER_EXTRACTABLE}) {
            assertCreate(
                    Ckr.CKR_ATTRIBUTE_READ_ONLY,
                    Templates.with(Templates.privateKey(ec), Attribute.ofBoolean(type, true)));
        }
        assertCreate(
                Ckr.CKR_ATTRIBUTE_READ_ONLY,
                Templates.with(Templates.publicKey(rsa), Attribute.ofUlong(Cka.CKA_MODULUS_BITS, 1024)));
        assertCreate(
                Ckr.CKR_ATTRIBUTE_READ_ONLY,
                Templates.with(Templates.publicKey(rsa), Attribute.ofBoolean(Cka.CKA_TRUSTED, true)));
    }

    @Test
    void privateKeyThatCouldLeave_isInconsistent() {
        assertCreate(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                Templates.with(Templates.privateKey(ec), Attribute.ofBoolean(Cka.CKA_SENSITIVE, false)));
        assertCreate(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                Templates.with(Templates.privateKey(ec), Attribute.ofBoolean(Cka.CKA_EXTRACTABLE, true)));
    }

    @Test
    void foreignAttribute_isInconsistent_andSoAreTwoValuesOfOne() {
        assertCreate(
                Ckr.CKR_TEMPLATE_INCONSISTENT, Templates.with(DATA, Attribute.of(Cka.CKA_MODULUS, new byte[] {1})));
        List<Attribute> twice = new ArrayList<>(DATA);
        twice.add(Attribute.ofString(Cka.CKA_LABEL, "label"));
        application.createObject(session, twice);
        twice.add(Attribute.ofString(Cka.CKA_LABEL, "another"));
        assertCreate(Ckr.CKR_TEMPLATE_INCONSISTENT, twice);
    }

    @Test
    void rsaKeyOfModulusAndPrivateExponentAlone_signs() {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.privateKey();
        long handle = application.createObject(
                session,
                List.of(
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY),
                        Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_RSA),
                        Templates.number(Cka.CKA_MODULUS, key.getModulus()),
                        Templates.number(Cka.CKA_PRIVATE_EXPONENT, key.getPrivateExponent())));
        long publicKey = application.createObject(session, Templates.publicKey(rsa));

        application.signInit(session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), handle);
        OutputBuffer signature = OutputBuffer.of(128);
        application.sign(session, new byte[] {1}, signature);

        application.verifyInit(session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), publicKey);
        application.verify(session, new byte[] {1}, signature.bytes().orElseThrow());
        assertThat(application
                        .getAttributeValue(session, handle, new long[] {Cka.CKA_PUBLIC_EXPONENT})
                        .getFirst()
                        .value())
                .contains(Templates.number(Cka.CKA_PUBLIC_EXPONENT, key.getPublicExponent()));
    }

    @Test
    void numbersOfDifferentKeys_areInconsistent() {
        RSAPrivateCrtKey other =
                (RSAPrivateCrtKey) Templates.credential(KeyType.RSA_1024).privateKey();
        RSAPrivateCrtKey own = (RSAPrivateCrtKey) rsa.privateKey();
        List<Attribute> template = Templates.privateKey(rsa);

        assertCreate(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                Templates.with(
                        template,
                        Templates.number(
                                Cka.CKA_EXPONENT_1, own.getPrimeExponentP().add(BigInteger.TWO))));
        if (!other.getModulus().equals(own.getModulus())) {
            assertCreate(
                    Ckr.CKR_TEMPLATE_INCONSISTENT,
                    Templates.with(template, Templates.number(Cka.CKA_PRIME_1, other.getPrimeP())));
        }
        assertCreate(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                Templates.with(
                        template,
                        Templates.number(Cka.CKA_MODULUS, own.getModulus().add(BigInteger.ONE))));
    }

    @Test
    void ecKeyThatIsNone_isRefused() {
        assertCreate(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                Templates.with(Templates.privateKey(ec), Attribute.of(Cka.CKA_VALUE, new byte[32])));
        assertCreate(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                Templates.with(Templates.publicKey(ec), Attribute.of(Cka.CKA_EC_POINT, new byte[] {4, 1, 4})));
    }

    @Test
    void setAttributeValue_changesWhatMayChange() {
        long key = application.createObject(session, Templates.privateKey(ec));

        application.setAttributeValue(
                session,
                key,
                List.of(
                        Attribute.of(Cka.CKA_ID, new byte[] {1, 2}),
                        Attribute.ofBoolean(Cka.CKA_SENSITIVE, true),
                        Attribute.ofBoolean(Cka.CKA_EXTRACTABLE, false)));

        for (Attribute refused : List.of(
                Attribute.ofBoolean(Cka.CKA_SENSITIVE, false),
                Attribute.ofBoolean(Cka.CKA_EXTRACTABLE, true),
                Attribute.ofBoolean(Cka.CKA_TOKEN, true),
                Attribute.ofBoolean(Cka.CKA_PRIVATE, false),
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA),
                Attribute.ofBoolean(Cka.CKA_DERIVE, true),
                Attribute.of(Cka.CKA_EC_PARAMS, new byte[1]))) {
            assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> application.setAttributeValue(session, key, List.of(refused)));
        }
        assertCkr(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                () -> application.setAttributeValue(session, key, List.of(Attribute.of(Cka.CKA_MODULUS, new byte[1]))));
        assertCkr(Ckr.CKR_ACTION_PROHIBITED, () -> application.copyObject(session, key, List.of()));
    }

    private void assertCreate(Ckr expected, List<Attribute> template) {
        assertCkr(expected, () -> application.createObject(session, template));
    }
}
