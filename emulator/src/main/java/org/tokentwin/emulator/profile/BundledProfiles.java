package org.tokentwin.emulator.profile;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
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
        return READ.computeIfAbsent(name, known -> new ProfileFile(known, known + ".toml").read(values(known)));
    }

    /** What a bundled profile says, compiled by the build. */
    static ProfileValues values(String name) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(resource(name, ".profile")))) {
            return (ProfileValues) CompiledProfile.read(in);
        } catch (IOException e) {
            throw new ProfileException("The bundled profile " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The text of a bundled profile. */
    static String text(String name) {
        try (InputStream in = resource(name, ".toml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProfileException("The bundled profile " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream resource(String name, String extension) {
        requireKnown(name);
        InputStream in = BundledProfiles.class.getResourceAsStream(name + extension);
        if (in == null) {
            throw new IllegalStateException("The emulator's jar lacks the profile " + name + extension);
        }
        return in;
    }

    private static void requireKnown(String name) {
        if (!NAMES.contains(name)) {
            throw new ProfileException(
                    "There is no bundled profile '" + name + "'; there are: " + String.join(", ", NAMES));
        }
    }
}
