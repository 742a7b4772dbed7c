package org.tokentwin.emulator.profile;

/**
 * A key that two profiles have different values for, as {@link ProfileKey#value} has them.
 *
 * @param key such as {@code pin.tries}
 * @param first what the first profile has
 * @param second what the second one has
 */
public record ProfileDifference(String key, Object first, Object second) {}
