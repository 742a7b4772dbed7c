package org.tokentwin.conformance.walk;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.tokentwin.conformance.Deviation;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.TokenUnderTest;

/** A walk on a token, and its way down to the shortest that still fails. */
public final class Walk {
    /** Calls after which a failing walk is shown as short as it is by then, so that a slow token is not kept for hours. */
    private static final int MOST_CALLS = 3000;

    private final TokenUnderTest token;
    private final WalkKeys keys;
    private final Abilities abilities;
    private int calls;

    private Walk(TokenUnderTest token, WalkKeys keys, Abilities abilities) {
        this.token = token;
        this.keys = keys;
        this.abilities = abilities;
    }

    /** Steps until one failed. */
    private record Failed(WalkFailure failure, List<Step> steps, List<String> calls) {}

    /**
     * Walks. It begins with {@code C_Finalize} and {@code C_Initialize}.
     *
     * @param seed says which steps are drawn
     * @throws AssertionError where an answer is none that the standard allows, with the shortest sequence that shows it
     */
    public static void take(TokenUnderTest token, WalkKeys keys, Alphabet alphabet, long seed) throws PKCS11Exception {
        Abilities abilities = Abilities.of(token, keys, alphabet);
        NotApplicable.unless(
                alphabet.types().isEmpty() || !abilities.types().isEmpty(),
                "the token takes none of the objects that the walk is about");
        NotApplicable.unless(
                alphabet.schemes().isEmpty() || !abilities.schemes().isEmpty(),
                "the token has none of the mechanisms that the walk is about");
        Walk walk = new Walk(token, keys, abilities);
        Optional<Failed> failed = walk.tried(alphabet.steps(new Random(seed)), true);
        if (failed.isPresent()) {
            Failed shortest = walk.shortened(failed.get());
            throw shortest.failure().after(shortest.calls());
        }
    }

    /** @param notes whether deviations are the case's */
    private Optional<Failed> tried(List<Step> steps, boolean notes) throws PKCS11Exception {
        token.p11().C_Finalize(null);
        TokenUnderTest.initialize(token.p11());
        World world = new World(token, keys, abilities);
        List<Step> done = new ArrayList<>();
        try {
            for (Step step : steps) {
                done.add(step);
                step.action().run(world, step);
            }
            return Optional.empty();
        } catch (WalkFailure failure) {
            return Optional.of(new Failed(failure, done, world.calls()));
        } finally {
            calls += world.calls().size();
            if (notes) {
                world.deviations().forEach(each -> Deviation.note(each.expected(), each.seen()));
            }
        }
    }

    /** Leaves steps out, many at a time and then one by one, and takes others in another session, as long as what is left fails in the same way. */
    private Failed shortened(Failed failed) throws PKCS11Exception {
        Failed shortest = failed;
        for (int size = failed.steps().size() / 2; size > 0; size = Math.min(size / 2, size - 1)) {
            for (int from = shortest.steps().size() - 1 - size; from >= 0; from -= size) {
                shortest = without(shortest, from, size);
            }
        }
        Failed before;
        do {
            before = shortest;
            shortest = moved(withoutAny(shortest));
        } while (shortest.steps().size() < before.steps().size());
        return shortest;
    }

    /** Leaves single steps out until none can be. */
    private Failed withoutAny(Failed failed) throws PKCS11Exception {
        Failed shortest = failed;
        int before;
        do {
            before = shortest.steps().size();
            for (int from = before - 2; from >= 0; from--) {
                shortest = without(shortest, from, 1);
            }
        } while (shortest.steps().size() < before);
        return shortest;
    }

    /** Takes a step in another session, where one more can be left out then: what opened a session for it alone. */
    private Failed moved(Failed failed) throws PKCS11Exception {
        for (int i = failed.steps().size() - 1; i >= 0; i--) {
            for (int session = 0; session < Alphabet.SESSIONS_AT_ONCE; session++) {
                List<Step> other = new ArrayList<>(failed.steps());
                other.set(i, other.get(i).in(session));
                Failed shorter = withoutAny(sameAs(failed, other));
                if (shorter.steps().size() < failed.steps().size()) {
                    return shorter;
                }
            }
        }
        return failed;
    }

    private Failed without(Failed failed, int from, int size) throws PKCS11Exception {
        if (from + size >= failed.steps().size()) {
            return failed;
        }
        List<Step> fewer = new ArrayList<>(failed.steps());
        fewer.subList(from, from + size).clear();
        return sameAs(failed, fewer);
    }

    /** The other steps where they fail in the same way, else what failed before. */
    private Failed sameAs(Failed failed, List<Step> others) throws PKCS11Exception {
        return calls > MOST_CALLS
                ? failed
                : tried(others, false)
                        .filter(other -> other.failure().isSameAs(failed.failure()))
                        .orElse(failed);
    }
}
