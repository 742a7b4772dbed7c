package org.tokentwin.client.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The modules that p11-kit is configured with, pkcs11.conf(5): a file for each, which names it. Those that hold certificates to trust, and no
 * token, are left out.
 *
 * @param configurations directories of such files, the later ones before the earlier ones
 * @param libraries where a module lies that is named without a directory
 */
record ConfiguredModules(List<Path> configurations, List<Path> libraries) {
    private static final int MOST_FILES = 100;
    private static final int MOST_BYTES = 16384;
    private static final String MODULE = "module:";
    private static final String TRUST_POLICY = "trust-policy: yes";

    static ConfiguredModules here() {
        return new ConfiguredModules(
                List.of(
                        Path.of(System.getProperty("user.home"), ".config", "pkcs11", "modules"),
                        Path.of("/etc/pkcs11/modules"),
                        Path.of("/usr/share/p11-kit/modules")),
                List.of(
                        Path.of("/usr/lib/x86_64-linux-gnu/pkcs11"),
                        Path.of("/usr/lib/aarch64-linux-gnu/pkcs11"),
                        Path.of("/usr/lib64/pkcs11"),
                        Path.of("/usr/lib/pkcs11")));
    }

    /** Those that are there. */
    List<Path> modules() {
        return configurations.stream()
                .flatMap(directory -> files(directory).stream())
                .flatMap(file -> module(file).stream())
                .toList();
    }

    private static TreeSet<Path> files(Path directory) {
        TreeSet<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.module")) {
            for (Path file : found) {
                if (files.size() < MOST_FILES) {
                    files.add(file);
                }
            }
        } catch (IOException e) {
            // there is none, or it is not for this user
        }
        return files;
    }

    private Optional<Path> module(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            lines.replaceAll(String::strip);
            return lines.contains(TRUST_POLICY)
                    ? Optional.empty()
                    : lines.stream()
                            .filter(line -> line.startsWith(MODULE))
                            .findFirst()
                            .flatMap(line ->
                                    library(line.substring(MODULE.length()).strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> library(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Path named = Path.of(name);
        return named.isAbsolute()
                ? Optional.of(named).filter(Files::isRegularFile)
                : libraries.stream()
                        .map(directory -> directory.resolve(named))
                        .filter(Files::isRegularFile)
                        .findFirst();
    }
}
