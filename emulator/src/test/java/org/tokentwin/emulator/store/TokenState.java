package org.tokentwin.emulator.store;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a kept token has to remember.
 *
 * @param objects of each object what has to stay as it is: {@link ObservedToken} says what that is
 */
record TokenState(String pin, int tries, Map<ObjectName, String> objects) {
    static final int MOST_TRIES = 15;

    TokenState {
        objects = Map.copyOf(objects);
    }

    TokenState afterWrongPin() {
        return new TokenState(pin, tries - 1, objects);
    }

    TokenState afterRightPin() {
        return withPin(pin);
    }

    /** A PIN that is set restores the tries. */
    TokenState withPin(String set) {
        return new TokenState(set, MOST_TRIES, objects);
    }

    TokenState with(ObjectName name, String value) {
        Map<ObjectName, String> more = new TreeMap<>(objects);
        more.put(name, value);
        return new TokenState(pin, tries, more);
    }

    TokenState without(ObjectName name) {
        Map<ObjectName, String> fewer = new TreeMap<>(objects);
        fewer.remove(name);
        return new TokenState(pin, tries, fewer);
    }
}
