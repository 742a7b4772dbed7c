package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;

import java.util.List;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.KeyPairHandles;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.mechanism.NamedCurve;

/** C_GenerateKeyPair: PKCS#11 v2.40 section 5.14. */
class KeyPairTest {
    private static final Mechanism RSA = Mechanism.of(Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN);
    private static final Mechanism EC = Mechanism.of(Ckm.CKM_EC_KEY_PAIR_GEN);
    private static final Attribute ON_TOKEN = Attribute.ofBoolean(Cka.CKA_TOKEN, true);
    private static final byte[] DATA = {1, 2, 3};

    private final TokenFixture token = TokenFixture.ready();
    private final Cryptoki application = token.application();
    private final long session = TokenFixture.openUser(application);

    @Test
    void rsaPair_signsAndDecrypts_andSaysWhereItIsFrom() {
        KeyPairHandles pair = application.generateKeyPair(
                session, RSA, List.of(Attribute.ofUlong(Cka.CKA_MODULUS_BITS, 1024), ON_TOKEN), List.of(ON_TOKEN));

        assertVerifies(pair, Ckm.CKM_SHA256_RSA_PKCS);
        OutputBuffer cryptogram = OutputBuffer.of(128);
        application.encryptInit(session, Mechanism.of(Ckm.CKM_RSA_PKCS), pair.publicKey());
        application.encrypt(session, DATA, cryptogram);
        OutputBuffer plain = OutputBuffer.of(128);
        application.decryptInit(session, Mechanism.of(Ckm.CKM_RSA_PKCS), pair.privateKey());
        application.decrypt(session, cryptogram.bytes().orElseThrow(), plain);
        assertThat(plain.bytes().orElseThrow()).isEqualTo(DATA);
        assertThat(flag(pair.privateKey(), Cka.CKA_LOCAL)).isTrue();
        assertThat(flag(pair.privateKey(), Cka.CKA_ALWAYS_SENSITIVE)).isTrue();
        assertThat(flag(pair.privateKey(), Cka.CKA_NEVER_EXTRACTABLE)).isTrue();
        assertThat(flag(pair.publicKey(), Cka.CKA_LOCAL)).isTrue();
        assertThat(value(pair.publicKey(), Cka.CKA_KEY_GEN_MECHANISM).asUlong()).isEqualTo(RSA.type());
        assertThat(value(pair.publicKey(), Cka.CKA_MODULUS)).isEqualTo(value(pair.privateKey(), Cka.CKA_MODULUS));
        assertThat(value(pair.publicKey(), Cka.CKA_PUBLIC_EXPONENT).value()).containsExactly(1, 0, 1);
    }

    /** Four sources: decrypt, sign, unwrap; encrypt, verify, wrap. */
    @Test
    void usageThatIsNotGiven_isTheProfiles() {
        KeyPairHandles pair = application.generateKeyPair(
                session, RSA, List.of(Attribute.ofUlong(Cka.CKA_MODULUS_BITS, 1024)), List.of());

        assertThat(List.of(Cka.CKA_DECRYPT, Cka.CKA_SIGN, Cka.CKA_UNWRAP))
                .allMatch(usage -> isSet(pair.privateKey(), usage));
        assertThat(List.of(Cka.CKA_ENCRYPT, Cka.CKA_VERIFY, Cka.CKA_WRAP))
                .allMatch(usage -> isSet(pair.publicKey(), usage));
        assertThat(isSet(pair.privateKey(), Cka.CKA_SIGN_RECOVER)).isFalse();
        assertThat(isSet(pair.publicKey(), Cka.CKA_VERIFY_RECOVER)).isFalse();
    }

    @Test
    void usageThatIsGiven_isTaken() {
        KeyPairHandles pair = application.generateKeyPair(
                session,
                RSA,
                List.of(Attribute.ofUlong(Cka.CKA_MODULUS_BITS, 1024), Attribute.ofBoolean(Cka.CKA_WRAP, false)),
                List.of(Attribute.ofBoolean(Cka.CKA_SIGN_RECOVER, true)));

        assertThat(isSet(pair.publicKey(), Cka.CKA_WRAP)).isFalse();
        assertThat(isSet(pair.privateKey(), Cka.CKA_SIGN_RECOVER)).isTrue();
    }

    private boolean isSet(long key, long usage) {
        return application
                .getAttributeValue(session, key, new long[] {usage})
                .getFirst()
                .value()
                .orElseThrow()
                .asBoolean();
    }

    @Test
    void ecPairs_differ_andTheirSignaturesToo() throws Exception {
        KeyPairHandles one = ecPair(false);
        KeyPairHandles other = ecPair(true);

        assertVerifies(one, Ckm.CKM_ECDSA_SHA256);
        assertVerifies(other, Ckm.CKM_ECDSA_SHA256);
        assertThat(value(one.publicKey(), Cka.CKA_EC_POINT)).isNotEqualTo(value(other.publicKey(), Cka.CKA_EC_POINT));
        assertThat(SigningTest.sign(application, session, Mechanism.of(Ckm.CKM_ECDSA_SHA256), one.privateKey()))
                .isNotEqualTo(
                        SigningTest.sign(application, session, Mechanism.of(Ckm.CKM_ECDSA_SHA256), one.privateKey()));
    }

