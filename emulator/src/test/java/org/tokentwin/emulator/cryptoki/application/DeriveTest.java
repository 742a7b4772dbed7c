package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.EXTRACTABLE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.SENSITIVE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.TELLING;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.UNEXTRACTABLE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.flag;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckd;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeyType;

/** C_DeriveKey: the card multiplies, the host derives. */
class DeriveTest {
    private static final byte[] NOTHING = {};
    private static final byte[] INFO = {1, 2, 3};

    private final SecretKeyFixture fixture = new SecretKeyFixture();
    private final Cryptoki application = fixture.application;
    private final long session = fixture.session;

    @ParameterizedTest
    @CsvSource({"P256,secp256r1", "P384,secp384r1", "P521,secp521r1"})
    void sharedSecret_isWhatTheJdkAgreesOn(KeyType type, String curve) throws Exception {
        Credential credential = Templates.credential(type);
        long base = base(credential);
        KeyPair other = pair(curve);
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(credential.privateKey());
        agreement.doPhase(other.getPublic(), true);
        byte[] expected = agreement.generateSecret();

        assertThat(value(base, Ckd.CKD_NULL, NOTHING, point(other), 0)).isEqualTo(expected);
        assertThat(value(base, Ckd.CKD_NULL, NOTHING, new DEROctetString(point(other)).getEncoded(), 0))
                .isEqualTo(expected);
        assertThat(value(base, Ckd.CKD_NULL, NOTHING, point(other), 16))
                .isEqualTo(Arrays.copyOfRange(expected, expected.length - 16, expected.length));
        assertThat(value(base, Ckd.CKD_SHA256_KDF, INFO, point(other), 32)).isEqualTo(kdf(expected));
    }

    @ParameterizedTest
    @CsvSource({
        Ckd.CKD_SHA3_224_KDF + ",SHA3-224",
        Ckd.CKD_SHA3_256_KDF + ",SHA3-256",
        Ckd.CKD_SHA3_384_KDF + ",SHA3-384",
        Ckd.CKD_SHA3_512_KDF + ",SHA3-512",
    })
    void sharedSecret_isDerivedBySha3(long kdf, String hash) throws Exception {
        Credential credential = Templates.credential(KeyType.P256);
        KeyPair other = pair("secp256r1");
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(credential.privateKey());
        agreement.doPhase(other.getPublic(), true);
        byte[] expected = kdf(agreement.generateSecret(), hash);

        assertThat(value(base(credential), kdf, INFO, point(other), expected.length))
                .isEqualTo(expected);
    }

    private static byte[] kdf(byte[] secret) throws GeneralSecurityException {
        return kdf(secret, "SHA-256");
    }

