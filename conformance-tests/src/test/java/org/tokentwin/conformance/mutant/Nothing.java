package org.tokentwin.conformance.mutant;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values that say nothing, for a function that answers where it should refuse. */
final class Nothing {
    private Nothing() {}

    /** A value of a return type in {@code Cryptoki}: a handle of 1, no element, a structure of zeros. */
    static @Nullable Object of(Class<?> type) {
        if (type == long.class) {
            return 1L;
        }
        if (type == Optional.class) {
            return Optional.of(1L);
        }
        return type.isRecord() ? zeros(type) : empty(type);
    }

    private static @Nullable Object empty(Class<?> type) {
        if (type == long[].class) {
            return new long[0];
        }
        if (type == byte[].class) {
            return new byte[0];
        }
        if (type == String.class) {
            return "";
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        return type == List.class ? List.of() : null;
    }

    private static Object zeros(Class<?> type) {
        Class<?>[] components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        @Nullable
        Object[] values = Arrays.stream(components)
                .map(component -> component == long.class ? 0L : of(component))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(components);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made of zeros", e);
        }
    }
}