    @Test
    void templates_areChecked() {
        List<Attribute> bits = List.of(Attribute.ofUlong(Cka.CKA_MODULUS_BITS, 1024));

        assertCkr(Ckr.CKR_TEMPLATE_INCOMPLETE, () -> generate(RSA, List.of(), List.of()));
        assertCkr(Ckr.CKR_TEMPLATE_INCOMPLETE, () -> generate(EC, List.of(), List.of()));
        assertCkr(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                () -> generate(RSA, List.of(Attribute.ofUlong(Cka.CKA_MODULUS_BITS, 512)), List.of()));
        assertCkr(
                Ckr.CKR_ATTRIBUTE_READ_ONLY,
                () -> generate(RSA, bits, List.of(Attribute.of(Cka.CKA_MODULUS, new byte[128]))));
        assertCkr(
                Ckr.CKR_ATTRIBUTE_READ_ONLY,
                () -> generate(RSA, bits, List.of(Attribute.ofBoolean(Cka.CKA_LOCAL, true))));
        assertCkr(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                () -> generate(RSA, bits, List.of(Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_EC))));
        assertCkr(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                () -> generate(RSA, bits, List.of(Attribute.ofBoolean(Cka.CKA_EXTRACTABLE, true))));
        assertCkr(
                Ckr.CKR_CURVE_NOT_SUPPORTED,
                () -> generate(
                        EC,
                        List.of(Attribute.of(Cka.CKA_EC_PARAMS, SECObjectIdentifiers.secp256k1.getEncoded())),
                        List.of()));
    }

    @Test
    void mechanismAndLogin_areChecked() {
        List<Attribute> bits = List.of(Attribute.ofUlong(Cka.CKA_MODULUS_BITS, 1024));

        assertCkr(Ckr.CKR_MECHANISM_INVALID, () -> generate(Mechanism.of(Ckm.CKM_RSA_PKCS), bits, List.of()));
        assertCkr(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                () -> generate(new Mechanism(RSA.type(), new MechanismParameter.Opaque(new byte[1])), bits, List.of()));
        application.logout(session);
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> generate(RSA, bits, List.of()));
    }

    @Test
    void readOnlySession_makesSessionPairsOnly() {
        long readOnly = TokenFixture.openReadOnly(application);
        List<Attribute> publicTemplate = List.of(Attribute.of(Cka.CKA_EC_PARAMS, p256()));

        assertCkr(
                Ckr.CKR_SESSION_READ_ONLY,
                () -> application.generateKeyPair(readOnly, EC, publicTemplate, List.of(ON_TOKEN)));
        application.generateKeyPair(readOnly, EC, publicTemplate, List.of());
    }

    @Test
    void publicSessionPair_needsNoLogin() {
        application.logout(session);

        KeyPairHandles pair = application.generateKeyPair(
                session,
                EC,
                List.of(Attribute.of(Cka.CKA_EC_PARAMS, p256())),
                List.of(Attribute.ofBoolean(Cka.CKA_PRIVATE, false)));

        assertVerifies(pair, Ckm.CKM_ECDSA_SHA256);
    }

    private KeyPairHandles ecPair(boolean onToken) {
        Attribute where = Attribute.ofBoolean(Cka.CKA_TOKEN, onToken);
        return application.generateKeyPair(
                session, EC, List.of(Attribute.of(Cka.CKA_EC_PARAMS, p256()), where), List.of(where));
    }

    private void generate(Mechanism mechanism, List<Attribute> publicTemplate, List<Attribute> privateTemplate) {
        application.generateKeyPair(session, mechanism, publicTemplate, privateTemplate);
    }

    private void assertVerifies(KeyPairHandles pair, long mechanism) {
        OutputBuffer signature = OutputBuffer.of(512);
        application.signInit(session, Mechanism.of(mechanism), pair.privateKey());
        application.sign(session, DATA, signature);
        application.verifyInit(session, Mechanism.of(mechanism), pair.publicKey());
        application.verify(session, DATA, signature.bytes().orElseThrow());
        application.verifyInit(session, Mechanism.of(mechanism), pair.publicKey());
        assertCkr(
                Ckr.CKR_SIGNATURE_INVALID,
                () -> application.verify(session, new byte[1], signature.bytes().orElseThrow()));
    }

    private boolean flag(long object, long type) {
        return value(object, type).asBoolean();
    }

    private Attribute value(long object, long type) {
        return application
                .getAttributeValue(session, object, new long[] {type})
                .getFirst()
                .value()
                .orElseThrow();
    }

    private static byte[] p256() {
        return NamedCurve.P_256.ecParams();
    }
}
