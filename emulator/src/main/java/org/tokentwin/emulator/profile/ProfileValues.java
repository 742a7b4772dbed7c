package org.tokentwin.emulator.profile;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a table of a profile file says.
 *
 * @param entries by key: a text, a {@link Long}, a {@link Double}, a {@link Boolean}, a list of these or of tables, or a table; what no profile has, such as a
 *     date, is as TOML's reader has it
 * @param lines by key: the line of the file, from 1 on; empty for what was compiled
 */
record ProfileValues(Map<String, Object> entries, Map<String, Integer> lines) {
    static final ProfileValues NONE = new ProfileValues(Map.of());

    ProfileValues(Map<String, Object> entries) {
        this(entries, Map.of());
    }

    @Nullable
    Object get(String key) {
        return entries.get(key);
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Set<String> keys() {
        return entries.keySet();
    }

    /** Returns the entries in the order of their keys. */
    Map<String, Object> sorted() {
        return new TreeMap<>(entries);
    }
}
