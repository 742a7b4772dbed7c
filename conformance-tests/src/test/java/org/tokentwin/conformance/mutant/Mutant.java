package org.tokentwin.conformance.mutant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/**
 * A token with one fault.
 *
 * @param name in the report, with dashes
 * @param fault what is wrong with it, in one line
 * @param cases ids of the cases that must find it
 * @param profile TOML that is laid over the default profile, or the name of another one; empty for none
 * @param faults made anew for each token, since some remember
 * @param table a fault in the C functions above the token; empty for none
 */
record Mutant(
        String name,
        String fault,
        List<String> cases,
        String profile,
        Supplier<Map<String, Fault>> faults,
        Optional<TableFault> table) {
    /** A fault in one function. */
    static Mutant in(String function, String name, String fault, Fault answer, String... cases) {
        return with(name, fault, () -> Map.of(function, answer), cases);
    }

    /** A fault in every function. */
    static Mutant everywhere(String name, String fault, Fault answer, String... cases) {
        return in(FaultyCryptoki.EVERYWHERE, name, fault, answer, cases);
    }

    /** A fault that remembers, or is in several functions. */
    static Mutant with(String name, String fault, Supplier<Map<String, Fault>> faults, String... cases) {
        return new Mutant(name, fault, List.of(cases), "", faults, Optional.empty());
    }

    /** A token that is sound, but of another model than it should be. */
    static Mutant ofProfile(String name, String fault, String toml, String... cases) {
        return new Mutant(name, fault, List.of(cases), toml, Map::of, Optional.empty());
    }

    /** A fault in the C functions. */
    static Mutant inTable(String name, String fault, TableFault answer, String... cases) {
        return new Mutant(name, fault, List.of(cases), "", Map::of, Optional.of(answer));
    }

    /** The same fault with more cases that must find it. */
    Mutant foundBy(String... ids) {
        List<String> all = Stream.concat(cases.stream(), Stream.of(ids)).toList();
        return new Mutant(name, fault, all, profile, faults, table);
    }

    /** The same fault in a token of another profile. */
    Mutant on(String toml) {
        return new Mutant(name, fault, cases, toml, faults, table);
    }

    /**
     * Makes this token's faults, which the applications on it share.
     *
     * @param pin the right one, for faults of what compares it
     */
    UnaryOperator<Cryptoki> decorator(char[] pin) {
        Map<String, Fault> made = faults.get();
        return honest -> FaultyCryptoki.over(honest, made, pin);
    }

    @Override
    public String toString() {
        return name;
    }
}
