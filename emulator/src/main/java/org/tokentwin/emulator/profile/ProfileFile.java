package org.tokentwin.emulator.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * Reads a profile from TOML. Every key must be there, in the file or in the bundled profile that its key {@code
 * based-on} names; a key that is not known is refused.
 *
 * @param name the profile's
 * @param source how messages name the file
 */
record ProfileFile(String name, String source) {
    private static final String BASE = "based-on";
    private static final int MAX_CRYPTOKI_STRING = 32;
    private static final int MOST_BYTES = 1 << 20;

    /** Ten minutes, in milliseconds. */
    private static final int LONGEST_COMMAND = 600_000;

    static TokenProfile load(Path file) {
        String fileName = String.valueOf(file.getFileName());
        String name = fileName.endsWith(".toml") ? fileName.substring(0, fileName.length() - 5) : fileName;
        try {
            return new ProfileFile(name, file.toString()).parse(text(file));
        } catch (NoSuchFileException e) {
            throw new ProfileException(file + ": there is no such profile file", e);
        } catch (CharacterCodingException e) {
            throw new ProfileException(file + ": the profile is not UTF-8 text", e);
        } catch (IOException e) {
            throw new ProfileException(file + ": the profile cannot be read: " + e.getMessage(), e);
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ProfileException(file + ": it has more than " + MOST_BYTES + " bytes, so it is no profile");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    TokenProfile parse(String toml) {
        TomlTable own = table(toml);
        ProfileSection root = new ProfileSection(source, "", own, bases(own));
        root.skip(BASE);
        ProfileSection pin = root.section("pin");
        TokenProfile profile = new TokenProfile(
                name,
                root.string("description", 200),
                root.parsed("atr", "an ATR in hexadecimal, 2 to 33 bytes that begin with 3B or 3F", Atr::parse),
                library(root.section("library")),
                slots(root.section("slots")),
                token(root.section("token")),
                policy(pin),
                pin.constant("must-change-at", PinExpiry.class),
                pin.bool("so-pin"),
                Optional.of(pin.string("factory-pin", 20)).filter(text -> !text.isEmpty()),
                pin.bool("count-low-when-locked"),
                keys(root.section("keys")),
                objects(root.section("objects")),
                pace(root.section("pace")));
        root.refuseUnread();
        return profile;
    }

    private TomlTable table(String toml) {
        TomlParseResult parsed = parsed(toml);
        if (parsed.hasErrors()) {
            throw new ProfileException(parsed.errors().stream()
                    .map(error -> source + ":" + error.position().line() + ": " + error.getMessage())
                    .collect(Collectors.joining(System.lineSeparator())));
        }
        return parsed;
    }

    private TomlParseResult parsed(String toml) {
        try {
            return Toml.parse(toml);
        } catch (AssertionError e) { // tomlj's own, on some broken headers, where assertions are enabled
            throw new ProfileException(source + ": this is no TOML: " + e.getMessage(), e);
        }
    }

    /** The profile that this one names, the one that that names, and so on. */
    private List<TomlTable> bases(TomlTable own) {
        List<TomlTable> bases = new ArrayList<>();
        for (TomlTable each = own; each.contains(BASE); each = bases.getLast()) {
            String name = new ProfileSection(source, "", each, List.of()).oneOf(BASE, BundledProfiles.NAMES);
            bases.add(table(BundledProfiles.text(name)));
        }
        return bases;
    }

    private static LibraryIdentity library(ProfileSection section) {
        return new LibraryIdentity(
                section.version("cryptoki-version"),
                section.string("manufacturer", MAX_CRYPTOKI_STRING),
                section.string("description", MAX_CRYPTOKI_STRING),
                section.version("version"));
    }

    private static SlotLayout slots(ProfileSection section) {
        int count = section.integer("count", 1, 64);
        return new SlotLayout(
                count,
                section.strings("descriptions", count, 64),
                section.string("manufacturer", MAX_CRYPTOKI_STRING),
                section.version("hardware-version"),
                section.version("firmware-version"));
    }

    private static TokenIdentity token(ProfileSection section) {
        return new TokenIdentity(
                section.string("label", MAX_CRYPTOKI_STRING),
                section.string("manufacturer", MAX_CRYPTOKI_STRING),
                section.string("model", 16),
                section.constants("flags", TokenFlag.class),
                section.version("hardware-version"),
                section.version("firmware-version"),
                section.constant("utc-time", UtcTime.class),
                section.integer("total-memory", 1024, Integer.MAX_VALUE),
                section.integer("free-memory-at-most", 0, Integer.MAX_VALUE));
    }

    private static PinPolicy policy(ProfileSection section) {
        int least = section.integer("min-length", 4, 20);
        Set<CharacterClass> required = section.constants("required", CharacterClass.class);
        Set<CharacterClass> free = EnumSet.allOf(CharacterClass.class);
        free.removeAll(required);
        return new PinPolicy(
                section.integer("tries", 1, 15),
                section.integer("so-tries", 1, 15),
                least,
                section.integer("max-length", least, 20),
                required,
                section.constants("forbidden", CharacterClass.class, free),
                section.integer("history", 0, 10),
                section.integer("max-repetitions", 0, 20),
                section.constants("rules", PinRule.class));
    }

    private static KeyProfile keys(ProfileSection section) {
        int least = section.integer("rsa-min-bits", 1024, 4096);
        return new KeyProfile(
                least,
                section.integer("rsa-max-bits", least, 4096),
                section.constants("curves", Curve.class),
                mechanisms(section));
    }

    private static List<String> mechanisms(ProfileSection section) {
        List<String> names = section.strings("mechanisms", 500, 64);
        for (String each : names) {
            if (!each.matches("CKM_[A-Z0-9_]+")) {
                throw section.refused(
                        "mechanisms", "'" + each + "' is no mechanism; allowed are names like CKM_RSA_PKCS");
            }
        }
        return names;
    }

    private static PaceProfile pace(ProfileSection section) {
        return new PaceProfile(
                section.integer("exchange", 0, LONGEST_COMMAND),
                section.integer("verify", 0, LONGEST_COMMAND),
                section.integer("change-pin", 0, LONGEST_COMMAND),
                section.integer("write", 0, LONGEST_COMMAND),
                section.integer("sign", 0, LONGEST_COMMAND),
                section.integer("decipher", 0, LONGEST_COMMAND),
                section.integer("import-key", 0, LONGEST_COMMAND),
                section.integer("generate-key", 0, LONGEST_COMMAND),
                section.integer("spread-percent", 0, 100));
    }

    private static ObjectProfile objects(ProfileSection section) {
        return new ObjectProfile(
                section.bool("imported-private-key-has-label"),
                section.bool("imported-key-has-public-key"),
                section.integer("id-length", 1, 20),
                section.bool("retry-counter-object"),
                section.bool("secret-keys-on-token"),
                section.constants("generated-key-usage", KeyUse.class));
    }
}
