package org.tokentwin.emulator.issuer;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.profile.KeyProfile;
import org.tokentwin.emulator.profile.PinRule;
import org.tokentwin.emulator.profile.SerialForm;
import org.tokentwin.emulator.profile.TokenProfile;

/**
 * What a card is made a token with.
 *
 * @param profile the token's model
 * @param tokenSerial the serial number that {@code C_GetTokenInfo} reports, in the profile's form
 * @param label the token's name, 1 to 32 bytes of UTF-8
 * @param initialPin the user PIN; the card refuses one that the profile's policy does not allow as first PIN
 * @param soPin the SO PIN; present exactly where the profile has one
 * @param credentials keys and their certificates; none for a blank token
 * @param authorities certificates of other CAs that the token is to have
 */
public record Personalisation(
        TokenProfile profile,
        String tokenSerial,
        String label,
        Pin initialPin,
        Optional<Pin> soPin,
        List<Credential> credentials,
        List<X509Certificate> authorities) {
    private static final int MAX_LABEL_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException when serial number, label or SO PIN are not as said above, or two credentials have one key */
    public Personalisation {
        credentials = List.copyOf(credentials);
        authorities = List.copyOf(authorities);
        SerialForm serialForm = profile.token().serial();
        if (!serialForm.matches(tokenSerial)) {
            throw new IllegalArgumentException(
                    "A token's serial number has " + serialForm.description() + ": " + tokenSerial);
        }
        SubjectName.requireReadable("token's label", label);
        int labelBytes = label.getBytes(StandardCharsets.UTF_8).length;
        if (labelBytes < 1 || labelBytes > MAX_LABEL_BYTES) {
            throw new IllegalArgumentException(
                    "A token's label has 1 to " + MAX_LABEL_BYTES + " bytes, not " + labelBytes + ": '" + label + "'");
        }
        if (soPin.isPresent() != profile.hasSoPin()) {
            throw new IllegalArgumentException("A token of the profile " + profile.name()
                    + (profile.hasSoPin() ? " needs an" : " has no") + " SO PIN");
        }
        requireKeysOfTheirOwn(credentials);
    }

    /** Key and certificate find each other by an id that follows from the key. */
    private static void requireKeysOfTheirOwn(List<Credential> credentials) {
        long keys = credentials.stream()
                .map(each -> each.certificate().getPublicKey())
                .distinct()
                .count();
        if (keys < credentials.size()) {
            throw new IllegalArgumentException(
                    "Each key is on a token once, and two of the keys and certificates given have the same key");
        }
    }

    /**
     * With a random serial number, the profile's label, a random SO PIN where the profile has one, and the profile's
     * factory PIN or 8 random digits.
     */
    public static Personalisation of(TokenProfile profile, List<Credential> credentials) {
        byte[] random = new byte[profile.token().serial().bytes()];
        RANDOM.nextBytes(random);
        String serial = profile.token().serial().of(random);
        return new Personalisation(
                profile,
                serial,
                profile.token().labelIsSerial() ? serial : profile.token().label(),
                profile.factoryPin().map(Pin::of).orElseGet(Pin::random8Digits),
                soPin(profile),
                credentials,
                List.of());
    }

    private static Optional<Pin> soPin(TokenProfile profile) {
        if (!profile.hasSoPin()) {
            return Optional.empty();
        }
        return Optional.of(profile.factorySoPin()
                .map(Pin::of)
                .orElseGet(
                        () -> profile.pinPolicy().has(PinRule.ADMIN_KEY) ? Pin.randomAdminKey() : Pin.random8Digits()));
    }

    /** The same with another label. */
    public Personalisation withLabel(String other) {
        return new Personalisation(profile, tokenSerial, other, initialPin, soPin, credentials, authorities);
    }

    /** The same with certificates of other CAs. */
    public Personalisation withAuthorities(List<X509Certificate> others) {
        return new Personalisation(profile, tokenSerial, label, initialPin, soPin, credentials, others);
    }

    /**
     * Makes a card a token: policy, serial number, PINs, objects, then operational for good.
     *
     * @param card as installed, in the state of personalisation
     * @throws PersonalisationException when the profile does not allow the key, or the card refuses; the card is then
     *     of no more use
     */
    public void applyTo(Card card) {
        credentials.forEach(content -> requireAllowed(content.keySize()));
        CardPersonaliser personaliser = new CardPersonaliser(card);
        personaliser.begin(this);
        new TokenContent(label, credentials, authorities, profile.objects()).writeTo(card);
        personaliser.activate();
    }

    /**
     * Changes the user PIN of a card that is operational, as its user would.
     *
     * @throws PersonalisationException when the card refuses the current PIN or the new one
     */
    public static void changePin(Card card, Pin current, Pin changed) {
        new CardPersonaliser(card).changeUserPin(current, changed);
    }

    private void requireAllowed(KeySize size) {
        KeyProfile keys = profile.keys();
        boolean allowed = size.rsa()
                ? size.bits() >= keys.rsaMinBits() && size.bits() <= keys.rsaMaxBits()
                : keys.curves().stream().anyMatch(curve -> curve.bits() == size.bits());
        if (!allowed) {
            throw new PersonalisationException(
                    "A token of the profile " + profile.name() + " takes no key of the type " + size.spelling());
        }
    }

    /** Serial number and model, never a PIN or a key. */
    @Override
    public String toString() {
        return "Personalisation[" + tokenSerial + ", " + profile.name() + "]";
    }
}
