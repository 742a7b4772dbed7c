package org.tokentwin.emulator.store;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a kept token has to remember.
 *
 * @param objects the value of each data object in hexadecimal, by its label
 */
record TokenState(String pin, int tries, Map<String, String> objects) {
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

    TokenState with(String label, String value) {
        Map<String, String> more = new TreeMap<>(objects);
        more.put(label, value);
        return new TokenState(pin, tries, more);
    }

    TokenState without(String label) {
        Map<String, String> fewer = new TreeMap<>(objects);
        fewer.remove(label);
        return new TokenState(pin, tries, fewer);
    }
}
