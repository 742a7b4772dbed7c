package org.tokentwin.conformance.mutant;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/**
 * A token with one fault.
 *
 * @param name in the report, with dashes
 * @param fault what is wrong with it, in one line
 * @param cases ids of the cases that must find it
 * @param profile TOML that is laid over the default profile; empty for none
 * @param faults made anew for each token, since some remember
 */
record Mutant(String name, String fault, List<String> cases, String profile, Supplier<Map<String, Fault>> faults) {
    /** A fault in one function. */
    static Mutant in(String function, String name, String fault, Fault answer, String... cases) {
        return with(name, fault, () -> Map.of(function, answer), cases);
    }

    /** A fault that remembers, or is in several functions. */
    static Mutant with(String name, String fault, Supplier<Map<String, Fault>> faults, String... cases) {
        return new Mutant(name, fault, List.of(cases), "", faults);
    }

    /** A token that is sound, but of another model than it should be. */
    static Mutant ofProfile(String name, String fault, String toml, String... cases) {
        return new Mutant(name, fault, List.of(cases), toml, Map::of);
    }

    Cryptoki over(Cryptoki honest) {
        return FaultyCryptoki.over(honest, faults.get());
    }

    @Override
    public String toString() {
        return name;
    }
}
