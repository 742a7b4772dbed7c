package org.tokentwin.emulator.profile;

import org.jspecify.annotations.Nullable;

/**
 * A key of a profile, as the reader knows it.
 *
 * @param name with the table that it is in, such as {@code pin.tries}
 * @param allowed what it may hold, in words
 * @param meaning what it says of a token, a sentence
 * @param value what it holds in one profile: a text, a whole number, true or false, or a list of texts or of tables; null where nothing is said
 */
public record ProfileKey(
        String name,
        String allowed,
        String meaning,
        @Nullable Object value) {}
