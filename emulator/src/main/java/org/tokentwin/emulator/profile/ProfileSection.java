package org.tokentwin.emulator.profile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One table of a profile file: typed reading, where each refusal names file, line, key and what is allowed. What the
 * file itself does not say is taken from the tables that it is based on, the nearest first. Each key that is read is written down
 * as a {@link ProfileKey}.
 */
final class ProfileSection {
    /**
     * What the sections of one file have in common.
     *
     * @param source how messages name the file
     * @param withdrawn keys of the file that are read as if they were not there
     * @param keys that were read
     */
    record Reading(String source, Set<String> withdrawn, List<ProfileKey> keys) {}

    private final Reading reading;
    private final String path;
    private final ProfileValues own;
    private final List<ProfileValues> bases;
    private final Set<String> read = new HashSet<>();
    private final List<ProfileSection> sections = new ArrayList<>();

    ProfileSection(Reading reading, String path, ProfileValues own, List<ProfileValues> bases) {
        this.reading = reading;
        this.path = path;
        this.own = own;
        this.bases = List.copyOf(bases);
    }

    /** Marks a key as known that is read before all others. */
    void known(String key, String meaning, String allowed) {
        read.add(key);
        reading.keys().add(new ProfileKey(path + key, allowed, meaning, null));
    }

    ProfileSection section(String key) {
        List<ProfileValues> inBases = bases.stream()
                .map(table -> (ProfileValues) table.get(key))
                .filter(Objects::nonNull)
                .toList();
        read.add(key);
        Object inOwn = ownValue(key);
        if (inOwn == null && inBases.isEmpty()) {
            throw missing(key, "a table [" + path + key + "]");
        }
        if (inOwn != null && !(inOwn instanceof ProfileValues)) {
            throw refused(key, "it is not a table; allowed is [" + path + key + "] with keys below it");
        }
        ProfileSection section = new ProfileSection(
                reading, path + key + ".", inOwn == null ? ProfileValues.NONE : (ProfileValues) inOwn, inBases);
        sections.add(section);
        return section;
    }

    /** At most so many bytes of UTF-8. */
    String string(String key, String meaning, int maxBytes) {
        String allowed = "a text of at most " + maxBytes + " bytes";
        return checkedLength(key, typed(key, meaning, String.class, allowed), maxBytes, allowed);
    }

    int integer(String key, String meaning, int least, int most) {
        String allowed = "a whole number from " + least + " to " + most;
        long value = typed(key, meaning, Long.class, allowed);
        if (value < least || value > most) {
            throw refused(key, value + " is out of range; allowed is " + allowed);
        }
        return (int) value;
    }

    boolean bool(String key, String meaning) {
        return typed(key, meaning, Boolean.class, "true or false");
    }

    MajorMinor version(String key, String meaning) {
        return parsed(key, meaning, "a version such as \"2.20\", each part 0 to 255", text -> {
            String[] parts = text.split("\\.", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("two parts");
            }
            return new MajorMinor(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        });
    }

    /** A text that is read by a function that refuses with {@link IllegalArgumentException}. */
    <T> T parsed(String key, String meaning, String allowed, Function<String, T> parser) {
        String text = typed(key, meaning, String.class, allowed);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw refused(key, "'" + text + "' is not allowed; allowed is " + allowed);
        }
    }

    String oneOf(String key, String meaning, Collection<String> allowed) {
        String choice = "one of: " + String.join(", ", allowed);
        String text = typed(key, meaning, String.class, choice);
        if (!allowed.contains(text)) {
            throw refused(key, "'" + text + "' is not allowed; allowed is " + choice);
        }
        return text;
    }

    <E extends Enum<E>> E constant(String key, String meaning, Class<E> type) {
        return constantOf(oneOf(key, meaning, names(type)), type);
    }

    <E extends Enum<E>> Set<E> constants(String key, String meaning, Class<E> type) {
        EnumSet<E> found = EnumSet.noneOf(type);
        String choice = "any of: " + String.join(", ", names(type));
        for (String text : texts(key, typed(key, meaning, List.class, choice), choice)) {
            if (!names(type).contains(text)) {
                throw refused(key, "'" + text + "' is not allowed; allowed is " + choice);
            }
            found.add(constantOf(text, type));
        }
        return found;
    }

    List<String> strings(String key, String meaning, int most, int maxBytes) {
        String allowed = "a list of at most " + most + " texts of at most " + maxBytes + " bytes each";
        List<String> items = texts(key, typed(key, meaning, List.class, allowed), allowed);
        if (items.size() > most) {
            throw refused(key, items.size() + " are too many; allowed is " + allowed);
        }
        items.forEach(item -> checkedLength(key, item, maxBytes, allowed));
        return items;
    }