    /** X9.63: one round. */
    private static byte[] kdf(byte[] secret, String hash) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance(hash);
        digest.update(secret);
        digest.update(ByteBuffer.allocate(4).putInt(1).array());
        return digest.digest(INFO);
    }

    @Test
    void derivedKey_wasAlwaysSensitiveOnlyWhereItsBaseWas() throws Exception {
        long imported = base(Templates.credential(KeyType.P256));
        long generated = application
                .generateKeyPair(
                        session,
                        Mechanism.of(Ckm.CKM_EC_KEY_PAIR_GEN),
                        List.of(Attribute.of(Cka.CKA_EC_PARAMS, curveOf(imported))),
                        List.of(flag(Cka.CKA_DERIVE, true)))
                .privateKey();
        byte[] point = point(pair("secp256r1"));

        long ofImported = derive(imported, Ckd.CKD_NULL, NOTHING, point, template(32, SENSITIVE, UNEXTRACTABLE));
        assertThat(fixture.isSet(ofImported, Cka.CKA_ALWAYS_SENSITIVE)).isFalse();
        assertThat(fixture.isSet(ofImported, Cka.CKA_NEVER_EXTRACTABLE)).isFalse();
        assertThat(fixture.isSet(ofImported, Cka.CKA_LOCAL)).isFalse();
        long ofGenerated = derive(generated, Ckd.CKD_NULL, NOTHING, point, template(32, SENSITIVE, UNEXTRACTABLE));
        assertThat(fixture.isSet(ofGenerated, Cka.CKA_ALWAYS_SENSITIVE)).isTrue();
        assertThat(fixture.isSet(ofGenerated, Cka.CKA_NEVER_EXTRACTABLE)).isTrue();
    }

    @Test
    void desKey_getsItsParity() throws Exception {
        long base = base(Templates.credential(KeyType.P256));
        List<Attribute> template = Templates.with(
                Templates.without(template(0, TELLING, EXTRACTABLE), Cka.CKA_VALUE_LEN),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_DES3));
        long key = derive(base, Ckd.CKD_NULL, NOTHING, point(pair("secp256r1")), template);

        for (byte each : fixture.value(key)) {
            assertThat(Integer.bitCount(Byte.toUnsignedInt(each)) % 2).isOne();
        }
    }

    @Test
    void keyOfEncryptedData_isItsFirstBytes() {
        long aes = fixture.aes(flag(Cka.CKA_DERIVE, true));
        long des3 = fixture.secret(Ckk.CKK_DES3, SecretKeyFixture.DES3_VALUE, flag(Cka.CKA_DERIVE, true));
        byte[] data = "data of two whole blocks of AES.".getBytes(StandardCharsets.US_ASCII);

        assertThat(ofData(Ckm.CKM_AES_ECB_ENCRYPT_DATA, Structure.CK_KEY_DERIVATION_STRING_DATA, aes, data))
                .isEqualTo(firstByJdk("AES/ECB/NoPadding", SecretKeyFixture.AES_VALUE, data));
        assertThat(ofData(Ckm.CKM_AES_CBC_ENCRYPT_DATA, Structure.CK_AES_CBC_ENCRYPT_DATA_PARAMS, aes, data))
                .isEqualTo(firstByJdk("AES/CBC/NoPadding", SecretKeyFixture.AES_VALUE, data));
        assertThat(ofData(Ckm.CKM_DES3_ECB_ENCRYPT_DATA, Structure.CK_KEY_DERIVATION_STRING_DATA, des3, data))
                .isEqualTo(firstByJdk("DESede/ECB/NoPadding", SecretKeyFixture.DES3_VALUE, data));
        assertThat(ofData(Ckm.CKM_DES3_CBC_ENCRYPT_DATA, Structure.CK_DES_CBC_ENCRYPT_DATA_PARAMS, des3, data))
                .isEqualTo(firstByJdk("DESede/CBC/NoPadding", SecretKeyFixture.DES3_VALUE, data));
    }

    @Test
    void dataThatIsNoWholeBlocksOrTooShort_isRefused() {
        long aes = fixture.aes(flag(Cka.CKA_DERIVE, true));
        Structure structure = Structure.CK_KEY_DERIVATION_STRING_DATA;

        assertCkr(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                () -> ofData(Ckm.CKM_AES_ECB_ENCRYPT_DATA, structure, aes, new byte[31]));
        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> ofData(Ckm.CKM_AES_ECB_ENCRYPT_DATA, structure, aes, NOTHING));
        assertCkr(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                () -> ofData(Ckm.CKM_AES_CBC_ENCRYPT_DATA, structure, aes, new byte[32]));
        assertCkr(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                () -> ofData(Ckm.CKM_AES_ECB_ENCRYPT_DATA, structure, aes, new byte[16]));
    }

    /** A key of 24 bytes. */
    private byte[] ofData(long mechanism, Structure structure, long base, byte[] data) {
        Map<String, Object> fields = structure == Structure.CK_KEY_DERIVATION_STRING_DATA
                ? Map.of("pData", data)
                : Map.of("pData", data, "iv", new byte[structure == Structure.CK_AES_CBC_ENCRYPT_DATA_PARAMS ? 16 : 8]);
        Mechanism given = new Mechanism(mechanism, new MechanismParameter.Structured(structure, fields));
        return fixture.value(application
                .deriveKey(session, given, base, template(24, TELLING, EXTRACTABLE))
                .orElseThrow());
    }

    private static byte[] firstByJdk(String transformation, byte[] key, byte[] data) {
        byte[] iv = new byte[transformation.startsWith("AES") ? 16 : 8];
        return Arrays.copyOf(SecretKeyFixture.byJdk(Cipher.ENCRYPT_MODE, transformation, key, iv, data), 24);
    }

    /** I. Biehl and others, "Differential Fault Attacks on Elliptic Curve Cryptosystems" (2000): products of points of small order tell the private key. */
    @Test
    void pointThatIsNotOnTheCurve_isParamInvalid() throws Exception {
        long base = base(Templates.credential(KeyType.P256));
        byte[] off = point(pair("secp256r1"));
        off[64] ^= 1;
        byte[] ofAnotherCurve = point(pair("secp384r1"));

        for (byte[] each :
                List.of(off, ofAnotherCurve, NOTHING, new byte[] {0}, new byte[65], Arrays.copyOf(off, 64))) {
            assertCkr(
                    Ckr.CKR_MECHANISM_PARAM_INVALID,
                    () -> derive(base, Ckd.CKD_NULL, NOTHING, each, template(32, SENSITIVE)));
        }
    }

    @Test
    void parametersThatContradict_areRefused() throws Exception {
        long base = base(Templates.credential(KeyType.P256));
        byte[] point = point(pair("secp256r1"));

        assertCkr(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                () -> derive(base, Ckd.CKD_NULL, INFO, point, template(32, SENSITIVE)));
        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> derive(base, 99, NOTHING, point, template(32, SENSITIVE)));
        assertCkr(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                () -> derive(base, Ckd.CKD_NULL, NOTHING, point, template(33, SENSITIVE)));
        assertCkr(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                () -> derive(base, Ckd.CKD_SHA1_KDF, NOTHING, point, template(-1, SENSITIVE)));
        List<Attribute> lengthless = Templates.without(template(0, SENSITIVE), Cka.CKA_VALUE_LEN);
        assertCkr(
                Ckr.CKR_TEMPLATE_INCOMPLETE,
                () -> derive(
                        base,
                        Ckd.CKD_NULL,
                        NOTHING,
                        point,
                        Templates.with(lengthless, Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_AES))));
        assertCkr(Ckr.CKR_TEMPLATE_INCOMPLETE, () -> derive(base, Ckd.CKD_SHA1_KDF, NOTHING, point, lengthless));
    }

    @Test
    void keyThatDoesNotDerive_isNotPermitted() throws Exception {
        long key = application.createObject(session, Templates.privateKey(Templates.credential(KeyType.P256)));
        byte[] point = point(pair("secp256r1"));

        assertCkr(
                Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED,
                () -> derive(key, Ckd.CKD_NULL, NOTHING, point, template(32, SENSITIVE)));
        assertCkr(
                Ckr.CKR_KEY_TYPE_INCONSISTENT,
                () -> derive(
                        fixture.aes(flag(Cka.CKA_DERIVE, true)),
                        Ckd.CKD_NULL,
                        NOTHING,
                        point,
                        template(32, SENSITIVE)));
        assertCkr(Ckr.CKR_KEY_HANDLE_INVALID, () -> derive(77, Ckd.CKD_NULL, NOTHING, point, template(32, SENSITIVE)));
    }

    private long base(Credential credential) {
        return application.createObject(
                session, Templates.with(Templates.privateKey(credential), flag(Cka.CKA_DERIVE, true)));
    }

    private byte[] curveOf(long key) {
        return fixture.read(key, Cka.CKA_EC_PARAMS).value().orElseThrow().value();
    }

    private byte[] value(long base, long kdf, byte[] shared, byte[] point, long bytes) {
        List<Attribute> template = template(bytes, TELLING, EXTRACTABLE);
        return fixture.value(derive(
                base, kdf, shared, point, bytes == 0 ? Templates.without(template, Cka.CKA_VALUE_LEN) : template));
    }

    private long derive(long base, long kdf, byte[] shared, byte[] point, List<Attribute> template) {
        Mechanism mechanism = new Mechanism(
                Ckm.CKM_ECDH1_DERIVE,
                new MechanismParameter.Structured(
                        Structure.CK_ECDH1_DERIVE_PARAMS,
                        Map.of("kdf", kdf, "pSharedData", shared, "pPublicData", point)));
        return application.deriveKey(session, mechanism, base, template).orElseThrow();
    }

    private static List<Attribute> template(long bytes, Attribute... more) {
        return Templates.with(
                List.of(
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY),
                        Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_GENERIC_SECRET),
                        Attribute.ofUlong(Cka.CKA_VALUE_LEN, bytes)),
                more);
    }

    private static KeyPair pair(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static byte[] point(KeyPair pair) {
        return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded())
                .getPublicKeyData()
                .getOctets();
    }
}
