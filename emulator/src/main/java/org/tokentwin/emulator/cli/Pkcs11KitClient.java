package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PKCS#11 module of p11-kit that forwards every call to a server: {@code p11-kit-client.so}, which distributions ship.
 *
 * @param directories where it may be, the likeliest first
 */
record Pkcs11KitClient(List<Path> directories) {
    static final String VARIABLE = "TOKENTWIN_P11_KIT_CLIENT";

    private static final String FILE = "p11-kit-client.so";
    private static final String ADVICE =
            "Install p11-kit's modules: 'apt install p11-kit-modules' on Debian and Ubuntu, "
                    + "'dnf install p11-kit-server' on Fedora, 'brew install p11-kit' on macOS; or name the file in "
                    + VARIABLE + ".";

    /** Looks where Debian, Fedora, Arch and Homebrew put it. */
    static Pkcs11KitClient ofSystem() {
        List<Path> found = new ArrayList<>();
        found.add(Path.of("/usr/lib", triplet(), "pkcs11"));
        Stream.of("/usr/lib64", "/usr/lib", "/opt/homebrew/lib", "/usr/local/lib")
                .map(library -> Path.of(library, "pkcs11"))
                .forEach(found::add);
        found.addAll(otherArchitectures());
        return new Pkcs11KitClient(List.copyOf(found));
    }

    private static String triplet() {
        String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return (architecture.equals("amd64") ? "x86_64" : architecture) + "-linux-gnu";
    }

    /** Debian's names of architectures differ from Java's for some. */
    private static List<Path> otherArchitectures() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> libraries = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
            libraries.forEach(library -> found.add(library.resolve("pkcs11")));
        } catch (IOException e) {
            return List.of(); // no such directory: not Debian
        }
        return found;
    }

    /**
     * The module's file.
     *
     * @throws CommandException when it is not there; the advice names the packages that have it
     */
    Path find(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        return named.isEmpty() ? inDirectories() : named(Path.of(named));
    }

    private Path inDirectories() {
        Optional<Path> found = directories.stream()
                .map(directory -> directory.resolve(FILE))
                .filter(Files::isReadable)
                .findFirst();
        return found.orElseThrow(() -> CommandException.failure(FILE + " of p11-kit was not found", ADVICE));
    }

    private static Path named(Path file) {
        if (!Files.isReadable(file)) {
            throw CommandException.failure("there is no file " + file + ", which " + VARIABLE + " names", ADVICE);
        }
        return file.toAbsolutePath();
    }
}
