package org.tokentwin.client.window.text;

import java.util.List;

/**
 * Something to be said in whatever language the window speaks.
 *
 * @param key of the resource bundles
 * @param arguments numbers, and text that has passed the gate for strangers' text
 */
public record Sentence(String key, List<Object> arguments) {
    public Sentence {
        arguments = List.copyOf(arguments);
    }

    public static Sentence of(String key, Object... arguments) {
        return new Sentence(key, List.of(arguments));
    }
}
