package org.tokentwin.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckc;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.KeyPairHandles;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.SlotInfo;
import org.tokentwin.emulator.cryptoki.TokenInfo;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.cryptoki.mechanism.NamedCurve;
import org.tokentwin.emulator.profile.TokenProfile;

/** What was measured on tokens, in the profiles of those models: the rows of {@code docs/fidelity.md}. */
class MeasuredProfilesTest {
    private static final String CARD = "gemalto-idprime-940";
    private static final String LEGACY = "safenet-etoken-5110";
    private static final String PIN = "Abcdef-1";
    private static final String ADMIN_KEY = "0".repeat(48);
    private static final Attribute ON_TOKEN = Attribute.ofBoolean(Cka.CKA_TOKEN, true);

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    private EmulatedToken token(TokenOrder order) {
        EmulatedToken token = order.withTestKey().issue();
        opened.add(token);
        return token;
    }

    private EmulatedToken token(String profile) {
        return token(EmulatedToken.order().profile(profile).withPin(PIN));
    }

    private Emulator emulator(EmulatedToken... tokens) {
        Emulator emulator = Emulator.with(tokens);
        opened.add(emulator);
        return emulator;
    }

    private static Cryptoki application(Emulator emulator) {
        Cryptoki application = emulator.newApplication();
        application.initialize(null);
        return application;
    }

    private Cryptoki application(EmulatedToken token) {
        return application(emulator(token));
    }

    private static long open(Cryptoki application) {
        return application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
    }

    private static long user(Cryptoki application) {
        long session = open(application);
        application.login(session, Cku.CKU_USER, ascii(PIN));
        return session;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean flag(Cryptoki application, long session, long object, long type) {
        return application
                .getAttributeValue(session, object, new long[] {type})
                .getFirst()
                .value()
                .orElseThrow()
                .asBoolean();
    }

    private static long[] find(Cryptoki application, long session, Attribute... template) {
        application.findObjectsInit(session, List.of(template));
        long[] found = application.findObjects(session, 100);
        application.findObjectsFinal(session);
        return found;
    }

    private static KeyPairHandles pair(Cryptoki application, long session, NamedCurve curve) {
        return application.generateKeyPair(
                session,
                Mechanism.of(Ckm.CKM_EC_KEY_PAIR_GEN),
                List.of(ON_TOKEN, Attribute.of(Cka.CKA_EC_PARAMS, curve.ecParams())),
                List.of(ON_TOKEN));
    }

    private static List<Attribute> rsaKey(int bits, Attribute... more) {
        RSAPrivateCrtKey key;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        List<Attribute> template = new ArrayList<>(List.of(
                ON_TOKEN,
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_RSA),
                number(Cka.CKA_MODULUS, key.getModulus()),
                number(Cka.CKA_PUBLIC_EXPONENT, key.getPublicExponent()),
                number(Cka.CKA_PRIVATE_EXPONENT, key.getPrivateExponent()),
                number(Cka.CKA_PRIME_1, key.getPrimeP()),
                number(Cka.CKA_PRIME_2, key.getPrimeQ())));
        template.addAll(Arrays.asList(more));
        return template;
    }

    private static Attribute number(long type, BigInteger value) {
        return Attribute.of(type, BigIntegers.asUnsignedByteArray(value));
    }

