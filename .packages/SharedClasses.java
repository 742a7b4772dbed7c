import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * Moves what the jars of several programs have in common into one beside them, which their manifests name. What only one has stays there, and so
 * do directories, by which JUnit finds the classes of a package, and services, whose providers are a program's own choice. What is left out is told by a pattern of entries' names. Entries are not compressed: the
 * archive that the jars go into compresses them better as a whole, to two thirds, and a program starts faster.
 */
final class SharedClasses {
    private SharedClasses() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            System.err.println("Usage: java SharedClasses.java LEFT_OUT SHARED_JAR JAR...");
            System.exit(2);
        }
        Pattern leftOut = Pattern.compile(arguments[0]);
        Path shared = Path.of(arguments[1]);
        Map<Path, Map<String, byte[]>> programs = new LinkedHashMap<>();
        for (int i = 2; i < arguments.length; i++) {
            Path jar = Path.of(arguments[i]);
            programs.put(jar, entries(jar, leftOut));
        }
        Map<String, byte[]> common = common(programs);
        Manifest manifest = manifest(programs.keySet().iterator().next());
        for (Map.Entry<Path, Map<String, byte[]>> program : programs.entrySet()) {
            Manifest own = manifest(program.getKey());
            own.getMainAttributes()
                    .put(
                            Attributes.Name.CLASS_PATH,
                            program.getKey().toAbsolutePath().getParent().relativize(shared.toAbsolutePath()).toString());
            program.getValue().keySet().removeAll(common.keySet());
            write(program.getKey(), own, program.getValue());
        }
        write(shared, manifest, common);
    }

    private static Map<String, byte[]> entries(Path jar, Pattern leftOut) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                String name = entry.getName();
                if (!name.equals(JarFile.MANIFEST_NAME) && !leftOut.matcher(name).matches()) {
                    entries.put(name, file.getInputStream(entry).readAllBytes());
                }
            }
        }
        return entries;
    }

    private static Manifest manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return new Manifest(file.getManifest());
        }
    }

    /** What at least two programs have, and all that have it alike. */
    private static Map<String, byte[]> common(Map<Path, Map<String, byte[]>> programs) {
        Map<String, byte[]> first = new HashMap<>();
        Map<String, byte[]> common = new TreeMap<>();
        Set<String> different = new TreeSet<>();
        for (Map<String, byte[]> entries : programs.values()) {
            entries.forEach((name, content) -> {
                byte[] known = first.putIfAbsent(name, content);
                if (known == null || name.startsWith("META-INF/services/") || name.endsWith("/")) {
                    return;
                }
                if (Arrays.equals(known, content)) {
                    common.put(name, content);
                } else {
                    different.add(name);
                }
            });
        }
        common.keySet().removeAll(different);
        return common;
    }

    private static void write(Path jar, Manifest manifest, Map<String, byte[]> entries) throws IOException {
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        try (JarOutputStream out = new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
            out.putNextEntry(dated(JarFile.MANIFEST_NAME));
            manifest.write(out);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry written = dated(entry.getKey());
                CRC32 sum = new CRC32();
                sum.update(entry.getValue());
                written.setMethod(ZipEntry.STORED);
                written.setSize(entry.getValue().length);
                written.setCrc(sum.getValue());
                out.putNextEntry(written);
                out.write(entry.getValue());
            }
        }
        Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    /** With one date for all, in local time as a zip file has it. */
    private static ZipEntry dated(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        return entry;
    }
}
