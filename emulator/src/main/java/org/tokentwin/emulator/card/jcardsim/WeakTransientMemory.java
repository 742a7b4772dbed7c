package org.tokentwin.emulator.card.jcardsim;

import com.licel.jcardsim.base.TransientMemory;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javacard.framework.JCSystem;

/**
 * Transient memory that knows an array only as long as somebody else does. jCardSim's own memory keeps every array for ever, and
 * its cipher and its curves take one at each use.
 */
final class WeakTransientMemory extends TransientMemory {
    private final Set<Object> clearedOnReset = Collections.newSetFromMap(new WeakHashMap<>());
    private final Set<Object> clearedOnDeselect = Collections.newSetFromMap(new WeakHashMap<>());

    @Override
    protected void storeArray(Object array, byte event) {
        (event == JCSystem.CLEAR_ON_DESELECT ? clearedOnDeselect : clearedOnReset).add(array);
    }

    @Override
    public byte isTransient(Object array) {
        if (clearedOnDeselect.contains(array)) {
            return JCSystem.CLEAR_ON_DESELECT;
        }
        return clearedOnReset.contains(array) ? JCSystem.CLEAR_ON_RESET : JCSystem.NOT_A_TRANSIENT_OBJECT;
    }

    @Override
    protected void clearOnDeselect() {
        clearedOnDeselect.forEach(WeakTransientMemory::clear);
    }

    @Override
    protected void clearOnReset() {
        clearOnDeselect();
        clearedOnReset.forEach(WeakTransientMemory::clear);
    }

    @Override
    protected void forgetBuffers() {
        clearOnReset();
        clearedOnDeselect.clear();
        clearedOnReset.clear();
    }

    private static void clear(Object array) {
        // no switch: a pattern is linked at its first use, which each young JVM would wait for
        if (array instanceof byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        } else if (array instanceof short[] shorts) {
            Arrays.fill(shorts, (short) 0);
        } else if (array instanceof boolean[] booleans) {
            Arrays.fill(booleans, false);
        } else if (array instanceof Object[] objects) {
            Arrays.fill(objects, null);
        } else {
            throw new IllegalArgumentException("no transient array: " + array.getClass());
        }
    }
}
