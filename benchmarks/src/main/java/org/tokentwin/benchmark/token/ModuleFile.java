package org.tokentwin.benchmark.token;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where distributions put the module of a peer. */
final class ModuleFile {
    private ModuleFile() {}

    /**
     * The file named, or the one in the system's library directories.
     *
     * @param relative below a directory for libraries
     * @throws PreparationException when there is none
     */
    static Path of(Optional<Path> named, String packageName, String relative) throws PreparationException {
        List<Path> candidates = named.map(List::of).orElseGet(() -> installed(relative));
        return candidates.stream()
                .filter(Files::isReadable)
                .findFirst()
                .map(Path::toAbsolutePath)
                .orElseThrow(() -> new PreparationException(
                        "there is no module " + named.map(Path::toString).orElse(relative),
                        "Install it (Debian: apt-get install " + packageName + "), or name its path."));
    }

    private static List<Path> installed(String relative) {
        List<Path> found = new ArrayList<>();
        found.add(Path.of("/usr/lib64", relative));
        found.add(Path.of("/usr/lib", relative));
        found.add(Path.of("/opt/homebrew/lib", relative));
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
            directories.forEach(directory -> found.add(directory.resolve(relative)));
        } catch (IOException e) {
            return found; // no such directory: not Debian
        }
        return found;
    }
}
