package org.tokentwin.emulator.issuer;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tokentwin.emulator.profile.CharacterClass;
import org.tokentwin.emulator.profile.PinPolicy;

/** Random PINs that a policy lets a user set: each required class is there, and no character follows itself. */
final class ConformingPin {
    private static final int LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ConformingPin() {}

    static Pin random(PinPolicy policy) {
        Set<CharacterClass> allowed = EnumSet.allOf(CharacterClass.class);
        allowed.removeAll(policy.forbidden());
        List<CharacterClass> order = new ArrayList<>(policy.required());
        order.addAll(allowed);
        int length = Math.clamp(LENGTH, policy.minLength(), policy.maxLength());
        StringBuilder pin = new StringBuilder();
        while (pin.length() < length) {
            String characters = characters(order.get(pin.length() % order.size()));
            char next = characters.charAt(RANDOM.nextInt(characters.length()));
            if (pin.isEmpty() || pin.charAt(pin.length() - 1) != next) {
                pin.append(next);
            }
        }
        return Pin.of(pin.toString());
    }

    /** Without those that are easily mistaken for another, and without those that a shell or a URI gives a meaning. */
    private static String characters(CharacterClass each) {
        return switch (each) {
            case UPPER -> "ABCDEFGHJKLMNPQRSTUVWXYZ";
            case LOWER -> "abcdefghijkmnopqrstuvwxyz";
            case DIGIT -> "23456789";
            case SPECIAL -> "-._+,@";
        };
    }
}
