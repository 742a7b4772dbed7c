package org.tokentwin.cryptoki;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of a class's constants, found by value, and the values by name. */
final class ConstantNames {
    /** Read once a class, and not before it is asked for: most programs ask for few of them. */
    private static final ClassValue<Tables> READ = new ClassValue<>() {
        @Override
        protected Tables computeValue(Class<?> constants) {
            return new Tables(constants);
        }
    };

    private final Class<?> constants;
    private final String prefix;

    private ConstantNames(Class<?> constants, String prefix) {
        this.constants = constants;
        this.prefix = prefix;
    }

    static ConstantNames of(Class<?> constants, String prefix) {
        return new ConstantNames(constants, prefix);
    }

    /** The name of a value, the current one where it has several; else the value in hexadecimal behind the prefix. */
    String name(long value) {
        NamedConstant constant = READ.get(constants).byValue.get(value);
        return constant == null ? String.format(Locale.ROOT, "%s0x%X", prefix, value) : constant.name();
    }

    /** The value of a name, a former one too; empty if there is none. */
    Optional<Long> value(String name) {
        return Optional.ofNullable(READ.get(constants).byName.get(name)).map(NamedConstant::value);
    }

    boolean contains(long value, CryptokiVersion version) {
        NamedConstant constant = READ.get(constants).byValue.get(value);
        return constant != null && version.includes(constant.since());
    }

    private static final class Tables {
        final Map<String, NamedConstant> byName = new HashMap<>();
        final Map<Long, NamedConstant> byValue = new HashMap<>();

        Tables(Class<?> constants) {
            Map<Long, NamedConstant> former = new HashMap<>();
            for (NamedConstant each : NamedConstant.of(constants)) {
                byName.put(each.name(), each);
                (each.former() ? former : byValue).merge(each.value(), each, Tables::earlier);
            }
            former.forEach(byValue::putIfAbsent);
        }

        private static NamedConstant earlier(NamedConstant one, NamedConstant other) {
            return one.since().compareTo(other.since()) <= 0 ? one : other;
        }
    }
}
