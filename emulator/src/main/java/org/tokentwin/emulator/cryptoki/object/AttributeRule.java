package org.tokentwin.emulator.cryptoki.object;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tokentwin.emulator.cryptoki.Attribute;

/**
 * What holds for one attribute of one kind of object.
 *
 * @param initial the value that an object has where its template gives none; empty where it then lacks the attribute
 */
record AttributeRule(long type, Set<Trait> traits, Optional<Attribute> initial) {
    private static final byte[] NOTHING = {};

    AttributeRule {
        traits = Set.copyOf(traits);
    }

    static AttributeRule rule(long type, Trait... traits) {
        EnumSet<Trait> set = EnumSet.noneOf(Trait.class);
        set.addAll(List.of(traits));
        return new AttributeRule(type, set, Optional.empty());
    }

    AttributeRule initially(boolean value) {
        return new AttributeRule(type, traits, Optional.of(Attribute.ofBoolean(type, value)));
    }

    AttributeRule initially(long value) {
        return new AttributeRule(type, traits, Optional.of(Attribute.ofUlong(type, value)));
    }

    AttributeRule initiallyEmpty() {
        return new AttributeRule(type, traits, Optional.of(Attribute.of(type, NOTHING)));
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
