package org.tokentwin.emulator.cryptoki;

/**
 * What the card says of a PIN at this moment.
 *
 * @param exists whether the card has this PIN at all
 * @param initialised whether it has a value
 * @param mustChange whether it must be changed
 * @param verified whether the channel that asked has the PIN's status
 * @param triesLeft 0 when locked
 * @param triesAtMost what a success restores
 * @param minLength characters
 * @param maxLength characters
 * @param ages whether it has to be changed after so many days, which the card counts if it learns the day
 */
public record PinStatus(
        boolean exists,
        boolean initialised,
        boolean mustChange,
        boolean verified,
        int triesLeft,
        int triesAtMost,
        int minLength,
        int maxLength,
        boolean ages) {
    public boolean isLocked() {
        return initialised && triesLeft == 0;
    }

    /** Whether the next wrong PIN locks it. */
    public boolean isFinalTry() {
        return initialised && triesLeft == 1;
    }

    /** Whether a wrong PIN was given since the last right one. */
    public boolean isCountLow() {
        return initialised && triesLeft < triesAtMost;
    }
}
