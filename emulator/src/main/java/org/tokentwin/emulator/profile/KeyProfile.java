package org.tokentwin.emulator.profile;

import java.util.List;
import java.util.Set;

/**
 * What keys a token takes, and what it does with them.
 *
 * @param rsaMinBits least modulus, 1024 at least
 * @param rsaMaxBits greatest modulus, 4096 at most
 * @param curves the named curves; empty for a token without elliptic curves
 * @param mechanisms in the order of {@code C_GetMechanismList}, by the names of the standard
 * @param limits of those mechanisms of which the model says something else than the emulator
 */
public record KeyProfile(
        int rsaMinBits, int rsaMaxBits, Set<Curve> curves, List<String> mechanisms, List<MechanismLimits> limits) {
    public KeyProfile {
        curves = Set.copyOf(curves);
        mechanisms = List.copyOf(mechanisms);
        limits = List.copyOf(limits);
    }
}
