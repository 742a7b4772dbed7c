package org.tokentwin.emulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.object.ObjectKind;
import org.tokentwin.emulator.cryptoki.object.PrivateObjects;
import org.tokentwin.emulator.cryptoki.object.PublicObjects;
import org.tokentwin.emulator.cryptoki.object.StoredObject;
import org.tokentwin.emulator.cryptoki.object.TokenObject;
import org.tokentwin.emulator.cryptoki.token.InsertedCard;
import org.tokentwin.emulator.cryptoki.token.Pins;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;
import org.tokentwin.emulator.profile.TokenProfile;

class TokenContentTest {
    private static final TestAuthority AUTHORITY = TestAuthority.bundled(InstantSource.system());
    private static final Pin INITIAL = Pin.of("12345678");
    private static final Pin CHANGED = Pin.of("New-Pin1");

    @TempDir
    Path directory;

    private final Card card = new JcardsimCard(TokenProfile.ofDefault().atr().bytes());

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void issuedToken_holdsKeyCertificateAndChain(KeyType type) throws GeneralSecurityException {
        Credential credential = issue(TokenProfile.ofDefault(), type);

        assertThat(kinds())
                .containsExactlyInAnyOrder(
                        ObjectKind.X_509_CERTIFICATE,
                        ObjectKind.X_509_CERTIFICATE,
                        ObjectKind.X_509_CERTIFICATE,
                        type.isRsa() ? ObjectKind.RSA_PRIVATE_KEY : ObjectKind.EC_PRIVATE_KEY);
        assertThat(values(ObjectKind.X_509_CERTIFICATE, Cka.CKA_VALUE))
                .contains(credential.certificate().getEncoded());
    }

    @Test
    void severalCredentials_haveTheirOwnKeysAndCertificates_andTheChainOnce() throws GeneralSecurityException {
        Credential signing = credential(KeyType.P256);
        Credential other = credential(KeyType.RSA_2048);
        personalise(TokenProfile.ofDefault(), List.of(signing, other));
        Personalisation.changePin(card, INITIAL, CHANGED);

        assertThat(values(ObjectKind.X_509_CERTIFICATE, Cka.CKA_VALUE))
                .containsExactlyInAnyOrder(
                        signing.certificate().getEncoded(),
                        other.certificate().getEncoded(),
                        signing.certificates().get(1).getEncoded(),
                        signing.certificates().get(2).getEncoded());
        assertThat(values(ObjectKind.EC_PRIVATE_KEY, Cka.CKA_PUBLIC_KEY_INFO))
                .containsExactly(signing.certificate().getPublicKey().getEncoded());
        assertThat(values(ObjectKind.RSA_PRIVATE_KEY, Cka.CKA_PUBLIC_KEY_INFO))
                .containsExactly(other.certificate().getPublicKey().getEncoded());
    }

    @Test
    void importedKey_hasNoLabelAndNoPublicKey() {
        issue(TokenProfile.ofDefault(), KeyType.RSA_2048);

        assertThat(values(ObjectKind.RSA_PRIVATE_KEY, Cka.CKA_LABEL)).containsExactly(new byte[0]);
        assertThat(kinds()).doesNotContain(ObjectKind.RSA_PUBLIC_KEY);
    }

    @Test
    void profileThatSaysSo_givesLabelAndPublicKey() throws IOException {
        TokenProfile profile = profile("""
                [objects]
                imported-private-key-has-label = true
                imported-key-has-public-key = true
                """);

        issue(profile, KeyType.RSA_2048);

        assertThat(values(ObjectKind.RSA_PRIVATE_KEY, Cka.CKA_LABEL))
                .containsExactly("CHAN TAI MAN".getBytes(StandardCharsets.UTF_8));
        assertThat(kinds()).contains(ObjectKind.RSA_PUBLIC_KEY);
    }

    @Test
    void keyOnTheCard_isTheCredentials() {
        Credential credential = issue(TokenProfile.ofDefault(), KeyType.RSA_2048);

        assertThat(values(ObjectKind.RSA_PRIVATE_KEY, Cka.CKA_PUBLIC_KEY_INFO))
                .containsExactly(credential.certificate().getPublicKey().getEncoded());
    }

    @Test
    void secrets_areNotAmongTheAttributes() {
        issue(TokenProfile.ofDefault(), KeyType.RSA_2048);

        assertThat(values(ObjectKind.RSA_PRIVATE_KEY, Cka.CKA_PRIVATE_EXPONENT)).isEmpty();
        assertThat(values(ObjectKind.RSA_PRIVATE_KEY, Cka.CKA_PRIME_1)).isEmpty();
    }

    @Test
    void keyThatTheProfileDoesNotTake_isRefused() throws IOException {
        TokenProfile large = profile("[keys]\nrsa-min-bits = 2048\n");

        assertThatThrownBy(() -> personalise(large, List.of(credential(KeyType.RSA_1024))))
                .isInstanceOf(PersonalisationException.class)
                .hasMessageEndingWith(" takes no key of the type rsa1024");
    }

    private Credential issue(TokenProfile profile, KeyType type) {
        Credential credential = credential(type);
        personalise(profile, List.of(credential));
        Personalisation.changePin(card, INITIAL, CHANGED);
        return credential;
    }

    private void personalise(TokenProfile profile, List<Credential> credentials) {
        new Personalisation(profile, "0a1b2c3d", "My Token", INITIAL, Optional.empty(), credentials, List.of())
                .applyTo(card);
    }

    private TokenProfile profile(String difference) throws IOException {
        return TokenProfile.load(
                Files.writeString(directory.resolve("own.toml"), "based-on = \"hongkongpost-ecert\"\n" + difference));
    }

    private static Credential credential(KeyType type) {
        return AUTHORITY.issue(PersonalSubscriber.named("CHAN TAI MAN"), type, KeySource.TEST_KEYS, 1);
    }

    private List<ObjectKind> kinds() {
        return objects().stream().map(StoredObject::kind).toList();
    }

    private List<byte[]> values(ObjectKind kind, long attribute) {
        return objects().stream()
                .filter(object -> object.kind() == kind)
                .flatMap(object -> object.get(attribute).stream())
                .map(Attribute::value)
                .toList();
    }

    /** As whoever knows the PIN sees them. */
    private List<StoredObject> objects() {
        CardReader reader = new CardReader("test");
        reader.insert(card);
        TokenChannel channel = new InsertedCard(reader, card).openChannel();
        new Pins(channel).verify(PinReference.USER, CHANGED.bytes());
        PublicObjects open = new PublicObjects(channel);
        return Stream.concat(open.all().stream(), new PrivateObjects(channel, open).all().stream())
                .map(TokenObject::object)
                .toList();
    }
}
