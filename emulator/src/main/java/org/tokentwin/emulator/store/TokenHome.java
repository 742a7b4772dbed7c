package org.tokentwin.emulator.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where kept tokens and the sockets of servers are: {@code TOKENTWIN_HOME}, else {@code tokentwin} in the XDG data directory.
 */
public final class TokenHome {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    private final Path directory;

    /** @param directory need not exist */
    public TokenHome(Path directory) {
        this.directory = directory;
    }

    /**
     * @param environment as {@link System#getenv()} gives it
     * @throws StoreException when it names no directory that this locale can name
     */
    public static TokenHome of(Map<String, String> environment) {
        try {
            return Optional.ofNullable(environment.get("TOKENTWIN_HOME"))
                    .filter(home -> !home.isBlank())
                    .map(Path::of)
                    .map(TokenHome::new)
                    .orElseGet(() -> new TokenHome(dataDirectory(environment).resolve("tokentwin")));
        } catch (InvalidPathException e) {
            throw new StoreException(
                    "The directory of the tokens has letters that the locale does not know: set LC_ALL=C.UTF-8", e);
        }
    }

    private static Path dataDirectory(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("XDG_DATA_HOME"))
                .filter(data -> Path.of(data).isAbsolute())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"));
    }

    public Path directory() {
        return directory;
    }

    /**
     * The directory of a token, whether it is there or not.
     *
     * @throws StoreException for a name that is none: letters, digits, {@code . _ -}, at most 64, a letter or digit first
     */
    public Path tokenDirectory(String name) {
        requireName(name);
        return tokens().resolve(name);
    }

    /** @throws StoreException for a name that neither a token nor a snapshot can have */
    static void requireName(String name) {
        if (!name.matches(NAME)) {
            throw new StoreException("'" + name + "' is no token name: it takes letters, digits and . _ -, at most 64, "
                    + "and begins with a letter or digit");
        }
    }

    /** The names of all kept tokens, in order. */
    public List<String> names() {
        if (!Files.isDirectory(tokens())) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(tokens())) {
            return found.filter(token -> Files.exists(token.resolve(KeptToken.IMAGE)))
                    .map(token -> String.valueOf(token.getFileName()))
                    .filter(name -> name.matches(NAME)) // and not one that is being made
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StoreException("The directory " + tokens() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Where the tokens are, whether it is there or not. */
    Path tokens() {
        return directory.resolve("tokens");
    }
}
