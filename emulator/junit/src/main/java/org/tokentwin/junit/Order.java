package org.tokentwin.junit;

import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What an annotation says of a token, checked as far as both places where the emulator runs have to. */
final class Order {
    /** What describes an e-Cert, which neither a blank token has nor one with its own keys. */
    private static final List<String> OF_AN_ECERT = List.of(
            "holder",
            "email",
            "srn",
            "organisation",
            "branch",
            "registration",
            "mutualRecognition",
            "policies",
            "years",
            "issued",
            "beside",
            "key",
            "freshKey");

    private final TokenTwin annotation;
    private final List<Path> credentials;

    private Order(TokenTwin annotation, List<Path> credentials) {
        this.annotation = annotation;
        this.credentials = credentials;
    }

    /** @param test the class that resources are looked for from */
    static Order of(TokenTwin annotation, Class<?> test) {
        if (annotation.p12().length > 0) {
            requireNoEcert(annotation, "@TokenTwin(p12 = ...) brings its own key and certificate");
        }
        if (annotation.blank()) {
            requireNoEcert(annotation, "@TokenTwin(blank = true) has no key and no certificate");
        }
        int passwords = annotation.p12Password().length;
        if (passwords > 1 && passwords != annotation.p12().length) {
            throw new IllegalArgumentException(
                    "@TokenTwin(p12Password = ...) has one password for all files, or one for each");
        }
        return new Order(
                annotation,
                Arrays.stream(annotation.p12()).map(name -> file(name, test)).toList());
    }

    private static void requireNoEcert(TokenTwin annotation, String why) {
        List<String> contradicting = OF_AN_ECERT.stream()
                .filter(element -> isGiven(annotation, element))
                .toList();
        if (!contradicting.isEmpty() || (annotation.blank() && annotation.p12().length > 0)) {
            throw new IllegalArgumentException(why + ": leave out "
                    + (contradicting.isEmpty() ? "one of blank and p12" : String.join(", ", contradicting)));
        }
    }

    private static boolean isGiven(TokenTwin annotation, String element) {
        try {
            Method method = TokenTwin.class.getMethod(element);
            return !Objects.deepEquals(method.invoke(annotation), method.getDefaultValue());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path file(String name, Class<?> test) {
        Path file = Path.of(name).toAbsolutePath();
        if (Files.exists(file)) {
            return file;
        }
        URL resource = test.getResource(name);
        if (resource == null || !resource.getProtocol().equals("file")) {
            throw new IllegalArgumentException("@TokenTwin(p12 = \"" + name + "\"): there is no file " + file
                    + ", and no resource of " + test.getName() + " of that name");
        }
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(resource.toString(), e);
        }
    }

    String profile() {
        return annotation.profile();
    }

    boolean hasProfileFile() {
        return profile().endsWith(".toml");
    }

    Optional<String> label() {
        return given(annotation.label());
    }

    /** Whose e-Cert it is, and what it says; nothing counts where there are {@link #credentials}, or the token {@link #isBlank}. */
    String holder() {
        return annotation.holder();
    }

    Optional<String> email() {
        return given(annotation.email());
    }

    Optional<String> referenceNumber() {
        return given(annotation.srn());
    }

    Optional<String> organisation() {
        return given(annotation.organisation());
    }

    Optional<String> branch() {
        return given(annotation.branch());
    }

    Optional<String> registration() {
        return given(annotation.registration());
    }

    boolean mutualRecognition() {
        return annotation.mutualRecognition();
    }

    List<String> policies() {
        return Arrays.asList(annotation.policies());
    }

    int years() {
        return annotation.years();
    }

    Optional<String> issued() {
        return given(annotation.issued());
    }

    List<Companion> beside() {
        return Arrays.asList(annotation.beside());
    }

    KeyType key() {
        return annotation.key();
    }

    boolean freshKey() {
        return annotation.freshKey();
    }

    boolean isBlank() {
        return annotation.blank();
    }

    boolean withInitialPin() {
        return annotation.pin() == PinState.INITIAL;
    }

    /** @throws IllegalArgumentException when the PIN is to be the initial one too */
    Optional<String> userPin() {
        if (withInitialPin() && !annotation.userPin().isEmpty()) {
            throw new IllegalArgumentException(
                    "@TokenTwin(userPin = ...) changes the initial PIN: leave out pin = INITIAL");
        }
        return given(annotation.userPin());
    }

    /** The files of keys and certificates, where it is to have those. */
    List<Path> credentials() {
        return credentials;
    }

    /** The password of a file, by its place. */
    String credentialPassword(int file) {
        String[] passwords = annotation.p12Password();
        return passwords.length == 0 ? "" : passwords[Math.min(file, passwords.length - 1)];
    }

    List<String> faults() {
        return Arrays.asList(annotation.faults());
    }

    List<String> authorityFaults() {
        return Arrays.asList(annotation.authorityFaults());
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }
}
