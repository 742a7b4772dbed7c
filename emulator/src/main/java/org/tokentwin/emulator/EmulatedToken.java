package org.tokentwin.emulator;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.PacingCard;
import org.tokentwin.emulator.card.RestorableTries;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.PinStatus;
import org.tokentwin.emulator.cryptoki.token.Pins;
import org.tokentwin.emulator.fault.FaultyCard;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.Personalisation;
import org.tokentwin.emulator.issuer.Pin;
import org.tokentwin.emulator.issuer.PinEnvelope;
import org.tokentwin.emulator.profile.TokenProfile;

/**
 * A token that was issued: its card, and what its holder was given with it. Put it into an {@link Emulator} to use it
 * through PKCS#11.
 *
 * <pre>{@code
 * try (EmulatedToken token = EmulatedToken.order().holder("CHAN TAI MAN").key(KeyType.P256).issue();
 *         Emulator emulator = Emulator.with(token)) {
 *     Path module = emulator.modulePath(); // for SunPKCS11, the IAIK wrapper, or any other user of PKCS#11 in this JVM
 *     char[] pin = token.pin();
 * }
 * }</pre>
 *
 * <p>What it says is what was issued: it does not follow a PIN that is changed or a certificate that is deleted
 * later on. Safe for use by many threads.
 */
public final class EmulatedToken implements AutoCloseable {
    private final Card card;

    /** What the card is below the decorators that a user asked for. */
    private final Card undecorated;

    private final FaultyCard inReader;
    private final IssuedToken issued;

    private EmulatedToken(Card card, IssuedToken issued) {
        this(card, card, issued);
    }

    private EmulatedToken(Card card, Card undecorated, IssuedToken issued) {
        this.card = card;
        this.undecorated = undecorated;
        this.inReader = new FaultyCard(card);
        this.issued = issued;
    }

    /** Makes a token with all defaults; see {@link TokenOrder}. */
    public static EmulatedToken issue() {
        return order().issue();
    }

    /** Says what the token is to be. */
    public static TokenOrder order() {
        return new TokenOrder();
    }

    /** A token whose card was personalised before, as a kept one's. The card is the token's from now on. */
    public static EmulatedToken of(Card card, IssuedToken issued) {
        return new EmulatedToken(card, issued);
    }

    static EmulatedToken personalised(Personalisation personalisation, String referenceNumber, Optional<Pin> newPin) {
        Card card = new JcardsimCard(personalisation.profile().atr().bytes());
        personalisation.applyTo(card);
        newPin.ifPresent(changed -> Personalisation.changePin(card, personalisation.initialPin(), changed));
        List<Credential> credentials = personalisation.credentials();
        IssuedToken issued = new IssuedToken(
                personalisation.profile(),
                personalisation.label(),
                personalisation.tokenSerial(),
                referenceNumber,
                personalisation.initialPin(),
                newPin.orElseGet(personalisation::initialPin),
                personalisation.soPin(),
                credentials.stream().findFirst().map(Credential::certificates).orElse(List.of()),
                credentials.stream().skip(1).map(Credential::certificate).toList());
        return new EmulatedToken(card, issued);
    }

    /**
     * The same token at the pace of a real one, as the profile has it: to see time-outs and progress bars at work. Use this one
     * in place of the other from now on.
     */
    public EmulatedToken atRealPace() {
        return paced(RandomGenerator.getDefault(), PacingCard.Sleeper.real());
    }

    EmulatedToken paced(RandomGenerator random, PacingCard.Sleeper sleeper) {
        return new EmulatedToken(
                new PacingCard(card, RealPace.of(profile().pace()), random, sleeper), undecorated, issued);
    }

    /** The token's model. */
    public TokenProfile profile() {
        return issued.profile();
    }

    /** The name that {@code C_GetTokenInfo} reports as the token's label. */
    public String label() {
        return issued.label();
    }

    /** The serial number that {@code C_GetTokenInfo} reports, in the form of its profile. */
    public String serial() {
        return issued.serial();
    }

    /** The user PIN: the changed one, where the order had it changed. The array is the caller's own. */
    public char[] pin() {
        return issued.pin().chars();
    }

    /** The user PIN that the token was personalised with. The array is the caller's own. */
    public char[] initialPin() {
        return issued.initialPin().chars();
    }

    /** The SO PIN, where the profile has one. The array is the caller's own. */
    public Optional<char[]> soPin() {
        return issued.soPin().map(Pin::chars);
    }

    /** The signature PIN that it was issued with, where the profile has one. The array is the caller's own. */
    public Optional<char[]> signaturePin() {
        return profile().signaturePin().map(signature -> signature.pin().toCharArray());
    }

    /** What comes with the token by another way: serial number, reference number, initial PIN. */
    public PinEnvelope envelope() {
        return issued.envelope();
    }

    /**
     * The certificate of the token's key; of the first one, where it has several.
     *
     * @throws IllegalStateException when the token was issued blank
     */
    public X509Certificate certificate() {
        return certificateChain().stream()
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("The token " + serial() + " was issued without a certificate"));
    }

    /** That certificate, its issuer's, and so on; empty for a token that was issued blank. */
    public List<X509Certificate> certificateChain() {
        return issued.certificates();
    }

    /** The certificates of the token's keys: {@link #certificate} first; empty for a token that was issued blank. */
    public List<X509Certificate> certificates() {
        return Stream.concat(certificateChain().stream().limit(1), issued.others().stream())
                .toList();
    }

    /** All that is known of it besides the card. */
    public IssuedToken issued() {
        return issued;
    }

    /**
     * How a PIN stands on the card now: whether it must be changed, the tries left, whether it is locked.
     *
     * @throws org.tokentwin.emulator.card.CardRemovedException when the token was closed
     */
    public PinStatus pinStatus(PinReference pin) {
        return Pins.statusOf(card, pin);
    }

    /**
     * Gives the PINs all their tries back, locked ones too, so that a test can go on; the PINs stay as they are. No command of the card and
     * no call of PKCS#11 does this.
     *
     * @throws IllegalStateException when the card is of a kind that cannot
     * @throws org.tokentwin.emulator.card.CardRemovedException when the token was closed
     */
    public void resetTries() {
        if (!(undecorated instanceof RestorableTries restorable)) {
            throw new IllegalStateException(this + " has a card whose tries cannot be given back");
        }
        restorable.restoreTries();
    }

    /** The card itself, for callers that speak in APDUs; no fault happens on it. */
    public Card card() {
        return card;
    }

    /**
     * The card as a reader has it: where faults are injected.
     *
     * <pre>{@code
     * token.faults().inject(Fault.remove().atSignature()); // the next C_Sign returns CKR_DEVICE_REMOVED
     * }</pre>
     */
    public FaultyCard faults() {
        return inReader;
    }

    /**
     * Lets go of the card. A token that is in an {@link Emulator} has to be taken out first, or the emulator closed.
     */
    @Override
    public void close() {
        card.close();
    }

    /** Serial number and model, never a PIN. */
    @Override
    public String toString() {
        return "EmulatedToken[" + serial() + ", " + profile().name() + "]";
    }
}
