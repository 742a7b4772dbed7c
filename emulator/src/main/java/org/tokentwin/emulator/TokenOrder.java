package org.tokentwin.emulator;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tokentwin.emulator.issuer.Companion;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.CredentialFile;
import org.tokentwin.emulator.issuer.EcertDescription;
import org.tokentwin.emulator.issuer.EcertPolicies;
import org.tokentwin.emulator.issuer.EcertUsage;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.Personalisation;
import org.tokentwin.emulator.issuer.Pin;
import org.tokentwin.emulator.issuer.Subscriber;
import org.tokentwin.emulator.issuer.TestAuthority;
import org.tokentwin.emulator.profile.TokenProfile;

/**
 * What a token is to be, before it is issued. Each method modifies this order and returns it; {@link #issue} may be
 * called more than once, for several tokens. For one thread.
 *
 * <p>By default, it is a token of the profile {@value TokenProfile#DEFAULT_NAME} with an e-Cert (Personal) of
 * CHAN TAI MAN, valid for three years, on a fresh RSA key of 2048 bits, its initial PIN changed already for one that
 * conforms to the policy.
 */
public final class TokenOrder {
    private TokenProfile profile = TokenProfile.ofDefault();
    private Subscriber subscriber = PersonalSubscriber.named("CHAN TAI MAN");
    private KeyType keyType = KeyType.RSA_2048;
    private KeySource keySource = KeySource.FRESH;
    private int years = 3;
    private InstantSource clock = InstantSource.system();
    private Optional<TestAuthority> authority = Optional.empty();
    private final List<Credential> credentials = new ArrayList<>();
    private final Set<Companion> companions = EnumSet.noneOf(Companion.class);
    private EcertPolicies policies = EcertPolicies.STANDARD;
    private Consumer<Credential> copy = issued -> {};
    private Optional<String> label = Optional.empty();
    private final List<X509Certificate> authorities = new ArrayList<>();
    private boolean blank;
    private boolean pinChanged = true;
    private boolean realPace;
    private Optional<Pin> changedPin = Optional.empty();

    TokenOrder() {}

    /** The token's model. */
    public TokenOrder profile(TokenProfile model) {
        profile = model;
        return this;
    }

    /** The token's model, one of {@link TokenProfile#names}. */
    public TokenOrder profile(String name) {
        return profile(TokenProfile.named(name));
    }

    /** The token's name, 1 to 32 bytes of UTF-8; without it, the profile's. */
    public TokenOrder label(String name) {
        label = Optional.of(name);
        return this;
    }

    /** The holder of the e-Cert. */
    public TokenOrder holder(Subscriber holder) {
        subscriber = holder;
        return this;
    }

    /** The holder of an e-Cert (Personal), by name. */
    public TokenOrder holder(String name) {
        return holder(PersonalSubscriber.named(name));
    }

    public TokenOrder key(KeyType type) {
        keyType = type;
        return this;
    }

    /**
     * Takes one of the published test keys that come with the emulator, so that the token is there in milliseconds.
     * Everybody has these keys: for tests only.
     */
    public TokenOrder withTestKey() {
        return keys(KeySource.TEST_KEYS);
    }

    /** Where the key pair comes from. */
    public TokenOrder keys(KeySource source) {
        keySource = source;
        return this;
    }

    /** The e-Cert's validity, 1 to 3 years. */
    public TokenOrder years(int validity) {
        years = validity;
        return this;
    }

    /** The e-Cert's policies; by default, those of the "Mutual Recognition" version. */
    public TokenOrder policies(EcertPolicies chosen) {
        policies = chosen;
        return this;
    }

    /**
     * The e-Cert is to be like one that was issued: the same subscriber and reference number, policies, type of key and years. So an
     * e-Cert is renewed, or issued anew after its revocation.
     *
     * @throws IllegalArgumentException when the certificate is no e-Cert of the test authority
     */
    public TokenOrder like(X509Certificate ecert) {
        EcertDescription issued = EcertDescription.of(ecert);
        return holder(issued.subscriber())
                .policies(issued.policies())
                .key(issued.key())
                .years(issued.years());
    }

