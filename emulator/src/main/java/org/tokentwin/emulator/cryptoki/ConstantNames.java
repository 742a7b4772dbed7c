package org.tokentwin.emulator.cryptoki;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The names of a class's public {@code long} constants, found by value. */
final class ConstantNames {
    private final Map<Long, String> names = new HashMap<>();
    private final String prefix;

    private ConstantNames(String prefix) {
        this.prefix = prefix;
    }

    static ConstantNames of(Class<?> constants, String prefix) {
        ConstantNames found = new ConstantNames(prefix);
        Arrays.stream(constants.getFields())
                .filter(field ->
                        field.getType() == long.class && field.getName().startsWith(prefix))
                .forEach(field -> found.names.putIfAbsent(value(field), field.getName()));
        return found;
    }

    String name(long value) {
        String name = names.get(value);
        return name == null ? String.format(Locale.ROOT, "%s0x%X", prefix, value) : name;
    }

    boolean contains(long value) {
        return names.containsKey(value);
    }

    private static long value(Field field) {
        try {
            return field.getLong(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("not readable: " + field, e);
        }
    }
}
