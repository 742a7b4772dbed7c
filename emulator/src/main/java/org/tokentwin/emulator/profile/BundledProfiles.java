package org.tokentwin.emulator.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The profiles that come with the emulator, each a resource beside this class, read once. */
final class BundledProfiles {
    static final List<String> NAMES = List.of(
            "gemalto-idprime-940",
            "hongkongpost-ecert",
            "hongkongpost-ecert-asking",
            "hongkongpost-ecert-idprime-940",
            "pkcs11-3.2",
            "safenet-etoken-5110",
            "safenet-etoken-5110-cc",
            "safenet-etoken-5110-fips",
            "safenet-etoken-5110-linux");

    private static final Map<String, ProfileTable> READ = new ConcurrentHashMap<>();

    private BundledProfiles() {}

    static ProfileTable table(String name) {
        requireKnown(name);
        return READ.computeIfAbsent(name, known -> new ProfileFile(known, known + ".toml").read(text(known)));
    }

    /** The text of a bundled profile. */
    static String text(String name) {
        requireKnown(name);
        String resource = name + ".toml";
        try (InputStream in = BundledProfiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The emulator's jar lacks the profile " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProfileException("The bundled profile " + resource + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requireKnown(String name) {
        if (!NAMES.contains(name)) {
            throw new ProfileException(
                    "There is no bundled profile '" + name + "'; there are: " + String.join(", ", NAMES));
        }
    }
}
