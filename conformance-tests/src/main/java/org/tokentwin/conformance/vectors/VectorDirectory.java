package org.tokentwin.conformance.vectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tokentwin.conformance.text.Harmless;

/** A directory of files with test vectors, which strangers wrote: bounded in number, size and depth, and refused as a whole where one file is wrong. */
public final class VectorDirectory {
    private static final int MOST_ENTRIES = 5_000;
    private static final int DEEPEST_DIRECTORY = 6;
    private static final long LARGEST_FILE = 16L << 20;
    private static final long LARGEST_SUM = 512L << 20;
    private static final int LONGEST_TEXT = 8 << 20;
    private static final int DEEPEST_OBJECT = 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/+-]{0,199}");
    private static final String ALLOWED =
            "allowed are files of Project Wycheproof (testvectors, testvectors_v1) and of ACVP (internalProjection.json, or"
                    + " prompt.json with expectedResults.json)";

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_OBJECT)
                            .maxStringLength(LONGEST_TEXT)
                            .maxDocumentLength(LARGEST_FILE)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Map<Path, List<VectorGroup>> READ = new ConcurrentHashMap<>();

    private VectorDirectory() {}

    /**
     * Reads all vectors, once in a process.
     *
     * @throws VectorException where there are none, there is too much, or a file is not understood
     */
    public static List<VectorGroup> read(Path directory) {
        return READ.computeIfAbsent(directory.toAbsolutePath().normalize(), VectorDirectory::readOnce);
    }

    private static List<VectorGroup> readOnce(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new VectorException(Harmless.line(directory + " is no directory; " + ALLOWED));
        }
        try {
            List<Path> files = files(directory);
            List<VectorGroup> groups = new ArrayList<>();
            for (Path file : files) {
                if (!isBeside(file)) {
                    groups.addAll(groups(directory, file));
                }
            }
            if (groups.isEmpty()) {
                throw new VectorException(Harmless.line(directory + " holds no vectors; " + ALLOWED));
            }
            return List.copyOf(groups);
        } catch (IOException | UncheckedIOException e) {
            throw new VectorException(Harmless.line(directory + " cannot be read: " + e.getMessage()));
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        List<Path> entries;
        try (Stream<Path> walk = Files.walk(directory, DEEPEST_DIRECTORY + 1)) {
            entries = walk.limit(MOST_ENTRIES + 1L).toList();
        }
        if (entries.size() > MOST_ENTRIES) {
            throw new VectorException(Harmless.line("%s holds more than %,d files and directories: name a part of it"
                    .formatted(directory, MOST_ENTRIES)));
        }
        List<Path> files = entries.stream()
                .filter(each -> each.toString().endsWith(".json"))
                .sorted()
                .toList();
        long sum = 0;
        for (Path entry : entries) {
            if (directory.relativize(entry).getNameCount() > DEEPEST_DIRECTORY) {
                throw new VectorException(Harmless.line(
                        "%s: allowed are %d directories, one in another".formatted(entry, DEEPEST_DIRECTORY)));
            }
        }
        for (Path file : files) {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !NAME.matcher(directory.relativize(file).toString()).matches()) {
                throw new VectorException(
                        Harmless.line(
                                file
                                        + ": allowed are regular files, with names of letters, digits and ._+- of 200 characters at most"));
            }
            long size = Files.size(file);
            sum += size;
            if (size > LARGEST_FILE || sum > LARGEST_SUM) {
                throw new VectorException(Harmless.line("%s is too large: allowed are %d MiB a file and %d MiB in all"
                        .formatted(file, LARGEST_FILE >> 20, LARGEST_SUM >> 20)));
            }
        }
        return files;
    }

    /** What ACVP writes next to the file with everything. */
    private static boolean isBeside(Path file) {
        return switch (file.getFileName().toString()) {
            case "prompt.json" -> Files.exists(file.resolveSibling("internalProjection.json"));
            case "expectedResults.json", "registration.json", "validation.json" ->
                Files.exists(file.resolveSibling("internalProjection.json"))
                        || Files.exists(file.resolveSibling("prompt.json"));
            default -> false;
        };
    }

    private static List<VectorGroup> groups(Path directory, Path file) throws IOException {
        String name = directory.relativize(file).toString();
        String stem = name.substring(0, name.length() - ".json".length());
        Fields document = parse(file);
        if (document.has("vsId") && document.has("testGroups")) {
            if (file.endsWith("prompt.json")) {
                Acvp.answer(document, parse(file.resolveSibling("expectedResults.json")));
            }
            return Acvp.groups(stem, document);
        }
        if (document.has("numberOfTests") && document.has("testGroups")) {
            return Wycheproof.groups(stem, document);
        }
        throw new VectorException(Harmless.line(file + " is not understood; " + ALLOWED));
    }

    private static Fields parse(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new VectorException(Harmless.line(file + " is missing; " + ALLOWED));
        }
        try {
            JsonNode node = JSON.readTree(Files.readAllBytes(file));
            if (node == null || !node.isObject()) {
                throw new VectorException(Harmless.line(file + " is not understood; " + ALLOWED));
            }
            return new Fields(file.toString(), node);
        } catch (JsonProcessingException e) {
            throw new VectorException(Harmless.line(file + " is no sound JSON (line "
                    + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + "); " + ALLOWED));
        }
    }
}
