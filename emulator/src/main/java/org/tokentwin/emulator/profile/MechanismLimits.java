package org.tokentwin.emulator.profile;

import java.util.Set;
import java.util.function.Predicate;

/**
 * What a model says of one of its mechanisms in {@code C_GetMechanismInfo}, where that is not what the emulator says itself.
 *
 * @param mechanism by the standard's name
 * @param minKeySize as the model says it, whatever keys it takes
 * @param maxKeySize likewise
 * @param flags a use that is not among them is refused; one that the emulator does not have is not added by them
 */
public record MechanismLimits(String mechanism, long minKeySize, long maxKeySize, Set<MechanismFlag> flags) {
    public MechanismLimits {
        flags = Set.copyOf(flags);
    }

    /** Returns the flags for use, as the bits of {@code CK_MECHANISM_INFO}. */
    public long uses() {
        return bits(MechanismFlag::isUse);
    }

    /** Returns the other flags. */
    public long remarks() {
        return bits(flag -> !flag.isUse());
    }

    private long bits(Predicate<MechanismFlag> which) {
        return flags.stream().filter(which).mapToLong(MechanismFlag::bit).reduce(0, (all, bit) -> all | bit);
    }
}
