package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.AES_VALUE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.EXTRACTABLE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.SENSITIVE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.TELLING;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.flag;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.mechanism;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.ResponseApdu;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.NestedTemplate;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.object.PrivateObjects;
import org.tokentwin.emulator.cryptoki.object.PublicObjects;
import org.tokentwin.emulator.cryptoki.object.SecretKeys;
import org.tokentwin.emulator.cryptoki.object.StoredObject;
import org.tokentwin.emulator.cryptoki.token.InsertedCard;
import org.tokentwin.emulator.cryptoki.token.Pins;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;
import org.tokentwin.emulator.profile.TokenProfile;

/** Secret keys that lie on the card, where the profile lets them. */
class SecretKeyOnTokenTest {
    private static final Attribute ON_TOKEN = flag(Cka.CKA_TOKEN, true);
    private static final Attribute IN_SESSION = flag(Cka.CKA_TOKEN, false);
    private static final Attribute PUBLIC = flag(Cka.CKA_PRIVATE, false);
    private static final Attribute SECRET_KEYS = Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY);
    private static final byte[] BLOCK = new byte[16];
    private static final int SECURITY_STATUS_NOT_SATISFIED = 0x6982;

    private final SecretKeyFixture fixture = new SecretKeyFixture();
    private final Cryptoki application = fixture.application;
    private final long session = fixture.session;

    @Test
    void key_outlivesItsSessionAndItsApplication() {
        long key = fixture.aes(ON_TOKEN, SENSITIVE, Attribute.ofString(Cka.CKA_LABEL, "kept"));
        byte[] encrypted = fixture.encrypt(mechanism(Ckm.CKM_AES_ECB), key, BLOCK);
        application.finalizeCryptoki(false);

        Cryptoki other = fixture.token.application();
        long user = TokenFixture.openUser(other);
        long[] found = TokenFixture.find(other, user, SECRET_KEYS, Attribute.ofString(Cka.CKA_LABEL, "kept"));

        assertThat(found).hasSize(1);
        other.encryptInit(user, mechanism(Ckm.CKM_AES_ECB), found[0]);
        assertThat(SecretKeyFixture.output(room -> other.encrypt(user, BLOCK, room)))
                .isEqualTo(encrypted);
        assertThat(other.getAttributeValue(user, found[0], new long[] {Cka.CKA_VALUE})
                        .getFirst()
                        .ckr())
                .isEqualTo(Ckr.CKR_ATTRIBUTE_SENSITIVE);
    }

    @Test
    void keyThatMayBeRead_isReadAndFoundByItsValue() {
        long key = fixture.aes(ON_TOKEN, TELLING, EXTRACTABLE);

        assertThat(fixture.value(key)).isEqualTo(AES_VALUE);
        assertThat(find(Attribute.of(Cka.CKA_VALUE, AES_VALUE))).containsExactly(key);
    }

    @Test
    void keyMadeInEveryWay_liesOnTheToken() {
        long wrapping = fixture.aes(flag(Cka.CKA_WRAP, true), flag(Cka.CKA_UNWRAP, true));
        long generated = fixture.generateAes(ON_TOKEN, EXTRACTABLE);
        byte[] wrapped = SecretKeyFixture.output(
                room -> application.wrapKey(session, mechanism(Ckm.CKM_AES_ECB), wrapping, generated, room));
        long unwrapped = application.unwrapKey(
                session, mechanism(Ckm.CKM_AES_ECB), wrapping, wrapped, List.of(SECRET_KEYS, aesType(), ON_TOKEN));
        long copied = application.copyObject(session, fixture.aes(), List.of(ON_TOKEN));

        assertThat(find(SECRET_KEYS, ON_TOKEN)).containsExactlyInAnyOrder(generated, unwrapped, copied);
        assertThat(fixture.encrypt(mechanism(Ckm.CKM_AES_ECB), unwrapped, BLOCK))
                .isEqualTo(fixture.encrypt(mechanism(Ckm.CKM_AES_ECB), generated, BLOCK));
    }

    @Test
    void copyIntoTheSession_isItsOwn() {
        long key = fixture.aes(ON_TOKEN);
        long copy = application.copyObject(session, key, List.of(IN_SESSION));
        byte[] encrypted = fixture.encrypt(mechanism(Ckm.CKM_AES_ECB), key, BLOCK);
        application.destroyObject(session, key);

        assertThat(find(SECRET_KEYS)).containsExactly(copy);
        assertThat(fixture.encrypt(mechanism(Ckm.CKM_AES_ECB), copy, BLOCK)).isEqualTo(encrypted);
    }

    @Test
    void changedAttributes_leaveTheValueAsItIs() {
        long key = fixture.aes(ON_TOKEN, TELLING, EXTRACTABLE);
        application.setAttributeValue(session, key, List.of(Attribute.ofString(Cka.CKA_LABEL, "other")));
        assertThat(fixture.value(key)).isEqualTo(AES_VALUE);

        application.setAttributeValue(session, key, List.of(SENSITIVE));
        assertThat(fixture.read(key, Cka.CKA_VALUE).ckr()).isEqualTo(Ckr.CKR_ATTRIBUTE_SENSITIVE);
        assertCkr(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> application.setAttributeValue(session, key, List.of(TELLING)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4000, 4096})
    void secretOfAnyLength_liesOnTheToken(int length) {
        byte[] value = new byte[length];
        Arrays.fill(value, (byte) 0x5A);
        long key = fixture.secret(Ckk.CKK_GENERIC_SECRET, value, ON_TOKEN, TELLING, EXTRACTABLE);
        application.logout(session);
        application.login(session, 1, TokenFixture.ascii(TokenFixture.PIN));

        assertThat(find(SECRET_KEYS)).hasSize(1).doesNotContain(key);
        assertThat(fixture.value(find(SECRET_KEYS)[0])).isEqualTo(value);
    }

    @Test
    void keyOfAnotherApplication_isSeenAtOnce_andGoneAtOnce() {
        Cryptoki other = fixture.token.application();
        long theirs = TokenFixture.openUser(other);
        long key = other.generateKey(
                theirs, mechanism(Ckm.CKM_AES_KEY_GEN), List.of(ON_TOKEN, Attribute.ofUlong(Cka.CKA_VALUE_LEN, 16)));
        long mine = find(SECRET_KEYS)[0];
        assertThat(fixture.encrypt(mechanism(Ckm.CKM_AES_ECB), mine, BLOCK)).hasSize(16);

        other.destroyObject(theirs, key);

        assertThat(find(SECRET_KEYS)).isEmpty();
        assertCkr(Ckr.CKR_KEY_HANDLE_INVALID, () -> application.encryptInit(session, mechanism(Ckm.CKM_AES_ECB), mine));
    }

    /** An operation that has begun goes on with the key as it was, whatever becomes of the object. */
    @Test
    void changeByAnotherApplication_disturbsNoOperation() {
        long key = fixture.aes(ON_TOKEN);
        Cryptoki other = fixture.token.application();
        long theirs = TokenFixture.openUser(other);
        application.encryptInit(session, mechanism(Ckm.CKM_AES_ECB), key);
        other.setAttributeValue(
                theirs,
                TokenFixture.find(other, theirs, SECRET_KEYS)[0],
                List.of(Attribute.ofString(Cka.CKA_LABEL, "other")));
        assertThat(find(SECRET_KEYS)).hasSize(1);

        assertThat(SecretKeyFixture.output(room -> application.encrypt(session, BLOCK, room)))
                .isEqualTo(HexFormat.of().parseHex("c6a13b37878f5b826f4f8162a1c8d879"));
    }

    @Test
    void withoutTheLogin_thereIsNoKey() {
        long key = fixture.aes(ON_TOKEN);
        application.logout(session);

        assertThat(find(SECRET_KEYS)).isEmpty();
        assertCkr(Ckr.CKR_KEY_HANDLE_INVALID, () -> application.encryptInit(session, mechanism(Ckm.CKM_AES_ECB), key));
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> fixture.generateAes(ON_TOKEN));
    }

    @Test
    void readOnlySession_makesNone() {
        long readOnly = TokenFixture.openReadOnly(application);

        assertCkr(
                Ckr.CKR_SESSION_READ_ONLY,
                () -> application.generateKey(
                        readOnly,
                        mechanism(Ckm.CKM_AES_KEY_GEN),
                        List.of(ON_TOKEN, Attribute.ofUlong(Cka.CKA_VALUE_LEN, 16))));
    }

    /** The unwrapping key's template says where the unwrapped one lies as much as the caller's does. */
    @Test
    void readOnlySession_unwrapsNoneThroughATemplateOfTheKey() {
        long unwrapping =
                fixture.aes(flag(Cka.CKA_UNWRAP, true), NestedTemplate.of(Cka.CKA_UNWRAP_TEMPLATE, List.of(ON_TOKEN)));
        long readOnly = TokenFixture.openReadOnly(application);

        assertCkr(
                Ckr.CKR_SESSION_READ_ONLY,
                () -> application.unwrapKey(
                        readOnly,
                        mechanism(Ckm.CKM_AES_ECB),
                        unwrapping,
                        new byte[16],
                        List.of(SECRET_KEYS, aesType())));
    }

    /** The file of a public object shows its value to everybody. */
    @Test
    void publicKeyOnTheToken_isTemplateInconsistent() {
        assertCkr(Ckr.CKR_TEMPLATE_INCONSISTENT, () -> fixture.aes(ON_TOKEN, PUBLIC));
        assertCkr(Ckr.CKR_TEMPLATE_INCONSISTENT, () -> fixture.generateAes(ON_TOKEN, PUBLIC));
        long open = fixture.aes(PUBLIC);
        assertCkr(Ckr.CKR_TEMPLATE_INCONSISTENT, () -> application.copyObject(session, open, List.of(ON_TOKEN)));
        long key = fixture.aes(ON_TOKEN);
        assertCkr(Ckr.CKR_TEMPLATE_INCONSISTENT, () -> application.copyObject(session, key, List.of(PUBLIC)));
    }

    @Test
    void profileWithoutSuchKeys_refusesThem() {
        Cryptoki plain = TokenFixture.ready(TokenProfile.ofDefault()).application();
        long user = TokenFixture.openUser(plain);
        List<Attribute> template = List.of(ON_TOKEN, Attribute.ofUlong(Cka.CKA_VALUE_LEN, 16));

        assertCkr(
                Ckr.CKR_TEMPLATE_INCONSISTENT, () -> plain.generateKey(user, mechanism(Ckm.CKM_AES_KEY_GEN), template));
        long key = plain.generateKey(user, mechanism(Ckm.CKM_AES_KEY_GEN), template.subList(1, 2));
        assertCkr(Ckr.CKR_TEMPLATE_INCONSISTENT, () -> plain.copyObject(user, key, List.of(ON_TOKEN)));
    }

    @Test
    void valueThatWasRead_isWipedWithTheLogin() {
        fixture.aes(ON_TOKEN);
        try (TokenChannel channel = new InsertedCard(fixture.token.reader(), fixture.token.card()).openChannel()) {
            new Pins(channel).verify(PinReference.USER, TokenFixture.ascii(TokenFixture.PIN));
            PrivateObjects objects = new PrivateObjects(channel, new PublicObjects(channel), true);
            StoredObject key = objects.all().getFirst().object();
            SecretKeys.onHost(key).close();
            objects.forget();

            assertCkr(Ckr.CKR_KEY_HANDLE_INVALID, () -> SecretKeys.onHost(key));
        }
    }

    /** A PC/SC program is told of a file; its content only where it knows the PIN, as it is with every private object. */
    @Test
    void atTheReader_theKeyIsAFileThatOnlyTheUserReads() {
        fixture.aes(ON_TOKEN, SENSITIVE);
        CardChannel reader = CardChannel.basic(fixture.token.card());
        fixture.token.send(0xA4, 0x00, 0x0C, privateFile());

        assertThat(read(reader).sw()).isEqualTo(SECURITY_STATUS_NOT_SATISFIED);
        assertThat(read(reader).data()).isEmpty();
        fixture.token.send(0x20, 0x00, 0x11, TokenFixture.ascii(TokenFixture.PIN));
        fixture.token.send(0xA4, 0x00, 0x0C, privateFile());
        assertThat(HexFormat.of().formatHex(read(reader).data()))
                .contains(HexFormat.of().formatHex(AES_VALUE));
    }

    /** Anybody with the PIN can write such a file, and cannot make a key of it that the SO trusts, nor one whose value is not what it says. */
    @ParameterizedTest
    @ValueSource(strings = {"trusted", "check value", "length", "no value"})
    void fileThatNobodyCanHaveMade_isNoKey(String lie) {
        fixture.aes(ON_TOKEN, SENSITIVE);
        byte[] id = privateFile();
        fixture.token.send(0x20, 0x00, 0x11, TokenFixture.ascii(TokenFixture.PIN));
        fixture.token.send(0xA4, 0x00, 0x0C, id);
        byte[] content = read(CardChannel.basic(fixture.token.card())).data();
        byte[] changed = changed(content, lie);
        assertThat(changed).isNotEqualTo(content);
        fixture.token.send(0xD6, 0x00, 0x00, changed);

        assertThat(find(SECRET_KEYS)).isEmpty();
    }

    private static byte[] changed(byte[] content, String lie) {
        return switch (lie) {
            case "trusted" -> with(content, Cka.CKA_TRUSTED, 0, 1);
            case "check value" -> with(content, Cka.CKA_CHECK_VALUE, 0, 0x77);
            case "length" -> with(content, Cka.CKA_VALUE_LEN, 7, 24);
            default -> with(content, Cka.CKA_VALUE, -3, 0x20); // another attribute's type
        };
    }

    /** Puts another byte into an attribute's value; a place below 0 is in its header. */
    private static byte[] with(byte[] content, long type, int place, int value) {
        byte[] changed = content.clone();
        ByteBuffer in = ByteBuffer.wrap(changed, 12, changed.length - 12);
        while (in.getInt() != (int) type) {
            int length = Short.toUnsignedInt(in.getShort());
            in.position(in.position() + length);
        }
        changed[in.position() + Short.BYTES + place] = (byte) value;
        return changed;
    }

    private byte[] privateFile() {
        fixture.token.send(0xA4, 0x00, 0x0C, new byte[] {0x01, 0x01});
        ByteBuffer index =
                ByteBuffer.wrap(read(CardChannel.basic(fixture.token.card())).data());
        int count = Byte.toUnsignedInt(index.get());
        for (int i = 0; i < count; i++) {
            byte[] entry = new byte[21];
            index.get(entry);
            if (new String(entry, 4, 3, StandardCharsets.US_ASCII).equals("prv")) {
                return Arrays.copyOf(entry, 2);
            }
        }
        throw new AssertionError("there is no private file");
    }

    private static ResponseApdu read(CardChannel reader) {
        return reader.transmit(CommandApdu.of(0xB0, 0, 0, 65536));
    }

    private long[] find(Attribute... wanted) {
        return TokenFixture.find(application, session, wanted);
    }

    private static Attribute aesType() {
        return Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_AES);
    }
}
