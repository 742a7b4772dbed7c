package org.tokentwin.emulator.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A profile with every key that it was read from, in the reader's order, those of the profile that it is based on included.
 *
 * @param profile what was read
 * @param keys each with its value; those without one are not set by any profile
 */
public record ProfileTable(TokenProfile profile, List<ProfileKey> keys) {
    public ProfileTable {
        keys = List.copyOf(keys);
    }

    /**
     * A bundled profile.
     *
     * @throws ProfileException when there is none of this name
     */
    public static ProfileTable named(String name) {
        return BundledProfiles.table(name);
    }

    /**
     * A profile from a TOML file.
     *
     * @throws ProfileException when the file cannot be read or says what a profile cannot have
     */
    public static ProfileTable load(Path file) {
        return ProfileFile.of(file).read(ProfileFile.text(file));
    }

    /**
     * Returns what is wrong with a file, a message for each key; empty for a file that is a profile.
     *
     * @throws ProfileException when the file cannot be read
     */
    public static List<String> faults(Path file) {
        return ProfileFile.of(file).faults(ProfileFile.text(file));
    }

    /** Returns the values by key, those of a table in a map of its own. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        keys.forEach(key -> put(values, key));
        return values;
    }

    @SuppressWarnings("unchecked") // the maps are made here
    private static void put(Map<String, Object> values, ProfileKey key) {
        Object value = key.value();
        if (value != null) {
            int dot = key.name().indexOf('.');
            Map<String, Object> table = dot < 0
                    ? values
                    : (Map<String, Object>)
                            values.computeIfAbsent(key.name().substring(0, dot), any -> new LinkedHashMap<>());
            table.put(key.name().substring(dot + 1), value);
        }
    }

    /** Returns the profile as a file that is based on no other. */
    public String toml() {
        return ProfileText.of(values());
    }

    /** Returns the keys whose values differ, in the reader's order; the names of the profiles are not compared. */
    public List<ProfileDifference> differences(ProfileTable other) {
        List<ProfileDifference> differences = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Object first = keys.get(i).value();
            Object second = other.keys.get(i).value();
            if (first != null && second != null && !Objects.equals(first, second)) {
                differences.add(new ProfileDifference(keys.get(i).name(), first, second));
            }
        }
        return differences;
    }
}
