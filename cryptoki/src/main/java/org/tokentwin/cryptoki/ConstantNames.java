package org.tokentwin.cryptoki;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of a class's public {@code long} constants, found by value at the first question. */
final class ConstantNames {
    /** Read once a class, and not before it is asked for: reflection over 480 mechanisms is no part of a quick start. */
    private static final ClassValue<Map<Long, Entry>> ENTRIES = new ClassValue<>() {
        @Override
        protected Map<Long, Entry> computeValue(Class<?> constants) {
            return read(constants);
        }
    };

    private final Class<?> constants;
    private final String prefix;

    private record Entry(String name, CryptokiVersion since) {}

    private ConstantNames(Class<?> constants, String prefix) {
        this.constants = constants;
        this.prefix = prefix;
    }

    static ConstantNames of(Class<?> constants, String prefix) {
        return new ConstantNames(constants, prefix);
    }

    /** The name of a value, the current one where it has several; else the value in hexadecimal behind the prefix. */
    String name(long value) {
        Entry entry = entries().get(value);
        return entry == null ? String.format(Locale.ROOT, "%s0x%X", prefix, value) : entry.name();
    }

    /** The value of a name, a former one too; empty if there is none. */
    Optional<Long> value(String name) {
        for (Field field : constants.getFields()) {
            if (field.getType() == long.class && field.getName().equals(name)) {
                return Optional.of(value(field));
            }
        }
        return Optional.empty();
    }

    boolean contains(long value, CryptokiVersion version) {
        Entry entry = entries().get(value);
        return entry != null && version.includes(entry.since());
    }

    private Map<Long, Entry> entries() {
        return ENTRIES.get(constants);
    }

    private static Map<Long, Entry> read(Class<?> constants) {
        Map<Long, Entry> entries = new HashMap<>();
        Map<Long, Entry> former = new HashMap<>();
        for (Field field : constants.getFields()) {
            if (field.getType() == long.class) {
                (field.isAnnotationPresent(Former.class) ? former : entries)
                        .merge(value(field), entry(field), ConstantNames::earlier);
            }
        }
        former.forEach(entries::putIfAbsent);
        return Map.copyOf(entries);
    }

    private static Entry entry(Field field) {
        Since since = field.getAnnotation(Since.class);
        return new Entry(field.getName(), since == null ? CryptokiVersion.V2_20 : since.value());
    }

    private static Entry earlier(Entry one, Entry other) {
        return one.since().compareTo(other.since()) <= 0 ? one : other;
    }

    private static long value(Field field) {
        try {
            return field.getLong(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("not readable: " + field, e);
        }
    }
}