    /** A table whose keys are not the profile's own: they are looked at by the caller. */
    Map<String, Object> table(String key, String meaning, String allowed) {
        return typed(key, meaning, ProfileValues.class, allowed).sorted();
    }

    /**
     * The tables {@code [[key]]}, as many as there are: the file's own, or those of the profile that it is based on. None is written as an empty list.
     *
     * @param neutral what each has that does not say it
     */
    <T> List<T> tables(String key, String meaning, ProfileValues neutral, Function<ProfileSection, T> reader) {
        String allowed = "tables [[" + path + key + "]]";
        List<T> found = new ArrayList<>();
        List<Object> written = new ArrayList<>();
        List<?> tables = items(key, allowed);
        for (int i = 0; i < tables.size(); i++) {
            if (!(tables.get(i) instanceof ProfileValues table)) {
                throw refused(key, tables.get(i) + " is no table; allowed are " + allowed);
            }
            Reading each = new Reading(reading.source(), reading.withdrawn(), new ArrayList<>());
            String name = path + key + "[" + (i + 1) + "].";
            ProfileSection section = new ProfileSection(each, name, table, List.of(neutral));
            found.add(reader.apply(section));
            sections.add(section);
            written.add(said(each.keys(), name, neutral));
        }
        reading.keys().add(new ProfileKey(path + key, allowed, meaning, written));
        return found;
    }

    private List<?> items(String key, String allowed) {
        read.add(key);
        Object value = valueOf(key);
        if (value == null) {
            throw missing(key, allowed);
        }
        if (!(value instanceof List<?> items)) {
            throw refused(key, "it is of the wrong kind; allowed are " + allowed);
        }
        return items;
    }

    /** The keys that a table has, without those that say what holds anyway. */
    private static Map<String, Object> said(List<ProfileKey> keys, String prefix, ProfileValues neutral) {
        Map<String, Object> said = new LinkedHashMap<>();
        for (ProfileKey each : keys) {
            String name = each.name().substring(prefix.length());
            Object value = each.value();
            if (value != null && !value.equals(written(neutral.get(name)))) {
                said.put(name, value);
            }
        }
        return said;
    }

    /** Refuses every key, here and in the tables below, that nobody read. */
    void refuseUnread() {
        for (String key : own.keys()) {
            if (!read.contains(key) && ownValue(key) != null) {
                throw refused(key, "there is no such key; allowed are: " + String.join(", ", new TreeSet<>(read)));
            }
        }
        sections.forEach(ProfileSection::refuseUnread);
    }

    ProfileException refused(String key, String why) {
        Integer number = own.lines().get(key);
        String line = number == null ? "" : ":" + number;
        return new ProfileException(path + key, reading.source() + line + ": " + path + key + ": " + why);
    }

    private ProfileException missing(String key, String allowed) {
        return refused(key, "it is missing; needed is " + allowed);
    }

    private <T> T typed(String key, String meaning, Class<T> type, String allowed) {
        read.add(key);
        Object value = valueOf(key);
        if (value == null) {
            throw missing(key, allowed);
        }
        if (!type.isInstance(value)) {
            throw refused(key, "it is of the wrong kind; allowed is " + allowed);
        }
        reading.keys().add(new ProfileKey(path + key, allowed, meaning, written(value)));
        return type.cast(value);
    }

    private static @Nullable Object written(@Nullable Object value) {
        return value instanceof ProfileValues table ? table.sorted() : value;
    }

    private @Nullable Object valueOf(String key) {
        return Stream.concat(
                        Stream.ofNullable(ownValue(key)),
                        bases.stream().map(table -> table.get(key)).filter(Objects::nonNull))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Object ownValue(String key) {
        return reading.withdrawn().contains(path + key) ? null : own.get(key);
    }

    private List<String> texts(String key, List<?> items, String allowed) {
        return items.stream()
                .map(item -> {
                    if (item instanceof String text) {
                        return text;
                    }
                    throw refused(key, item + " is not a text; allowed is " + allowed);
                })
                .collect(Collectors.toList());
    }

    private String checkedLength(String key, String text, int maxBytes, String allowed) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > maxBytes) {
            throw refused(key, "'" + text + "' has " + length + " bytes; allowed is " + allowed);
        }
        return text;
    }

    private static <E extends Enum<E>> List<String> names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(ProfileSection::name).toList();
    }

    private static <E extends Enum<E>> E constantOf(String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> name(each).equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** Constants of a standard are spelled as there; ours as TOML keys are. */
    private static String name(Enum<?> constant) {
        String name = constant.name();
        if (name.startsWith("CKF_")) {
            return name;
        }
        return constant instanceof Curve
                ? name.replace('_', '-')
                : name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
