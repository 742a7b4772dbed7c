package org.tokentwin.conformance;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.tokentwin.conformance.guard.KeyPin;
import org.tokentwin.conformance.guard.PinJournal;

/** One token for one case, and what is needed to talk to it. Closing it gives a disposable token up. */
public interface TokenLease extends AutoCloseable {
    /** The PKCS#11 module. */
    Path module();

    /** The slot's id; empty for the first slot with a token. */
    Optional<Long> slotId();

    /** The user PIN; empty where none was given, and cases that log in are not run. The caller wipes the copy. */
    Optional<char[]> pin();

    /** The SO PIN; empty where the token has none, or none was given. The caller wipes the copy. */
    default Optional<char[]> soPin() {
        return Optional.empty();
    }

    /** What the token's model promises; empty where nobody says which it is. */
    Optional<TokenRules> rules();

    /** {@code CKA_ID} of the private key that cases use, in hexadecimal; empty for the first that fits each case. */
    default Optional<String> keyId() {
        return Optional.empty();
    }

    /** The module of a second application, in the same process and on the same slots; empty if there is none to be had. */
    default Optional<Path> otherModule() {
        return Optional.empty();
    }

    /** What can take the token out and put it back; empty where that takes a person. */
    default Optional<Insertion> insertion() {
        return Optional.empty();
    }

    /** How many wrong PINs a token that is kept must still take; empty for a disposable one, which may be locked. */
    default Optional<Integer> floor() {
        return Optional.empty();
    }

    /** What is known of the PIN that keys want for each use. */
    default KeyPin keyPin() {
        return KeyPin.ANY;
    }

    /** Called before a case that may spend tries or change the PIN. */
    default void endangered() {}

    /** Notes each user PIN that is sent as the new one. */
    default PinJournal journal() {
        return PinJournal.NONE;
    }

    /** How many wrong PINs in a row lock the token, where somebody says so. */
    default OptionalInt pinTries() {
        return rules().map(known -> OptionalInt.of(known.maxTries())).orElseGet(OptionalInt::empty);
    }

    /** Called when the token has its own PIN and all its tries again. */
    default void restored() {}

    /** Notes, once and for all cases, that the token is not as it was, and why; returns that with what to do. */
    default String spoilt(String reason) {
        return reason;
    }

    @Override
    void close();
}