    /** Gives the e-Cert with its key to somebody else too, such as {@link org.tokentwin.emulator.issuer.Pkcs12File#write}. */
    public TokenOrder copyTo(Consumer<Credential> receiver) {
        copy = receiver;
        return this;
    }

    /** The clock that the authority looks at, where no {@link #authority} is given. */
    public TokenOrder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** The authority that issues the e-Cert; its own clock counts. */
    public TokenOrder authority(TestAuthority issuing) {
        authority = Optional.of(issuing);
        return this;
    }

    /** Puts one more e-Cert of the same subscriber on the token, with its own key. */
    public TokenOrder beside(Companion companion) {
        companions.add(companion);
        return this;
    }

    /** Puts a key and certificates of one's own on the token, in place of an e-Cert of the test authority. A second call adds a second key. */
    public TokenOrder credential(Credential own) {
        credentials.add(own);
        return this;
    }

    /**
     * Likewise, from a PKCS#12 or PEM file.
     *
     * @param password of the file, empty if there is none; it stays the caller's
     * @throws org.tokentwin.emulator.issuer.CredentialException when the file gives no credential
     */
    public TokenOrder credential(Path file, char[] password) {
        return credential(CredentialFile.read(file, password));
    }

    /** Puts one more CA's certificate on the token, in addition to its own chain. */
    public TokenOrder authorityCertificate(X509Certificate certificate) {
        authorities.add(certificate);
        return this;
    }

    /** Puts no key and no certificate of a key on the token. */
    public TokenOrder blank() {
        blank = true;
        return this;
    }

    /**
     * The token comes as from the post: the PIN is that of the envelope, and where the profile says so must be changed
     * first.
     */
    public TokenOrder withInitialPin() {
        pinChanged = false;
        changedPin = Optional.empty();
        return this;
    }

    /**
     * The initial PIN was changed for this one.
     *
     * @throws IllegalArgumentException when it cannot be a PIN at all; whether the policy allows it, {@link #issue}
     *     tells
     */
    public TokenOrder withPin(String pin) {
        pinChanged = true;
        changedPin = Optional.of(Pin.of(pin));
        return this;
    }

    /** The token takes as long for each command as the profile says that a real one does; see {@link EmulatedToken#atRealPace}. */
    public TokenOrder withRealPace() {
        realPace = true;
        return this;
    }

    /**
     * Issues a token.
     *
     * @throws org.tokentwin.emulator.issuer.PersonalisationException when the card refuses, for example a PIN or a key
     *     that the profile does not allow
     */
    public EmulatedToken issue() {
        List<Credential> content = blank ? List.of() : credentials.isEmpty() ? issueCredentials() : credentials;
        Personalisation standard = Personalisation.of(profile, content).withAuthorities(authorities);
        EmulatedToken token = EmulatedToken.personalised(
                label.map(standard::withLabel).orElse(standard), referenceNumber(), newPin());
        return realPace ? token.atRealPace() : token;
    }

    private List<Credential> issueCredentials() {
        TestAuthority issuing = authority.orElseGet(() -> TestAuthority.bundled(clock));
        EcertUsage usage = companions.contains(Companion.ENCRYPTION) ? EcertUsage.SIGNING : EcertUsage.BOTH;
        Credential first = issueBy(issuing, usage);
        copy.accept(first);
        return Stream.concat(Stream.of(first), companions.stream().map(each -> switch (each) {
                    case EXPIRED -> issueBy(issuing.withClock(before(issuing.now())), usage);
                    case ENCRYPTION -> issueBy(issuing, EcertUsage.ENCRYPTION);
                }))
                .toList();
    }

    private Credential issueBy(TestAuthority issuing, EcertUsage usage) {
        return issuing.issue(subscriber, policies, usage, keyType, keySource, years);
    }

    /** When an e-Cert was issued that expired a month ago. */
    private InstantSource before(Instant now) {
        return InstantSource.fixed(
                now.atOffset(ZoneOffset.UTC).minusYears(years).minusMonths(1).toInstant());
    }

    private String referenceNumber() {
        return blank || !credentials.isEmpty() ? "" : subscriber.referenceNumber();
    }

    private Optional<Pin> newPin() {
        return pinChanged
                ? Optional.of(changedPin.orElseGet(() -> Pin.randomConforming(profile.pinPolicy())))
                : Optional.empty();
    }
}
