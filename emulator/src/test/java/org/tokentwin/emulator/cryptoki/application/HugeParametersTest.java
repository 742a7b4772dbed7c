package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.flag;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckd;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.MechanismParameter.RsaPkcsOaep;
import org.tokentwin.emulator.cryptoki.MechanismParameter.RsaPkcsPss;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeyType;

/** Lengths, points, parameters and nested values that no key or mechanism has are refused at once, whatever they would cost: the test ends at all. */
class HugeParametersTest {
    /** As long as a value may be. */
    private static final int LONGEST = 0x7000;

    private static final int MEBIBYTE = 1 << 20;

    private final SecretKeyFixture fixture = new SecretKeyFixture();
    private final Cryptoki application = fixture.application;
    private final long session = fixture.session;

    static List<byte[]> strangeValues() {
        byte[] nested = new byte[LONGEST];
        for (int i = 0; i < nested.length; i += 2) {
            nested[i] = 0x30;
            nested[i + 1] = (byte) 0x80;
        }
        return List.of(
                new byte[0],
                new byte[LONGEST],
                nested,
                der(0x06, LONGEST - 4, 0x81),
                der(0x02, LONGEST - 4, 0x7F),
                der(0x04, LONGEST - 4, 0x04),
                new byte[] {0x30, (byte) 0x84, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
    }

    /** A value of so many equal bytes. */
    private static byte[] der(int tag, int length, int content) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.writeBytes(new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length});
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) content);
        value.writeBytes(bytes);
        return value.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("strangeValues")
    void curveOrPointThatIsNone_isRefused(byte[] value) {
        List<Attribute> key = Templates.publicKey(Templates.credential(KeyType.P256));
        List<Attribute> own = Templates.privateKey(Templates.credential(KeyType.P256));

        assertRefused(() ->
                application.createObject(session, Templates.with(key, Attribute.of(Cka.CKA_EC_PARAMS, value))));
        assertRefused(() ->
                application.createObject(session, Templates.with(key, Attribute.of(Cka.CKA_EC_POINT, value))));
        assertRefused(() ->
                application.createObject(session, Templates.with(own, Attribute.of(Cka.CKA_EC_PARAMS, value))));
        if (value.length != 6) { // such a number is one below the order
            assertRefused(() ->
                    application.createObject(session, Templates.with(own, Attribute.of(Cka.CKA_VALUE, value))));
        }
        assertRefused(() -> application.generateKeyPair(
                session,
                Mechanism.of(Ckm.CKM_EC_KEY_PAIR_GEN),
                List.of(Attribute.of(Cka.CKA_EC_PARAMS, value)),
                List.of()));
    }

    @ParameterizedTest
    @MethodSource("strangeValues")
    void certificateThatIsNone_isRefused(byte[] value) {
        List<Attribute> certificate =
                Templates.certificate(Templates.credential(KeyType.P256).certificate());

        assertRefused(() ->
                application.createObject(session, Templates.with(certificate, Attribute.of(Cka.CKA_VALUE, value))));
    }

    @Test
    void certificateOfAHugeKey_isOneLikeAnother() throws Exception {
        Credential credential = Templates.credential(KeyType.P256);
        BigInteger huge = BigInteger.ONE.shiftLeft(100_000).setBit(0);
        Certificate own = Certificate.getInstance(credential.certificate().getEncoded());
        ASN1EncodableVector parts = new ASN1EncodableVector();
        TBSCertificate signed = own.getTBSCertificate();
        ASN1Sequence fields = (ASN1Sequence) signed.toASN1Primitive();
        for (int i = 0; i < fields.size(); i++) {
            parts.add(
                    i == 6
                            ? new SubjectPublicKeyInfo(
                                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
                                    new RSAPublicKey(huge, BigInteger.valueOf(65537)))
                            : fields.getObjectAt(i));
        }
        byte[] certificate = new DERSequence(
                        new ASN1Encodable[] {new DERSequence(parts), own.getSignatureAlgorithm(), own.getSignature()})
                .getEncoded(ASN1Encoding.DER);
        List<Attribute> template = Templates.with(
                Templates.certificate(credential.certificate()), Attribute.of(Cka.CKA_VALUE, certificate));

        long object = application.createObject(session, Templates.onToken(template));

        assertThat(TokenFixture.find(application, session, Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE)))
                .contains(object);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 1023, 4097, (LONGEST - 1) * 8})
    void publicKeyOutsideOfTheProfile_verifiesNothing(int bits) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0).setBit(bits / 2);
        List<Attribute> key = List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PUBLIC_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_RSA),
                Templates.number(Cka.CKA_MODULUS, modulus),
                Templates.number(
                        Cka.CKA_PUBLIC_EXPONENT,
                        modulus.subtract(BigInteger.TWO).max(BigInteger.ONE)));

        assertRefused(() -> application.verifyInit(
                session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), application.createObject(session, key)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1L << 31, 1L << 32, 1L << 62, Long.MIN_VALUE, -1})
    void keyOfALengthThatThereIsNot_isNotGenerated(long length) {
        assertRefused(() -> application.generateKeyPair(
                session,
                Mechanism.of(Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN),
                List.of(Attribute.ofUlong(Cka.CKA_MODULUS_BITS, length)),
                List.of()));
        assertRefused(() -> application.generateKey(
                session, Mechanism.of(Ckm.CKM_AES_KEY_GEN), List.of(Attribute.ofUlong(Cka.CKA_VALUE_LEN, length))));
        if (length != 1) { // a secret of one byte is one
            assertRefused(() -> application.generateKey(
                    session,
                    Mechanism.of(Ckm.CKM_GENERIC_SECRET_KEY_GEN),
                    List.of(Attribute.ofUlong(Cka.CKA_VALUE_LEN, length))));
            assertRefused(() -> derive(new byte[] {1}, point(), length));
        }
    }

    @Test
    void hugePublicExponent_isNotGeneratedWith() {
        assertRefused(() -> application.generateKeyPair(
                session,
                Mechanism.of(Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN),
                List.of(
                        Attribute.ofUlong(Cka.CKA_MODULUS_BITS, 2048),
                        Templates.number(
                                Cka.CKA_PUBLIC_EXPONENT,
                                BigInteger.ONE.shiftLeft(LONGEST * 8 - 1).setBit(0))),
                List.of()));
    }

    @ParameterizedTest
    @ValueSource(longs = {512, 1L << 31, 1L << 32, (1L << 32) + 20, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void saltThatNoKeyHolds_isRefused(long length) {
        Mechanism pss =
                new Mechanism(Ckm.CKM_SHA256_RSA_PKCS_PSS, new RsaPkcsPss(Ckm.CKM_SHA256, Ckg.CKG_MGF1_SHA256, length));
        long key = application.createObject(session, Templates.publicKey(Templates.credential(KeyType.RSA_2048)));
        long own = application.createObject(session, Templates.privateKey(Templates.credential(KeyType.RSA_2048)));

        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> application.verifyInit(session, pss, key));
        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> application.signInit(session, pss, own));
        assertRefused(() -> application.verifyInit(
                session, new Mechanism(Ckm.CKM_RSA_PKCS_PSS, new RsaPkcsPss(length, length, 20)), key));
    }

    @Test
    void hugeLabelOfOaep_isHashedOnce() {
        long key = application.createObject(
                session,
                Templates.with(
                        Templates.publicKey(Templates.credential(KeyType.RSA_2048)), flag(Cka.CKA_ENCRYPT, true)));
        Mechanism oaep = new Mechanism(
                Ckm.CKM_RSA_PKCS_OAEP,
                new RsaPkcsOaep(Ckm.CKM_SHA256, Ckg.CKG_MGF1_SHA256, 1, new byte[32 * MEBIBYTE]));

        application.encryptInit(session, oaep, key);
        assertThat(SecretKeyFixture.output(room -> application.encrypt(session, new byte[] {1}, room)))
                .hasSize(256);
    }

    @Test
    void hugePartOfAnAgreement_isRefusedOrHashedOnce() {
        assertRefused(() -> derive(new byte[] {1}, new byte[32 * MEBIBYTE], 32));
        for (byte[] value : strangeValues()) {
            assertRefused(() -> derive(new byte[] {1}, value, 32));
        }
        assertThat(derive(new byte[32 * MEBIBYTE], point(), 32)).isPositive();
    }

    private byte[] point() {
        byte[] encoded = Templates.publicKey(Templates.credential(KeyType.P256)).stream()
                .filter(attribute -> attribute.type() == Cka.CKA_EC_POINT)
                .findFirst()
                .orElseThrow()
                .value();
        return DEROctetString.getInstance(encoded).getOctets();
    }

    private long derive(byte[] shared, byte[] point, long bytes) {
        long base = application.createObject(
                session,
                Templates.with(Templates.privateKey(Templates.credential(KeyType.P256)), flag(Cka.CKA_DERIVE, true)));
        Mechanism mechanism = new Mechanism(
                Ckm.CKM_ECDH1_DERIVE,
                new MechanismParameter.Structured(
                        Structure.CK_ECDH1_DERIVE_PARAMS,
                        Map.of("kdf", Ckd.CKD_SHA256_KDF, "pSharedData", shared, "pPublicData", point)));
        List<Attribute> template = List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_GENERIC_SECRET),
                Attribute.ofUlong(Cka.CKA_VALUE_LEN, bytes));
        return application.deriveKey(session, mechanism, base, template).orElseThrow();
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CryptokiException.class,
                        refused -> assertThat(refused.ckr())
                                .isNotIn(Ckr.CKR_OK, Ckr.CKR_GENERAL_ERROR, Ckr.CKR_FUNCTION_FAILED));
    }
}