    private static List<Attribute> ecKey(NamedCurve curve) {
        return List.of(
                ON_TOKEN,
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_EC),
                Attribute.of(Cka.CKA_EC_PARAMS, curve.ecParams()),
                Attribute.of(Cka.CKA_VALUE, new byte[] {1}));
    }

    // The IDPrime 940

    @Test
    void card_saysWhatItIs() {
        EmulatedToken card = token(CARD);
        TokenInfo info = application(card).getTokenInfo(0);

        assertThat(info.manufacturerId()).isEqualTo("Gemalto");
        assertThat(info.model()).isEqualTo("ID Prime MD");
        assertThat(info.serialNumber()).matches("[0-9A-F]{16}").isEqualTo(card.serial());
        assertThat(info.label()).isEqualTo(info.serialNumber());
        assertThat(info.hardwareVersion()).isEqualTo(new Version(0, 0));
        assertThat(info.firmwareVersion()).isEqualTo(new Version(0, 0));
        assertThat(info.minPinLen()).isEqualTo(4);
        assertThat(info.maxPinLen()).isEqualTo(16);
        assertThat(info.totalPublicMemory()).isEqualTo(74752);
        assertThat(info.flags()).isEqualTo(0x60D);
    }

    @Test
    void cardLibrary_is10Point9_with8Slots() {
        Cryptoki application = application(token(CARD));

        assertThat(application.getInfo().libraryVersion()).isEqualTo(new Version(10, 9));
        assertThat(application.getSlotList(false)).hasSize(8);
    }

    @Test
    void cardsPins_have5Tries() {
        EmulatedToken card = token(CARD);

        assertThat(card.pinStatus(PinReference.USER).triesAtMost()).isEqualTo(5);
        assertThat(card.pinStatus(PinReference.SO).triesAtMost()).isEqualTo(5);
    }

    @Test
    void factoryPin_isFlagged_andLetsNobodyIn_untilItIsChangedWithoutALogin() {
        EmulatedToken card = token(EmulatedToken.order().profile(CARD).withInitialPin());
        Cryptoki application = application(card);
        long session = open(application);

        assertThat(application.getTokenInfo(0).flags()).isEqualTo(0x8060D);
        assertCkr(Ckr.CKR_PIN_EXPIRED, () -> application.login(session, Cku.CKU_USER, ascii("0000")));
        application.setPin(session, ascii("0000"), ascii("1234"));
        application.login(session, Cku.CKU_USER, ascii("1234"));
        assertThat(application.getTokenInfo(0).flags()).isEqualTo(0x60D);
    }

    @Test
    void adminKey_isTheSoPin_andTheUserPinThatItSetsIsNotFlagged() {
        Cryptoki application = application(token(CARD));
        long session = open(application);

        application.login(session, Cku.CKU_SO, ascii(ADMIN_KEY));
        application.initPin(session, ascii("4321"));
        application.logout(session);

        assertThat(application.getTokenInfo(0).flags()).isEqualTo(0x60D);
        application.login(session, Cku.CKU_USER, ascii("4321"));
    }

    @Test
    void adminKey_isChangedForAnother_andForNothingElse() {
        Cryptoki application = application(token(CARD));
        long session = open(application);
        application.login(session, Cku.CKU_SO, ascii(ADMIN_KEY));
        String other = "0123456789abcdef".repeat(3);

        assertCkr(Ckr.CKR_PIN_LEN_RANGE, () -> application.setPin(session, ascii(ADMIN_KEY), ascii("administrator")));
        assertCkr(Ckr.CKR_PIN_INVALID, () -> application.setPin(session, ascii(ADMIN_KEY), ascii("g".repeat(48))));
        assertCkr(Ckr.CKR_PIN_LEN_RANGE, () -> application.setPin(session, ascii(ADMIN_KEY), ascii("0".repeat(49))));
        application.setPin(session, ascii(ADMIN_KEY), ascii(other));
        application.logout(session);

        assertCkr(Ckr.CKR_PIN_INCORRECT, () -> application.login(session, Cku.CKU_SO, ascii(ADMIN_KEY)));
        application.login(session, Cku.CKU_SO, ascii(other));
    }

    @Test
    void initialisation_needsTheCurrentAdminKey() {
        Cryptoki application = application(token(CARD));
        byte[] label = ascii("a new name                      ");

        assertCkr(Ckr.CKR_PIN_INCORRECT, () -> application.initToken(0, ascii("1".repeat(48)), label));
        assertThat(application.getTokenInfo(0).flags() & Ckf.CKF_SO_PIN_COUNT_LOW)
                .isNotZero();
        application.initToken(0, ascii(ADMIN_KEY), label);

        assertThat(application.getTokenInfo(0).label()).isEqualTo("a new name");
    }

    @Test
    void cardsKeySizes_areThoseOfItsMechanismList() {
        Cryptoki application = application(token(CARD));

        assertThat(application
                        .getMechanismInfo(0, Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN)
                        .minKeySize())
                .isEqualTo(2048);
        assertThat(application.getMechanismInfo(0, Ckm.CKM_RSA_PKCS).maxKeySize())
                .isEqualTo(4096);
        assertThat(application.getMechanismInfo(0, Ckm.CKM_ECDSA).minKeySize()).isEqualTo(256);
        assertThat(application.getMechanismInfo(0, Ckm.CKM_EC_KEY_PAIR_GEN).maxKeySize())
                .isEqualTo(256);
    }

    @Test
    void rsaKeyOf3072Bits_hasNoRoom_generatedOrImported() {
        Cryptoki application = application(token(CARD));
        long session = user(application);
        int before = find(application, session).length;

        assertCkr(
                Ckr.CKR_DEVICE_MEMORY,
                () -> application.generateKeyPair(
                        session,
                        Mechanism.of(Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN),
                        List.of(ON_TOKEN, Attribute.ofUlong(Cka.CKA_MODULUS_BITS, 3072)),
                        List.of(ON_TOKEN)));
        assertCkr(Ckr.CKR_DEVICE_MEMORY, () -> application.createObject(session, rsaKey(3072)));

        assertThat(find(application, session)).hasSize(before);
    }

    @Test
    void otherCurves_areRefused_generatedOrImported_andP256IsMade() {
        Cryptoki application = application(token(CARD));
        long session = user(application);

        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> pair(application, session, NamedCurve.P_384));
        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> pair(application, session, NamedCurve.P_521));
        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> application.createObject(session, ecKey(NamedCurve.P_384)));
        assertThat(pair(application, session, NamedCurve.P_256).privateKey()).isNotZero();
    }

    @Test
    void importOfAnEcKey_isRefusedAsIfNobodyWereLoggedIn() {
        Cryptoki application = application(token(CARD));
        long session = user(application);

        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> application.createObject(session, ecKey(NamedCurve.P_256)));
    }

    @Test
    void importedKey_decryptsSignsAndUnwraps_whateverIsAsked() {
        Cryptoki application = application(token(CARD));
        long session = user(application);

        long key = application.createObject(session, rsaKey(2048, Attribute.ofBoolean(Cka.CKA_UNWRAP, false)));

        assertThat(flag(application, session, key, Cka.CKA_DECRYPT)).isTrue();
        assertThat(flag(application, session, key, Cka.CKA_SIGN)).isTrue();
        assertThat(flag(application, session, key, Cka.CKA_UNWRAP)).isTrue();
        assertThat(flag(application, session, key, Cka.CKA_SIGN_RECOVER)).isFalse();
        assertThat(flag(application, session, key, Cka.CKA_SENSITIVE)).isTrue();
        assertThat(flag(application, session, key, Cka.CKA_EXTRACTABLE)).isFalse();
        assertThat(flag(application, session, key, Cka.CKA_LOCAL)).isFalse();
    }

    @Test
    void importThatShallNotDecrypt_isRefusedAsAWrongPin_withoutATry() {
        EmulatedToken card = token(CARD);
        Cryptoki application = application(card);
        long session = user(application);

        assertCkr(
                Ckr.CKR_PIN_INCORRECT,
                () -> application.createObject(session, rsaKey(2048, Attribute.ofBoolean(Cka.CKA_DECRYPT, false))));

        assertThat(card.pinStatus(PinReference.USER).triesLeft()).isEqualTo(5);
    }

    @Test
    void ecertOnTheCard_isTheCardWithTheEcertsPin() {
        EmulatedToken card = token(EmulatedToken.order().profile("hongkongpost-ecert-idprime-940"));
        TokenInfo info = application(card).getTokenInfo(0);

        assertThat(info.manufacturerId()).isEqualTo("Gemalto");
        assertThat(info.serialNumber()).matches("[0-9A-F]{16}");
        assertThat(info.label()).isEqualTo("My Token");
        assertThat(info.minPinLen()).isEqualTo(8);
        assertThat(card.soPin()).isEmpty();
        assertThat(new String(card.initialPin())).matches("[0-9]{8}");
        assertThat(card.pinStatus(PinReference.USER).triesAtMost()).isEqualTo(15);
    }

    // The legacy applet

    @Test
    void legacyToken_saysWhatItIs() {
        EmulatedToken token = token(LEGACY);
        TokenInfo info = application(token).getTokenInfo(0);

        assertThat(info.manufacturerId()).isEqualTo("SafeNet, Inc.");
        assertThat(info.model()).isEqualTo("eToken");
        assertThat(info.serialNumber()).matches("[0-9a-f]{8}");
        assertThat(info.label()).isEqualTo("My Token");
        assertThat(info.flags()).isEqualTo(0x60D);
        assertThat(info.minPinLen()).isEqualTo(6);
        assertThat(info.maxPinLen()).isEqualTo(20);
        assertThat(info.hardwareVersion()).isEqualTo(new Version(16, 0));
        assertThat(info.totalPublicMemory()).isEqualTo(81920);
        assertThat(info.freePrivateMemory()).isEqualTo(32767);
        assertThat(info.maxSessionCount()).isZero();
        assertThat(info.utcTime()).isEqualTo(new byte[16]);
    }

    @Test
    void legacyFactoryPin_isFlagged_andLetsNobodyInUntilItIsChanged() {
        EmulatedToken token = token(EmulatedToken.order().profile(LEGACY).withInitialPin());
        Cryptoki application = application(token);
        long session = open(application);

        assertThat(application.getTokenInfo(0).flags()).isEqualTo(0x8060D);
        assertCkr(Ckr.CKR_PIN_EXPIRED, () -> application.login(session, Cku.CKU_USER, ascii("1234567890")));
        application.setPin(session, ascii("1234567890"), ascii(PIN));
        application.login(session, Cku.CKU_USER, ascii(PIN));
    }

    @Test
    void legacyToken_listsSecretKeyMechanismsFirst() {
        assertThat(application(token(LEGACY)).getMechanismList(0))
                .startsWith(
                        Ckm.CKM_DES_MAC,
                        Ckm.CKM_DES_MAC_GENERAL,
                        Ckm.CKM_DES3_MAC,
                        Ckm.CKM_DES3_MAC_GENERAL,
                        Ckm.CKM_AES_MAC,
                        Ckm.CKM_AES_MAC_GENERAL,
                        Ckm.CKM_RC4,
                        Ckm.CKM_DES_ECB,
                        Ckm.CKM_DES_CBC,
                        Ckm.CKM_DES_CBC_PAD,
                        Ckm.CKM_DES3_ECB);
    }

    @Test
    void legacyIds_have8Bytes() {
        Cryptoki application = application(token(LEGACY));
        long session = user(application);
        long key = find(application, session, Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY))[0];

        assertThat(application
                        .getAttributeValue(session, key, new long[] {Cka.CKA_ID})
                        .getFirst()
                        .value()
                        .orElseThrow()
                        .length())
                .isEqualTo(8);
    }

    @Test
    void legacyHandles_areTheSameInEveryProcess_andNotOfTheDefaultToken() {
        Emulator legacy = emulator(token(LEGACY));
        Emulator ecert = emulator(token("hongkongpost-ecert"));

        assertThat(handles(legacy))
                .hasSizeGreaterThan(2)
                .doesNotHaveDuplicates()
                .isEqualTo(handles(legacy));
        assertThat(handles(ecert)).isNotEqualTo(handles(ecert));
    }

    private static long[] handles(Emulator emulator) {
        Cryptoki application = application(emulator);
        long session = user(application);
        long[] found = find(application, session);
        Arrays.sort(found);
        return found;
    }

    @Test
    void stableHandle_belongsToAnObjectMadeInAnotherProcess_andEndsWithIt() {
        Emulator legacy = emulator(token(LEGACY));
        Cryptoki one = application(legacy);
        Cryptoki other = application(legacy);
        long session = user(one);
        long handle = pair(one, session, NamedCurve.P_256).publicKey();
        long otherSession = user(other);

        assertThat(flag(other, otherSession, handle, Cka.CKA_TOKEN)).isTrue();
        one.destroyObject(session, handle);
        assertCkr(Ckr.CKR_OBJECT_HANDLE_INVALID, () -> flag(other, otherSession, handle, Cka.CKA_TOKEN));
    }

    @Test
    void slotsOnWindows_areNumberedReaders_andBlankWithoutAToken() {
        EmulatedToken first = token(LEGACY);
        EmulatedToken second = token(LEGACY);
        Emulator emulator = emulator(first, second);
        Cryptoki application = application(emulator);

        assertThat(application.getSlotList(false)).hasSize(8);
        assertThat(application.getSlotInfo(0).slotDescription()).isEqualTo("SafeNet Token JC 0");
        assertThat(application.getSlotInfo(1).slotDescription()).isEqualTo("SafeNet Token JC 1");
        emulator.remove(first);
        assertThat(application.getSlotInfo(0)).isEqualTo(blank());
        assertThat(application.getSlotInfo(7)).isEqualTo(blank());
    }

    /** As library 10.9 on macOS has it. */
    private static SlotInfo blank() {
        return new SlotInfo("", "", Ckf.CKF_REMOVABLE_DEVICE | Ckf.CKF_HW_SLOT, new Version(0, 0), new Version(0, 0));
    }

    @Test
    void readerOfACard_keepsItsNameWithoutTheCard() {
        EmulatedToken card = token(CARD);
        Emulator emulator = emulator(card);
        Cryptoki application = application(emulator);
        String name = application.getSlotInfo(0).slotDescription();

        emulator.remove(card);

        assertThat(application.getSlotInfo(0).slotDescription()).isEqualTo(name).isNotEmpty();
        assertThat(application.getSlotInfo(0).flags()).isEqualTo(Ckf.CKF_REMOVABLE_DEVICE | Ckf.CKF_HW_SLOT);
    }

    @Test
    void slotsOnLinux_are8ForReaders_2ForHidTokens_2ForSoftware() {
        EmulatedToken token = token("safenet-etoken-5110-linux");
        Emulator emulator = emulator(token);
        Cryptoki application = application(emulator);

        assertThat(IntStream.range(0, 12)
                        .mapToObj(i -> application.getSlotInfo(i).slotDescription()))
                .containsExactly(
                        "SafeNet eToken 5100 [eToken 5110 SC] 00 00",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "ETOKEN HID READER 0",
                        "ETOKEN HID READER 1",
                        "",
                        "");
        assertThat(application.getSlotList(false)).hasSize(12);
    }

    @Test
    void tokenInFipsMode_signsNoSha1() {
        Cryptoki application = application(token("safenet-etoken-5110-fips"));
        long session = user(application);
        long key = find(application, session, Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY))[0];

        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> application.signInit(session, Mechanism.of(Ckm.CKM_SHA1_RSA_PKCS), key));
        application.signInit(session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), key);
        assertThat(application.getTokenInfo(0).minPinLen()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hongkongpost-ecert", LEGACY, CARD})
    void lockedToken_isFlaggedCountLowToo(String profile) {
        EmulatedToken token = token(profile);
        Cryptoki application = application(token);
        long session = open(application);
        int tries = token.pinStatus(PinReference.USER).triesAtMost();
        for (int i = 1; i < tries; i++) {
            assertCkr(Ckr.CKR_PIN_INCORRECT, () -> application.login(session, Cku.CKU_USER, ascii("Wrong-12")));
        }

        assertCkr(Ckr.CKR_PIN_LOCKED, () -> application.login(session, Cku.CKU_USER, ascii("Wrong-12")));

        assertThat(application.getTokenInfo(0).flags()).isEqualTo(0x5060D);
    }

    @Test
    void generatedRsaPair_isForAllThatSafeNetsTokensSay() {
        Cryptoki application = application(token(LEGACY));
        long session = user(application);
        KeyPairHandles pair = application.generateKeyPair(
                session,
                Mechanism.of(Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN),
                List.of(Attribute.ofUlong(Cka.CKA_MODULUS_BITS, 1024)),
                List.of());

        for (long use : new long[] {Cka.CKA_DECRYPT, Cka.CKA_SIGN, Cka.CKA_UNWRAP}) {
            assertThat(flag(application, session, pair.privateKey(), use))
                    .as(Cka.name(use))
                    .isTrue();
        }
        for (long use : new long[] {Cka.CKA_ENCRYPT, Cka.CKA_VERIFY, Cka.CKA_WRAP}) {
            assertThat(flag(application, session, pair.publicKey(), use))
                    .as(Cka.name(use))
                    .isTrue();
        }
    }

    @Test
    void unwrappingOfAnEcKey_isRefusedByWhatItsTemplateHas() {
        Cryptoki application = application(token(CARD));
        long session = user(application);
        List<Attribute> withoutParameters = List.of(
                ON_TOKEN,
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_EC));
        List<Attribute> withParameters = new ArrayList<>(withoutParameters);
        withParameters.add(Attribute.of(Cka.CKA_EC_PARAMS, NamedCurve.P_256.ecParams()));
        Mechanism mechanism = new Mechanism(Ckm.CKM_AES_CBC_PAD, new MechanismParameter.Opaque(new byte[16]));
        long aes = application.generateKey(
                session,
                Mechanism.of(Ckm.CKM_AES_KEY_GEN),
                List.of(Attribute.ofUlong(Cka.CKA_VALUE_LEN, 16), Attribute.ofBoolean(Cka.CKA_UNWRAP, true)));

        assertCkr(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                () -> application.unwrapKey(session, mechanism, aes, new byte[64], withParameters));
        assertCkr(
                Ckr.CKR_WRAPPED_KEY_INVALID,
                () -> application.unwrapKey(session, mechanism, aes, new byte[64], withoutParameters));
    }

    @Test
    void publicKeyOfAGeneratedPair_isSeenWithoutALogin() {
        Cryptoki application = application(token(CARD));
        long session = user(application);
        pair(application, session, NamedCurve.P_256);
        application.logout(session);

        assertThat(find(
                        application,
                        session,
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PUBLIC_KEY),
                        Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_EC)))
                .hasSize(1);
        assertThat(find(application, session, Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY)))
                .isEmpty();
    }

    @Test
    void certificateWithoutSerialNumber_isTaken() throws Exception {
        EmulatedToken card = token(CARD);
        Cryptoki application = application(card);
        long session = user(application);

        long certificate = application.createObject(
                session,
                List.of(
                        ON_TOKEN,
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE),
                        Attribute.ofUlong(Cka.CKA_CERTIFICATE_TYPE, Ckc.CKC_X_509),
                        Attribute.of(
                                Cka.CKA_SUBJECT,
                                card.certificate().getSubjectX500Principal().getEncoded()),
                        Attribute.of(Cka.CKA_ID, new byte[] {1}),
                        Attribute.ofString(Cka.CKA_LABEL, "a certificate"),
                        Attribute.of(Cka.CKA_VALUE, card.certificate().getEncoded())));

        assertThat(certificate).isNotZero();
    }

    @Test
    void operationState_isNotSupported() {
        Cryptoki application = application(token(LEGACY));
        long session = user(application);

        assertCkr(
                Ckr.CKR_FUNCTION_NOT_SUPPORTED,
                () -> application.getOperationState(session, OutputBuffer.lengthOnly()));
    }

    @ParameterizedTest
    @CsvSource({"15, 1", "2, 3"})
    void countLow_isSetWhereTheProfileSays(int countLowAt, int wrongPins, @TempDir Path directory) throws IOException {
        Path profile = Files.writeString(
                directory.resolve("low.toml"),
                "based-on = \"hongkongpost-ecert\"\n[pin]\ntries = 5\ncount-low-at = " + countLowAt + "\n");
        Cryptoki application = application(
                token(EmulatedToken.order().profile(TokenProfile.load(profile)).withPin(PIN)));
        long session = open(application);
        for (int i = 0; i < wrongPins; i++) {
            assertThat(application.getTokenInfo(0).flags() & Ckf.CKF_USER_PIN_COUNT_LOW)
                    .as(i + " wrong PINs")
                    .isZero();
            assertCkr(Ckr.CKR_PIN_INCORRECT, () -> application.login(session, Cku.CKU_USER, ascii("Wrong-12")));
        }

        assertThat(application.getTokenInfo(0).flags() & Ckf.CKF_USER_PIN_COUNT_LOW)
                .isNotZero();
        application.login(session, Cku.CKU_USER, ascii(PIN));
        assertThat(application.getTokenInfo(0).flags() & Ckf.CKF_USER_PIN_COUNT_LOW)
                .isZero();
    }
}
