package org.tokentwin.junit;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an annotation says of a token, checked as far as both places where the emulator runs have to. */
final class Order {
    private final TokenTwin annotation;
    private final Optional<Path> credential;

    private Order(TokenTwin annotation, Optional<Path> credential) {
        this.annotation = annotation;
        this.credential = credential;
    }

    /** @param test the class that resources are looked for from */
    static Order of(TokenTwin annotation, Class<?> test) {
        if (annotation.p12().isEmpty()) {
            return new Order(annotation, Optional.empty());
        }
        if (annotation.freshKey()
                || isNotDefault("holder", annotation.holder())
                || isNotDefault("key", annotation.key())) {
            throw new IllegalArgumentException(
                    "@TokenTwin(p12 = ...) brings its own key and certificate: leave out holder, key and freshKey");
        }
        return new Order(annotation, Optional.of(file(annotation.p12(), test)));
    }

    private static boolean isNotDefault(String element, Object value) {
        try {
            return !value.equals(TokenTwin.class.getMethod(element).getDefaultValue());
        } catch (NoSuchMethodException e) {
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
        return Optional.of(annotation.label()).filter(label -> !label.isEmpty());
    }

    String holder() {
        return annotation.holder();
    }

    KeyType key() {
        return annotation.key();
    }

    boolean freshKey() {
        return annotation.freshKey();
    }

    boolean withInitialPin() {
        return annotation.pin() == PinState.INITIAL;
    }

    /** The file of a key and certificates, where it is to have those. */
    Optional<Path> credential() {
        return credential;
    }

    String credentialPassword() {
        return annotation.p12Password();
    }

    List<String> faults() {
        return Arrays.asList(annotation.faults());
    }
}
