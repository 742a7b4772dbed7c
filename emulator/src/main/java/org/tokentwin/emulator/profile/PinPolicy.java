package org.tokentwin.emulator.profile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rules for a token's PINs. The card enforces them: {@link #encoded} is what it is told at personalisation.
 *
 * @param userTries wrong user PINs in a row until the token locks, 1 to 15
 * @param soTries likewise for the SO PIN; without meaning where the token has none
 * @param minLength least characters of a user PIN, 4 to 20
 * @param maxLength most characters of a user PIN, 4 to 20
 * @param required classes of which a new user PIN has one character each at least
 * @param forbidden classes of which it has none
 * @param history how many earlier user PINs are refused, 0 to 10; the current one always is
 * @param maxRepetitions how many times in a row one character may stand, 0 for any
 * @param expiresDays after so many days a user PIN must be changed, 0 for never
 * @param rules the rules that hold or do not
 */
public record PinPolicy(
        int userTries,
        int soTries,
        int minLength,
        int maxLength,
        Set<CharacterClass> required,
        Set<CharacterClass> forbidden,
        int history,
        int maxRepetitions,
        int expiresDays,
        Set<PinRule> rules) {
    public PinPolicy {
        required = Set.copyOf(required);
        forbidden = Set.copyOf(forbidden);
        rules = Set.copyOf(rules);
    }

    public boolean has(PinRule rule) {
        return rules.contains(rule);
    }

    /**
     * The policy as the card's data object {@code DF45}: simple TLV of one byte each, tags {@code 80} to {@code 88}; and the days,
     * {@code 89} with two bytes, where there is such a limit.
     */
    public byte[] encoded() {
        byte[] values = {
            (byte) userTries,
            (byte) soTries,
            (byte) minLength,
            (byte) maxLength,
            CharacterClass.bits(required),
            CharacterClass.bits(forbidden),
            (byte) history,
            (byte) maxRepetitions,
            PinRule.bits(rules)
        };
        byte[] encoded = new byte[3 * values.length + (expiresDays > 0 ? 4 : 0)];
        for (int i = 0; i < values.length; i++) {
            encoded[3 * i] = (byte) (0x80 + i);
            encoded[3 * i + 1] = 1;
            encoded[3 * i + 2] = values[i];
        }
        if (expiresDays > 0) {
            ByteBuffer.wrap(encoded, 3 * values.length, 4)
                    .put((byte) 0x89)
                    .put((byte) Short.BYTES)
                    .putShort((short) expiresDays);
        }
        return encoded;
    }

    /** The rules for a new user PIN in words, a sentence without full stop. */
    public String description() {
        List<String> parts = new ArrayList<>();
        parts.add(minLength + " to " + maxLength + " characters");
        if (!required.isEmpty()) {
            parts.add("at least " + list(required, CharacterClass::one));
        }
        if (!forbidden.isEmpty()) {
            parts.add("no " + list(forbidden, CharacterClass::several));
        }
        if (maxRepetitions > 0) {
            parts.add("no character more than " + maxRepetitions + " times in a row");
        }
        parts.add(history > 0 ? "none of the last " + history + " PINs" : "not the current PIN");
        return String.join("; ", parts);
    }

    private static String list(Set<CharacterClass> classes, Function<CharacterClass, String> name) {
        List<String> names = classes.stream().sorted().map(name).collect(Collectors.toList());
        String last = names.removeLast();
        return names.isEmpty() ? last : String.join(", ", names) + " and " + last;
    }
}
