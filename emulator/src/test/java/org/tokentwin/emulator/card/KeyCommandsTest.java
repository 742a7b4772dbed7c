package org.tokentwin.emulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.card.CardDriver.AGREE;
import static org.tokentwin.emulator.card.CardDriver.ALWAYS;
import static org.tokentwin.emulator.card.CardDriver.DECIPHER;
import static org.tokentwin.emulator.card.CardDriver.SIGN;
import static org.tokentwin.emulator.card.TestCards.USER_PIN;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.provider.Cryptography;

@ParameterizedClass
@MethodSource("org.tokentwin.emulator.card.Cryptographies#all")
class KeyCommandsTest {
    private static final int USER = 0x01;
    private static final int KEY = 0x56;
    private static final int VOLATILE = 0x80;
    private static final byte[] MESSAGE = CardDriver.ascii("what is to be signed");

    private final Card card;
    private final CardDriver user;

    KeyCommandsTest(Cryptography cryptography) {
        card = TestCards.ready(cryptography);
        user = loggedIn();
    }

    private CardDriver loggedIn() {
        CardDriver channel = CardDriver.open(card);
        channel.verify(USER_PIN).requireOk();
        return channel;
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 3072, 4096})
    void rsaPkcs1OverADigestInfo_isVerifiedByTheJdk(int bits) throws GeneralSecurityException {
        KeyPair pair = TestKeys.rsa(bits);
        user.importKey(KEY, pair, USER, SIGN).requireOk();
        user.prepareSigning(0x02, KEY).requireOk();
        byte[] info =
                CardDriver.concat(HexFormat.of().parseHex("3031300d060960864801650304020105000420"), hash("SHA-256"));

        byte[] signature = user.sign(info).requireOk().data();

        assertThat(verifies("SHA256withRSA", pair, signature)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0x42,SHA-256,SHA256withRSA", "0x52,SHA-384,SHA384withRSA", "0x62,SHA-512,SHA512withRSA"})
    void rsaPkcs1OverAHash_isVerifiedByTheJdk(String algorithm, String digest, String name)
            throws GeneralSecurityException {
        KeyPair pair = TestKeys.rsa2048();
        user.importKey(KEY, pair, USER, SIGN).requireOk();
        user.prepareSigning(Integer.decode(algorithm), KEY).requireOk();

        assertThat(verifies(name, pair, user.sign(hash(digest)).requireOk().data()))
                .isTrue();
        user.sign(new byte[20]).require(0x6A80);
    }

    @ParameterizedTest
    @CsvSource({"0x45,SHA-256,1024", "0x45,SHA-256,2048", "0x55,SHA-384,2048", "0x65,SHA-512,2048", "0x65,SHA-512,4096"
    })
    void rsaPss_isVerifiedByTheJdk(String algorithm, String digest, int bits) throws GeneralSecurityException {
        KeyPair pair = TestKeys.rsa(bits);
        user.importKey(KEY, pair, USER, SIGN).requireOk();
        user.prepareSigning(Integer.decode(algorithm), KEY).requireOk();
        Signature verifier = Signature.getInstance("RSASSA-PSS");
        int salt = MessageDigest.getInstance(digest).getDigestLength();
        verifier.setParameter(new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), salt, 1));

        byte[] first = user.sign(hash(digest)).requireOk().data();
        byte[] second = user.sign(hash(digest)).requireOk().data();

        assertThat(first).isNotEqualTo(second);
        for (byte[] signature : new byte[][] {first, second}) {
            verifier.initVerify(pair.getPublic());
            verifier.update(MESSAGE);
            assertThat(verifier.verify(signature)).isTrue();
        }
    }

    @Test
    void pssOfAHashThatTheKeyIsTooShortFor_isRefused() throws GeneralSecurityException {
        user.importKey(KEY, TestKeys.rsa1024(), USER, SIGN).requireOk();
        user.prepareSigning(0x65, KEY).requireOk();

        user.sign(hash("SHA-512")).require(0x6985);
    }

    @Test
    void rawRsa_isThePrivateOperation() {
        KeyPair pair = TestKeys.rsa2048();
        RSAPublicKey publicKey = (RSAPublicKey) pair.getPublic();
        user.importKey(KEY, pair, USER, SIGN | DECIPHER).requireOk();
        user.prepareSigning(0x0F, KEY).requireOk();
        user.prepareDeciphering(0x0F, KEY).requireOk();
        byte[] block = new byte[256];
        new Random(7).nextBytes(block);
        block[0] = 0;

        byte[] signature = user.sign(block).requireOk().data();

        assertThat(user.decipher(0x81, block).requireOk().data()).isEqualTo(signature);
        BigInteger power = new BigInteger(1, signature).modPow(publicKey.getPublicExponent(), publicKey.getModulus());
        assertThat(CardDriver.unsigned(power, 256)).isEqualTo(block);
        user.sign(new byte[255]).require(0x6A80);
        user.sign(CardDriver.unsigned(publicKey.getModulus(), 256)).require(0x6A80);
        assertThat(user.sign(new byte[256]).requireOk().data()).isEqualTo(new byte[256]);
    }

    @ParameterizedTest
    @CsvSource({
        "256,20", "256,32", "256,48", "256,64", "384,32", "384,48", "384,64", "521,32", "521,64", "521,66", "256,1"
    })
    void ecdsa_isVerifiedByBouncyCastle(int bits, int hashLength) throws GeneralSecurityException {
        KeyPair pair = TestKeys.ec(bits);
        user.importKey(KEY, pair, USER, SIGN).requireOk();
        user.prepareSigning(0x44, KEY).requireOk();
        Random random = new Random(bits + hashLength);
        for (int i = 0; i < 12; i++) {
            byte[] hash = new byte[hashLength];
            random.nextBytes(hash);
            hash[0] = i < 6 && hashLength != 66 ? 0 : (byte) (hash[0] | 2);

            assertThat(verifiesEcdsa(pair, hash, user.sign(hash).requireOk().data()))
                    .isTrue();
        }
    }

    @Test
    void ecdsaOnP521_looksThroughOpenScsPadding() throws GeneralSecurityException {
        KeyPair pair = TestKeys.p521();
        user.importKey(KEY, pair, USER, SIGN).requireOk();
        user.prepareSigning(0x44, KEY).requireOk();
        byte[] hash = new byte[66];
        new Random(1).nextBytes(hash);
        hash[0] |= 2;

        byte[] signature =
                user.sign(CardDriver.concat(new byte[6], hash)).requireOk().data();

        assertThat(verifiesEcdsa(pair, hash, signature)).isTrue();
    }

    @Test
    void ecdsaOnP521_takesAPaddedHashForTheHash() throws GeneralSecurityException {
        KeyPair pair = TestKeys.p521();
        user.importKey(KEY, pair, USER, SIGN).requireOk();
        user.prepareSigning(0x44, KEY).requireOk();
        byte[] hash = hash("SHA-512");

        byte[] signature =
                user.sign(CardDriver.concat(new byte[2], hash)).requireOk().data();

        assertThat(verifiesEcdsa(pair, hash, signature)).isTrue();
    }

    @Test
    void ecdsaSignatures_neverShareR() {
        user.importKey(KEY, TestKeys.p256(), USER, SIGN).requireOk();
        user.prepareSigning(0x44, KEY).requireOk();
        Set<String> seen = new HashSet<>();

        for (int i = 0; i < 50; i++) {
            byte[] signature = user.sign(new byte[32]).requireOk().data();
            assertThat(seen.add(HexFormat.of().formatHex(signature, 0, 32))).isTrue();
        }
    }

    @Test
    void ecdsaNonce_isNotThePrivateKey() {
        KeyPair pair = TestKeys.p256();
        user.importKey(KEY, pair, USER, SIGN).requireOk();
        user.prepareSigning(0x44, KEY).requireOk();

        byte[] signature = user.sign(new byte[32]).requireOk().data();

        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, 32));
        assertThat(r).isNotEqualTo(((ECPublicKey) pair.getPublic()).getW().getAffineX());
    }

    @Test
    void manySignaturesOfOneKey_allVerify() throws GeneralSecurityException {
        KeyPair pair = TestKeys.p256();
        user.importKey(KEY, pair, USER, SIGN).requireOk();
        user.prepareSigning(0x44, KEY).requireOk();
        Random random = new Random(3);

        for (int i = 0; i < 300; i++) {
            byte[] hash = new byte[32];
            random.nextBytes(hash);
            assertThat(verifiesEcdsa(pair, hash, user.sign(hash).requireOk().data()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 3072, 4096})
    void pkcs1Cryptogram_isDeciphered(int bits) throws GeneralSecurityException {
        KeyPair pair = TestKeys.rsa(bits);
        user.importKey(KEY, pair, USER, DECIPHER).requireOk();
        user.prepareDeciphering(0x1A, KEY).requireOk();
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
        byte[] cryptogram = cipher.doFinal(MESSAGE);

        assertThat(user.decipher(0x81, cryptogram).requireOk().data()).isEqualTo(MESSAGE);
        assertThat(user.decipher(0x00, cryptogram).requireOk().data()).isEqualTo(MESSAGE);
        cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
        assertThat(user.decipher(0x81, cipher.doFinal(new byte[0])).requireOk().data())
                .isEmpty();
        user.decipher(0x82, cryptogram).require(0x6A80);
    }

    @ParameterizedTest
    @CsvSource({"0x1D,SHA-1,1024", "0x1D,SHA-1,2048", "0x4D,SHA-256,2048", "0x5D,SHA-384,2048", "0x6D,SHA-512,4096"})
    void oaepCryptogram_isDeciphered(String algorithm, String digest, int bits) throws GeneralSecurityException {
        KeyPair pair = TestKeys.rsa(bits);
        user.importKey(KEY, pair, USER, DECIPHER).requireOk();
        user.prepareDeciphering(Integer.decode(algorithm), KEY).requireOk();
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                pair.getPublic(),
                new OAEPParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));

        assertThat(user.decipher(0x81, cipher.doFinal(MESSAGE)).requireOk().data())
                .isEqualTo(MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1A, 0x1D, 0x4D, 0x5D, 0x6D})
    void cryptogramThatDoesNotUnpad_isRefused(int algorithm) {
        KeyPair pair = TestKeys.rsa2048();
        user.importKey(KEY, pair, USER, DECIPHER).requireOk();
        user.prepareDeciphering(algorithm, KEY).requireOk();
        byte[] cryptogram = new byte[256];
        new Random(5).nextBytes(cryptogram);
        cryptogram[0] = 0;

        user.decipher(0x81, cryptogram).require(0x6A80);
        user.decipher(0x81, Arrays.copyOf(cryptogram, 255)).require(0x6A80);
        byte[] modulus = CardDriver.unsigned(((RSAPublicKey) pair.getPublic()).getModulus(), 256);
        user.decipher(0x81, modulus).require(0x6A80);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 384, 521})
    void keyAgreement_givesBothSidesTheSame(int bits) throws GeneralSecurityException {
        KeyPair onCard = TestKeys.ec(bits);
        KeyPair other = TestKeys.ec(bits);
        user.importKey(KEY, onCard, USER, AGREE).requireOk();
        user.prepareDeciphering(0, KEY).requireOk();
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(other.getPrivate());
        agreement.doPhase(onCard.getPublic(), true);
        byte[] point = CardDriver.point((ECPublicKey) other.getPublic());

        assertThat(user.decipher(0x00, point).requireOk().data()).isEqualTo(agreement.generateSecret());
        point[10] ^= 1;
        user.decipher(0x00, point).require(0x6A80);
        user.decipher(0x00, new byte[point.length]).require(0x6A80);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 384, 521})
    void generatedEcKey_signsForItsPublicPart(int bits) throws GeneralSecurityException {
        byte[] answer = user.generate(KEY, 2, bits, USER, SIGN).requireOk().data();
        user.prepareSigning(0x44, KEY).requireOk();
        int length = 2 * ((bits + 7) / 8) + 1;
        byte[] point = Arrays.copyOfRange(answer, answer.length - length, answer.length);
        assertThat(HexFormat.of().formatHex(answer)).startsWith("7f49").contains("04");

        byte[] hash = new byte[32];
        new Random(bits).nextBytes(hash);
        assertThat(verifiesEcdsa(bits, point, hash, user.sign(hash).requireOk().data()))
                .isTrue();
    }

    @Test
    void generatedRsaKey_signsForItsPublicPart() {
        byte[] answer = user.generate(KEY, 1, 1024, USER, SIGN).requireOk().data();
        user.prepareSigning(0x0F, KEY).requireOk();
        assertThat(HexFormat.of().formatHex(answer))
                .startsWith("7f498188818180")
                .endsWith("8203010001");
        BigInteger modulus = new BigInteger(1, Arrays.copyOfRange(answer, 7, 7 + 128));
        byte[] block = new byte[128];
        Arrays.fill(block, 1, 128, (byte) 0x5A);

        BigInteger signature = new BigInteger(1, user.sign(block).requireOk().data());

        assertThat(signature.modPow(BigInteger.valueOf(65537), modulus)).isEqualTo(new BigInteger(1, block));
    }

    @Test
    void generatedRsaKey_takesItsExponent() {
        byte[] data = CardDriver.concat(
                CardDriver.header(KEY, 1, 1024, USER, SIGN), CardDriver.tlv(0x82, (byte) 0, (byte) 0, (byte) 3));

        byte[] answer = user.send(0x47, 0, 0, CardDriver.tlv(0xB6, data), CardDriver.ANY)
                .requireOk()
                .data();

        assertThat(HexFormat.of().formatHex(answer)).endsWith("820103");
    }

    @ParameterizedTest
    @ValueSource(strings = {"820100", "820101", "820102", "82050000000004", "8200"})
    void impossibleExponent_isRefused(String exponent) {
        byte[] data = CardDriver.concat(
                CardDriver.header(KEY, 1, 1024, USER, SIGN), HexFormat.of().parseHex(exponent));

        user.send(0x47, 0, 0, CardDriver.tlv(0xB6, data), CardDriver.ANY).require(0x6A80);
    }

    @Test
    void generatedKeys_differBetweenSlotsAndCards() {
        Set<String> seen = new HashSet<>();
        for (CardDriver each :
                new CardDriver[] {CardDriver.basic(TestCards.blank()), CardDriver.basic(TestCards.blank())}) {
            for (int reference = VOLATILE; reference < VOLATILE + 5; reference++) {
                byte[] answer = each.generate(reference, 2, 256, ALWAYS, SIGN)
                        .requireOk()
                        .data();
                assertThat(seen.add(HexFormat.of().formatHex(answer))).isTrue();
            }
            byte[] rsa = each.generate(0x90, 1, 1024, ALWAYS, SIGN).requireOk().data();
            assertThat(seen.add(HexFormat.of().formatHex(rsa))).isTrue();
        }
    }

    @Test
    void hashInAStepOfItsOwn_isEchoedAndSignedOnce() throws GeneralSecurityException {
        KeyPair pair = TestKeys.rsa2048();
        user.importKey(KEY, pair, USER, SIGN).requireOk();
        user.prepareSigning(0x42, KEY).requireOk();
        byte[] hash = hash("SHA-256");

        assertThat(user.send(0x2A, 0x90, 0xA0, CardDriver.tlv(0x90, hash), 32)
                        .requireOk()
                        .data())
                .isEqualTo(hash);
        byte[] signature =
                user.send(0x2A, 0x9E, 0x9A, new byte[0], 256).requireOk().data();

        assertThat(verifies("SHA256withRSA", pair, signature)).isTrue();
        user.send(0x2A, 0x9E, 0x9A, new byte[0], 256).require(0x6985);
        user.send(0x2A, 0x90, 0xA0, CardDriver.tlv(0x90, new byte[127]), 256).require(0x6700);
        user.send(0x2A, 0x90, 0xA0, CardDriver.tlv(0x91, new byte[20]), 256).require(0x6A80);
    }

    @Test
    void use_needsTheUserWhereTheKeySaysSo() {
        user.importKey(KEY, TestKeys.p256(), USER, SIGN).requireOk();
        user.importKey(KEY + 1, TestKeys.p256(), ALWAYS, SIGN).requireOk();
        CardDriver anyone = CardDriver.open(card);

        anyone.prepareSigning(0x44, KEY).requireOk();
        anyone.sign(new byte[32]).require(0x6982);
        anyone.prepareSigning(0x44, KEY + 1).requireOk();
        anyone.sign(new byte[32]).requireOk();
    }

    @Test
    void usage_isHeld() {
        user.importKey(KEY, TestKeys.rsa1024(), USER, SIGN).requireOk();
        user.importKey(KEY + 1, TestKeys.rsa1024(), USER, DECIPHER).requireOk();
        user.importKey(KEY + 2, TestKeys.p256(), USER, AGREE).requireOk();
        user.prepareDeciphering(0x0F, KEY).requireOk();
        user.decipher(0x81, new byte[128]).require(0x6985);
        user.prepareSigning(0x0F, KEY + 1).requireOk();
        user.sign(new byte[128]).require(0x6985);
        user.prepareSigning(0x44, KEY + 2).requireOk();
        user.sign(new byte[32]).require(0x6985);
    }

    @Test
    void algorithmOfAnotherKind_isRefused() {
        user.importKey(KEY, TestKeys.rsa1024(), USER, SIGN | DECIPHER).requireOk();
        user.importKey(KEY + 1, TestKeys.p256(), USER, SIGN | AGREE).requireOk();
        user.prepareSigning(0x44, KEY).requireOk();
        user.sign(new byte[32]).require(0x6985);
        user.prepareSigning(0x02, KEY + 1).requireOk();
        user.sign(new byte[32]).require(0x6985);
    }

    @Test
    void withoutSecurityEnvironment_nothingIsComputed() {
        user.sign(new byte[32]).require(0x6985);
        user.decipher(0x81, new byte[128]).require(0x6985);
    }

    @Test
    void absentKey_isNotFound() {
        int sw = user.prepareSigning(0x44, 0x6F).sw();
        assertThat(sw == 0x6A88 || user.sign(new byte[32]).sw() == 0x6A88).isTrue();
        user.deleteKey(0x6F).require(0x6A88);
        user.deleteKey(0x01).require(0x6A88);
    }

    @Test
    void makingAndDeletingPersistentKeys_needsTheUser() {
        CardDriver anyone = CardDriver.open(card);
        anyone.importKey(KEY, TestKeys.p256(), ALWAYS, SIGN).require(0x6982);
        anyone.generate(KEY, 2, 256, ALWAYS, SIGN).require(0x6982);
        anyone.importKey(VOLATILE, TestKeys.p256(), USER, SIGN).require(0x6982);
        anyone.importKey(VOLATILE, TestKeys.p256(), ALWAYS, SIGN).requireOk();
        anyone.deleteKey(VOLATILE).requireOk();
        user.importKey(KEY, TestKeys.p256(), ALWAYS, SIGN).requireOk();

        anyone.deleteKey(KEY).require(0x6982);
        user.deleteKey(KEY).requireOk();
    }

    @Test
    void usedSlot_isNotFilledAgain() {
        user.importKey(KEY, TestKeys.p256(), USER, SIGN).requireOk();

        user.importKey(KEY, TestKeys.p256(), USER, SIGN).require(0x6A89);
        user.generate(KEY, 2, 256, USER, SIGN).require(0x6A89);
    }

    @Test
    void volatileKeys_areGoneAtReset() {
        user.importKey(VOLATILE, TestKeys.p256(), USER, SIGN).requireOk();
        user.importKey(KEY, TestKeys.p256(), USER, SIGN).requireOk();

        card.reset();

        CardDriver again = loggedIn();
        again.deleteKey(VOLATILE).require(0x6A88);
        again.deleteKey(KEY).requireOk();
    }

    @Test
    void keyMap_showsPersistentKeysOnly() {
        user.importKey(KEY + 2, TestKeys.p256(), USER, SIGN).requireOk();
        user.importKey(VOLATILE, TestKeys.p256(), USER, SIGN).requireOk();
        user.select(0x0005).requireOk();

        byte[] map = user.read(0, 256).requireOk().data();

        assertThat(map).hasSize(256);
        for (int slot = 0; slot < 32; slot++) {
            assertThat(map[8 * slot]).isEqualTo((byte) (slot == 2 ? 1 : 0));
        }
        assertThat(Arrays.copyOfRange(map, 16, 24)).isEqualTo(new byte[] {1, 0x58, 2, 0, 0, 0, 0, 1});
    }

    @Test
    void partsThatDoNotBelongTogether_areRefused() {
        byte[] mixedRsa =
                CardDriver.concat(CardDriver.header(KEY, 1, 1024, USER, SIGN), CardDriver.rsaParts((RSAPrivateCrtKey)
                        TestKeys.rsa1024().getPrivate()));
        byte[] modulus = ((RSAPublicKey) TestKeys.otherRsa(1024).getPublic())
                .getModulus()
                .toByteArray();
        System.arraycopy(modulus, 0, mixedRsa, mixedRsa.length - modulus.length, modulus.length);
        KeyPair one = TestKeys.p256();
        KeyPair mixedEc = new KeyPair(TestKeys.p256().getPublic(), one.getPrivate());

        user.send(0xDB, 0x3F, 0xFF, CardDriver.tlv(0x4D, mixedRsa)).require(0x6A80);
        user.importKey(KEY, mixedEc, USER, SIGN).require(0x6A80);

        user.importKey(KEY, one, USER, SIGN).requireOk();
    }

    @Test
    void numbersThatAreNoKey_areRefused() {
        Random random = new Random(11);
        for (int tag = 0x91; tag <= 0x97; tag++) {
            for (String value : new String[] {"", "00", "01", "02", "7F", "FF".repeat(64)}) {
                byte[] parts = replaced(
                        CardDriver.rsaParts(
                                (RSAPrivateCrtKey) TestKeys.rsa1024().getPrivate()),
                        tag,
                        value);
                byte[] data = CardDriver.concat(CardDriver.header(KEY, 1, 1024, USER, SIGN), parts);
                user.send(0xDB, 0x3F, 0xFF, CardDriver.tlv(0x4D, data)).require(0x6A80);
            }
        }
        for (String scalar : new String[] {"", "00", "FF".repeat(32), "FF".repeat(40)}) {
            byte[] point = new byte[65];
            random.nextBytes(point);
            point[0] = 4;
            byte[] data = CardDriver.concat(
                    CardDriver.header(KEY, 2, 256, USER, SIGN),
                    CardDriver.tlv(0x92, HexFormat.of().parseHex(scalar)),
                    CardDriver.tlv(0x99, point));
            user.send(0xDB, 0x3F, 0xFF, CardDriver.tlv(0x4D, data)).require(0x6A80);
        }
    }

    private static byte[] replaced(byte[] parts, int tag, String value) {
        byte[] out = new byte[0];
        for (int at = 0; at < parts.length; ) {
            int header = parts[at + 1] == (byte) 0x81 ? 3 : 2;
            int length = Byte.toUnsignedInt(parts[at + header - 1]);
            byte[] old = Arrays.copyOfRange(parts, at + header, at + header + length);
            boolean chosen = parts[at] == (byte) tag;
            out = CardDriver.concat(
                    out, CardDriver.tlv(parts[at], chosen ? HexFormat.of().parseHex(value) : old));
            at += header + length;
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({
        "0x56,1,512,1,1",
        "0x56,1,1000,1,1",
        "0x56,1,4352,1,1",
        "0x56,1,-1,1,1",
        "0x56,2,255,1,1",
        "0x56,3,256,1,1",
        "0x56,2,256,2,1",
        "0x56,2,256,1,8"
    })
    void impossibleKey_isRefused(String reference, int type, int bits, int condition, int usage) {
        user.generate(Integer.decode(reference), type, bits, condition, usage).require(0x6A80);
    }

    @Test
    void keyWithoutUsage_isKept() {
        user.generate(0x56, 2, 256, USER, 0).require(0x9000);

        assertThat(user.generate(0x56, 2, 256, USER, 0).sw()).isEqualTo(0x6A89);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x10, 0x55, 0x76, 0x7F, 0xC0, 0xFF})
    void referenceThatNoSlotHas_isRefused(int reference) {
        assertThat(user.generate(reference, 2, 256, USER, SIGN).sw()).isIn(0x6A80, 0x6A88);
    }

    @Test
    void everySlot_takesAKey() {
        KeyPair pair = TestKeys.p256();
        for (int reference = 0x56; reference <= 0x75; reference++) {
            user.importKey(reference, pair, USER, SIGN).requireOk();
        }
        for (int reference = 0x80; reference <= 0xBF; reference++) {
            user.importKey(reference, pair, USER, SIGN).requireOk();
        }
        assertThat(user.getData(0xDF48).requireOk().data()).isEqualTo(new byte[] {32, 64});
    }

    @Test
    void keys_takeMemoryAndGiveItBack() {
        byte[] before = user.getData(0xDF43).requireOk().data();
        user.importKey(KEY, TestKeys.rsa2048(), USER, SIGN).requireOk();
        assertThat(user.getData(0xDF43).requireOk().data()).isNotEqualTo(before);

        user.deleteKey(KEY).requireOk();

        assertThat(user.getData(0xDF43).requireOk().data()).isEqualTo(before);
    }

    private static byte[] hash(String digest) throws GeneralSecurityException {
        return MessageDigest.getInstance(digest).digest(MESSAGE);
    }

    private static boolean verifies(String algorithm, KeyPair pair, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(pair.getPublic());
        verifier.update(MESSAGE);
        return verifier.verify(signature);
    }

    private static boolean verifiesEcdsa(KeyPair pair, byte[] hash, byte[] signature) throws GeneralSecurityException {
        ECPublicKeyParameters key = (ECPublicKeyParameters) ECUtil.generatePublicKeyParameter(pair.getPublic());
        return verifiesEcdsa(key, hash, signature);
    }

    private static boolean verifiesEcdsa(int bits, byte[] point, byte[] hash, byte[] signature)
            throws GeneralSecurityException {
        ECDomainParameters curve = ((ECPublicKeyParameters)
                        ECUtil.generatePublicKeyParameter(TestKeys.ec(bits).getPublic()))
                .getParameters();
        return verifiesEcdsa(new ECPublicKeyParameters(curve.getCurve().decodePoint(point), curve), hash, signature);
    }

    private static boolean verifiesEcdsa(ECPublicKeyParameters key, byte[] hash, byte[] signature) {
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, key);
        int half = signature.length / 2;
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, half));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length));
        return verifier.verifySignature(hash, r, s);
    }
}
