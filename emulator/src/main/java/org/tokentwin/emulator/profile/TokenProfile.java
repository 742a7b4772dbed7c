package org.tokentwin.emulator.profile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A token model: what a token of it reports, its PIN rules, its keys and the oddities of its objects. Immutable.
 *
 * <pre>{@code
 * TokenProfile bundled = TokenProfile.named("hongkongpost-ecert");
 * TokenProfile own = TokenProfile.load(Path.of("my-token.toml"));
 * }</pre>
 *
 * @param name of the profile, as in {@link #named}, or its file's name
 * @param description one line for people
 * @param atr the answer to reset of the token's card
 * @param library what {@code C_GetInfo} reports
 * @param slots the slots of a module
 * @param token what {@code C_GetTokenInfo} reports
 * @param pinPolicy the rules for PINs
 * @param pinExpiry which call says that the PIN must be changed
 * @param hasSoPin whether the token is issued with an SO PIN; where it is not, a locked token stays locked
 * @param factoryPin the user PIN that every token of this model is issued with and that its vendor publishes; where
 *     there is none, each token has its own
 * @param factorySoPin likewise the SO PIN
 * @param signaturePin the PIN that keys with {@code CKA_ALWAYS_AUTHENTICATE} want, where it is another than the user's
 * @param countLowAt the tries left at which a PIN is flagged {@code COUNT_LOW}; it never is before the first wrong one
 * @param countLowWhenLocked whether a locked PIN is flagged {@code COUNT_LOW} too
 * @param keys what keys the token takes
 * @param objects what imported objects look like
 * @param pace how long its card takes, where that is asked for
 * @param leniences what it lets pass although the standard does not
 * @param refusals the calls that it refuses although the standard has nothing against them
 */
public record TokenProfile(
        String name,
        String description,
        Atr atr,
        LibraryIdentity library,
        SlotLayout slots,
        TokenIdentity token,
        PinPolicy pinPolicy,
        PinExpiry pinExpiry,
        boolean hasSoPin,
        Optional<String> factoryPin,
        Optional<String> factorySoPin,
        Optional<SignaturePin> signaturePin,
        int countLowAt,
        boolean countLowWhenLocked,
        KeyProfile keys,
        ObjectProfile objects,
        PaceProfile pace,
        Set<Lenience> leniences,
        List<Refusal> refusals) {
    public TokenProfile {
        leniences = Set.copyOf(leniences);
        refusals = List.copyOf(refusals);
    }

    /** The e-Cert Token of Hongkong Post: the profile that is taken where none is named. */
    public static final String DEFAULT_NAME = "hongkongpost-ecert";

    /** Whether the user is asked for a PIN where an application gives none. */
    public boolean asksForPins() {
        return token.flags().contains(TokenFlag.CKF_PROTECTED_AUTHENTICATION_PATH);
    }

    /** The names of the bundled profiles, sorted. */
    public static List<String> names() {
        return BundledProfiles.NAMES;
    }

    /** The bundled profile {@value #DEFAULT_NAME}. */
    public static TokenProfile ofDefault() {
        return named(DEFAULT_NAME);
    }

    /**
     * A bundled profile.
     *
     * @throws ProfileException when there is none of this name; the message lists those there are
     */
    public static TokenProfile named(String name) {
        return ProfileTable.named(name).profile();
    }

    /**
     * A profile from a TOML file.
     *
     * @throws ProfileException when the file cannot be read or says what a profile cannot have
     */
    public static TokenProfile load(Path file) {
        return ProfileTable.load(file).profile();
    }
}
